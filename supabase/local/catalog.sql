-- One line per object of our schemas, in a form that depends on nothing but the migrations.
with ours as (
  select oid, nspname from pg_catalog.pg_namespace where nspname in ('api', 'app', 'private', 'public')
), lines(section, name, line) as (
  select 'schema', n.nspname,
    format('%s owner %s', n.nspname, pg_catalog.pg_get_userbyid(s.nspowner))
  from ours n join pg_catalog.pg_namespace s on s.oid = n.oid

  union all
  select 'grant on schema', n.nspname, format('%s: %s to %s', n.nspname, lower(a.privilege_type), role.name)
  from ours n join pg_catalog.pg_namespace s on s.oid = n.oid
  cross join lateral pg_catalog.aclexplode(coalesce(s.nspacl, pg_catalog.acldefault('n', s.nspowner))) a
  cross join lateral (select coalesce(pg_catalog.pg_get_userbyid(nullif(a.grantee, 0)), 'public') as name) role
  where a.grantee <> s.nspowner

  union all
  select 'relation', n.nspname || '.' || c.relname,
    format('%s.%s %s%s%s%s', n.nspname, c.relname,
      case c.relkind when 'r' then 'table' when 'p' then 'partitioned table' when 'v' then 'view'
        when 'm' then 'materialized view' when 'S' then 'sequence' when 'f' then 'foreign table' else c.relkind::text end,
      case when c.relpersistence = 'u' then ' unlogged' else '' end,
      case when c.relrowsecurity then ' rls' else '' end,
      case when c.reloptions is not null then ' ' || c.reloptions::text else '' end)
  from ours n join pg_catalog.pg_class c on c.relnamespace = n.oid
  where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')

  union all
  select 'column', format('%s.%s.%s', n.nspname, c.relname, lpad(a.attnum::text, 4, '0')),
    format('%s.%s.%s %s%s%s', n.nspname, c.relname, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod),
      case when a.attnotnull then ' not null' else '' end,
      case when d.adbin is null then '' when a.attgenerated = 's'
        then ' generated ' || regexp_replace(pg_catalog.pg_get_expr(d.adbin, d.adrelid), '\s+', ' ', 'g')
        else ' default ' || regexp_replace(pg_catalog.pg_get_expr(d.adbin, d.adrelid), '\s+', ' ', 'g') end)
  from ours n join pg_catalog.pg_class c on c.relnamespace = n.oid
  join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_catalog.pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where c.relkind in ('r', 'p', 'v', 'm', 'f')

  union all
  select 'constraint', format('%s.%s.%s', n.nspname, c.relname, k.conname),
    format('%s.%s %s %s', n.nspname, c.relname, k.conname,
      regexp_replace(pg_catalog.pg_get_constraintdef(k.oid), '\s+', ' ', 'g'))
  from ours n join pg_catalog.pg_class c on c.relnamespace = n.oid
  join pg_catalog.pg_constraint k on k.conrelid = c.oid
  where k.contype <> 'n'

  union all
  select 'index', format('%s.%s', n.nspname, i.relname), regexp_replace(pg_catalog.pg_get_indexdef(i.oid), '\s+', ' ', 'g')
  from ours n join pg_catalog.pg_class i on i.relnamespace = n.oid
  where i.relkind in ('i', 'I')

  union all
  select 'trigger', format('%s.%s.%s', n.nspname, c.relname, t.tgname),
    regexp_replace(pg_catalog.pg_get_triggerdef(t.oid), '\s+', ' ', 'g')
  from ours n join pg_catalog.pg_class c on c.relnamespace = n.oid
  join pg_catalog.pg_trigger t on t.tgrelid = c.oid and not t.tgisinternal

  union all
  select 'type', format('%s.%s', n.nspname, t.typname),
    format('%s.%s %s', n.nspname, t.typname,
      case t.typtype
        when 'e' then 'enum ' || (select string_agg(e.enumlabel, ',' order by e.enumsortorder)
                                  from pg_catalog.pg_enum e where e.enumtypid = t.oid)
        when 'd' then 'domain ' || pg_catalog.format_type(t.typbasetype, t.typtypmod)
          || coalesce(' ' || (select string_agg(pg_catalog.pg_get_constraintdef(k.oid), ' ' order by k.conname)
                              from pg_catalog.pg_constraint k where k.contypid = t.oid), '')
        else 'composite' end)
  from ours n join pg_catalog.pg_type t on t.typnamespace = n.oid
  left join pg_catalog.pg_class c on c.oid = t.typrelid
  where t.typtype in ('e', 'd') or (t.typtype = 'c' and c.relkind = 'c')

  union all
  select 'function', format('%s.%s(%s)', n.nspname, p.proname, pg_catalog.pg_get_function_identity_arguments(p.oid)),
    format('%s.%s(%s) -> %s %s security %s %s%s owner %s', n.nspname, p.proname,
      pg_catalog.pg_get_function_arguments(p.oid), pg_catalog.pg_get_function_result(p.oid), l.lanname,
      case when p.prosecdef then 'definer' else 'invoker' end,
      case p.provolatile when 'i' then 'immutable' when 's' then 'stable' else 'volatile' end,
      coalesce(' set ' || array_to_string(p.proconfig, ' set '), ''), pg_catalog.pg_get_userbyid(p.proowner))
  from ours n join pg_catalog.pg_proc p on p.pronamespace = n.oid
  join pg_catalog.pg_language l on l.oid = p.prolang

  union all
  select 'grant on function', format('%s.%s(%s)', n.nspname, p.proname, pg_catalog.pg_get_function_identity_arguments(p.oid)),
    format('%s.%s(%s): %s', n.nspname, p.proname, pg_catalog.pg_get_function_identity_arguments(p.oid), role.name)
  from ours n join pg_catalog.pg_proc p on p.pronamespace = n.oid
  cross join lateral pg_catalog.aclexplode(coalesce(p.proacl, pg_catalog.acldefault('f', p.proowner))) a
  cross join lateral (select coalesce(pg_catalog.pg_get_userbyid(nullif(a.grantee, 0)), 'public') as name) role
  where a.grantee <> p.proowner

  union all
  select 'grant on relation', format('%s.%s', n.nspname, c.relname),
    format('%s.%s: %s to %s', n.nspname, c.relname,
      string_agg(lower(a.privilege_type), ',' order by a.privilege_type), role.name)
  from ours n join pg_catalog.pg_class c on c.relnamespace = n.oid
  cross join lateral pg_catalog.aclexplode(c.relacl) a
  cross join lateral (select coalesce(pg_catalog.pg_get_userbyid(nullif(a.grantee, 0)), 'public') as name) role
  where a.grantee <> c.relowner
  group by n.nspname, c.relname, role.name

  union all
  select 'grant on column', format('%s.%s.%s', n.nspname, c.relname, t.attname),
    format('%s.%s.%s: %s to %s', n.nspname, c.relname, t.attname,
      string_agg(lower(a.privilege_type), ',' order by a.privilege_type), role.name)
  from ours n join pg_catalog.pg_class c on c.relnamespace = n.oid
  join pg_catalog.pg_attribute t on t.attrelid = c.oid and t.attacl is not null
  cross join lateral pg_catalog.aclexplode(t.attacl) a
  cross join lateral (select coalesce(pg_catalog.pg_get_userbyid(nullif(a.grantee, 0)), 'public') as name) role
  group by n.nspname, c.relname, t.attname, role.name

  union all
  select 'policy', format('%s.%s.%s', p.schemaname, p.tablename, p.policyname),
    regexp_replace(format('%s.%s %s %s %s to %s using %s check %s', p.schemaname, p.tablename, p.policyname,
      lower(p.permissive), lower(p.cmd), array_to_string(p.roles, ','), coalesce(p.qual, '-'),
      coalesce(p.with_check, '-')), '\s+', ' ', 'g')
  from pg_catalog.pg_policies p join ours n on n.nspname = p.schemaname

  union all
  select 'default privilege', coalesce(n.nspname, '') || d.defaclobjtype::text,
    format('%s in %s, %s: %s to %s', pg_catalog.pg_get_userbyid(d.defaclrole), coalesce(n.nspname, 'every schema'),
      case d.defaclobjtype when 'f' then 'functions' when 'r' then 'tables' when 'S' then 'sequences'
        when 'T' then 'types' else 'schemas' end,
      string_agg(lower(a.privilege_type), ',' order by a.privilege_type), role.name)
  from pg_catalog.pg_default_acl d
  left join ours n on n.oid = d.defaclnamespace
  cross join lateral pg_catalog.aclexplode(d.defaclacl) a
  cross join lateral (select coalesce(pg_catalog.pg_get_userbyid(nullif(a.grantee, 0)), 'public') as name) role
  where d.defaclnamespace = 0 or n.oid is not null
  group by d.defaclrole, n.nspname, d.defaclobjtype, role.name
)
select section, line from lines order by section collate "C", name collate "C", line collate "C"
