-- What the edge asks with the service key: rate limits and the start-up self-check.

-- GCRA, one row per bucket and subject. The subject is a daily-salted hash made by the edge: no address is stored.
-- until: the theoretical arrival time of the next request.
create table private.rate (
  bucket text not null,
  subject text not null,
  until timestamptz not null,
  primary key (bucket, subject)
);
alter table private.rate enable row level security;

-- Spends one request. `burst` may come at once, then one every period_seconds. Uses the wall clock, not the product's
-- clock: limits protect the machine. (GCRA: ITU-T I.371; in one upsert, so that instances share it.)
create function api.spend_rate(bucket text, subject text, burst integer, period_seconds double precision) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  now_at timestamptz := clock_timestamp();
  step interval;
  spent timestamptz;
  due timestamptz;
begin
  if not coalesce(burst between 1 and 1000000 and period_seconds > 0 and period_seconds <= 86400
    and length(bucket) <= 40 and length(subject) <= 128, false) then perform app.refuse('bad_argument'); end if;
  step := period_seconds * interval '1 second';
  insert into private.rate as r (bucket, subject, until) values (spend_rate.bucket, spend_rate.subject, now_at + step)
  on conflict on constraint rate_pkey do update set until = greatest(r.until, now_at) + step
    where greatest(r.until, now_at) + step <= now_at + burst * step
  returning until into spent;
  if spent is not null then return '{"allowed": true, "retry_after": 0}'; end if;
  select r.until into due from private.rate r where r.bucket = spend_rate.bucket and r.subject = spend_rate.subject;
  return jsonb_build_object('allowed', false,
    'retry_after', greatest(1, ceil(extract(epoch from due + step - burst * step - now_at))::int));
end $$;
comment on function api.spend_rate(text, text, integer, double precision) is 'GCRA limiter: {allowed, retry_after in seconds}.';

-- Why this database must not be served. Empty when all is well.
create function api.self_check() returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select coalesce(jsonb_agg(jsonb_build_object('problem', problem)), '[]') from (
      select 'synchronous_commit is off: acknowledged records could be lost' as problem
        where current_setting('synchronous_commit') not in ('on', 'remote_write', 'remote_apply', 'local')
          or exists (select from pg_catalog.pg_db_role_setting s, unnest(s.setconfig) c where c ilike 'synchronous_commit=off')
      union all
      select 'fsync is off: acknowledged records could be lost' where current_setting('fsync') <> 'on'
      union all
      select format('%s may read %s.%s', r.rolname, n.nspname, c.relname)
        from pg_catalog.pg_class c
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        cross join pg_catalog.pg_roles r
        where n.nspname in ('api', 'app', 'private', 'public') and c.relkind in ('r', 'v', 'm', 'p', 'f', 'S')
          and r.rolname in ('anon', 'authenticated')
          and case when c.relkind = 'S'
            then pg_catalog.has_sequence_privilege(r.oid, c.oid, 'select, usage')
            else pg_catalog.has_table_privilege(r.oid, c.oid, 'select, insert, update, delete, truncate')
              or pg_catalog.has_any_column_privilege(r.oid, c.oid, 'select, insert, update') end
    ) x
  $$;
comment on function api.self_check() is 'Problems for which the edge refuses to serve: [{problem}].';

grant execute on function api.spend_rate(text, text, integer, double precision), api.self_check() to service_role;
