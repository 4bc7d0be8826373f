-- Types of registers as data: what a definition may say, and putting one.
create function app.register_type_json(t app.register_type) returns jsonb
  language sql stable set search_path = ''
  as $$
    select jsonb_build_object('key', t.key, 'family', t.family, 'name', t.name, 'unit', t.unit, 'open', t.open, 'fields', t.fields, 'measures', t.measures, 'position', t.position)
  $$;
comment on function app.register_type_json(app.register_type) is 'A RegisterType.';

-- What keeps a definition of a type from being put. What holds values already keeps its kind: they could not be read otherwise.
create function app.register_type_problems(body jsonb) returns table (field text, rule text)
  language plpgsql stable rows 5 security definer set search_path = ''
  as $$
declare
  field_list jsonb := case when jsonb_typeof(body -> 'fields') = 'array' then body -> 'fields' else '[]' end;
  measure_list jsonb := case when jsonb_typeof(body -> 'measures') = 'array' then body -> 'measures' else '[]' end;
begin
  return query select k, 'unknown' from jsonb_object_keys(body) k where k not in ('key', 'family', 'name', 'unit', 'open', 'fields', 'measures', 'position');
  if coalesce(body ->> 'key', '') !~ '^[a-z][a-z0-9_]{1,39}$' then return query values ('key', 'bad_key'); end if;
  if coalesce(body ->> 'family', '') not in ('venue', 'term', 'list') then return query values ('family', 'missing'); end if;
  return query select * from app.words_problems('name', body -> 'name', 40);
  return query select * from app.words_problems('unit', body -> 'unit', 20);
  if coalesce(jsonb_typeof(body -> 'open'), '') <> 'boolean' then return query values ('open', 'missing'); end if;
  if not app.is_count(body -> 'position', 0, 9999) then return query values ('position', 'range'); end if;
  if jsonb_typeof(body -> 'fields') is distinct from 'array' or jsonb_array_length(field_list) > 40 then return query values ('fields', 'count'); end if;
  if jsonb_typeof(body -> 'measures') is distinct from 'array' or jsonb_array_length(measure_list) > 20 then return query values ('measures', 'count'); end if;
  return query select 'fields.' || (f.n - 1), 'unknown' from jsonb_array_elements(field_list) with ordinality f (d, n) where jsonb_typeof(f.d) <> 'object';
  return query select 'measures.' || (m.n - 1), 'unknown' from jsonb_array_elements(measure_list) with ordinality m (d, n) where jsonb_typeof(m.d) <> 'object';
  return query
    select 'fields.' || (f.n - 1) || '.' || p.field, p.rule
    from jsonb_array_elements(field_list) with ordinality f (d, n)
    cross join lateral (
      select k as field, 'unknown' as rule from jsonb_object_keys(f.d) k where k not in ('name', 'kind', 'label', 'required', 'options', 'of', 'most')
      union all select 'name', 'bad_key' where coalesce(f.d ->> 'name', '') !~ '^[a-z][a-z0-9_]{0,39}$'
      union all select 'name', 'same' where exists (select from jsonb_array_elements(field_list) with ordinality o (d, n) where o.n < f.n and o.d ->> 'name' = f.d ->> 'name')
      -- a public service may have a telephone, a person's has no place here
      union all select 'name', 'personal' where f.d ->> 'name' ~ '(phone|mobile|identity|id_card|birth)' and body ->> 'family' <> 'venue'
      union all select 'kind', 'unknown' where coalesce(f.d ->> 'kind', '') not in ('words', 'text', 'number', 'day', 'link', 'choice', 'choices', 'flag', 'media', 'position')
      union all select w.field, w.rule from app.words_problems('label', f.d -> 'label', 40) w
      union all select 'required', 'missing' where coalesce(jsonb_typeof(f.d -> 'required'), '') <> 'boolean'
      union all select 'most', 'range' where f.d ? 'most' and not coalesce(jsonb_typeof(f.d -> 'most') = 'number' and f.d ->> 'most' ~ '^[1-9][0-9]{0,11}$', false)
      union all select 'of', 'unknown' where f.d ? 'of' and coalesce(f.d ->> 'of', '') !~ '^[a-z][a-z0-9_]{1,39}$'
      union all select 'options', 'missing' where f.d ->> 'kind' in ('choice', 'choices') and (f.d ? 'of') = (f.d ? 'options')
      union all select 'options', 'bad_key' where f.d ? 'options' and not coalesce(jsonb_typeof(f.d -> 'options') = 'array'
        and not exists (select from jsonb_array_elements(f.d -> 'options') o where coalesce(o ->> 'key', '') !~ '^[a-z0-9][a-z0-9_-]{0,39}$'
          or exists (select from app.words_problems('name', o -> 'name', 40))), false)) p
    where jsonb_typeof(f.d) = 'object';
  return query
    select 'measures.' || (m.n - 1) || '.' || p.field, p.rule
    from jsonb_array_elements(measure_list) with ordinality m (d, n)
    cross join lateral (
      select k as field, 'unknown' as rule from jsonb_object_keys(m.d) k where k not in ('name', 'label', 'unit', 'sort')
      union all select 'name', 'bad_key' where coalesce(m.d ->> 'name', '') !~ '^[a-z][a-z0-9_]{0,39}$' or m.d ->> 'name' = 'number'
      union all select 'name', 'same' where exists (select from jsonb_array_elements(measure_list) with ordinality o (d, n) where o.n < m.n and o.d ->> 'name' = m.d ->> 'name')
      union all select w.field, w.rule from app.words_problems('label', m.d -> 'label', 40) w
      union all select w.field, w.rule from app.words_problems('unit', m.d -> 'unit', 20) w
      union all select 'sort', 'missing' where coalesce(m.d ->> 'sort', '') not in ('stock', 'flow')) p
    where jsonb_typeof(m.d) = 'object';
  return query
    select 'fields', 'in_use' from app.register_type t, jsonb_array_elements(t.fields) was
    where t.key = body ->> 'key' and not exists (select from jsonb_array_elements(field_list) f where f ->> 'name' = was ->> 'name' and f ->> 'kind' = was ->> 'kind')
      and exists (select from app.register_entry e where e.type = t.key and e.body ? (was ->> 'name')) limit 1;
  return query
    select 'measures', 'in_use' from app.register_type t, jsonb_array_elements(t.measures) was
    where t.key = body ->> 'key' and not exists (select from jsonb_array_elements(measure_list) m where m ->> 'name' = was ->> 'name' and m ->> 'sort' = was ->> 'sort')
      and exists (select from app.register_entry e join app.register_figure x on x.entry = e.id and x.measure = was ->> 'name' where e.type = t.key) limit 1;
end $$;
comment on function app.register_type_problems(jsonb) is
  'Problems of a RegisterType: unknown, bad_key, missing, bad_text, count, range, same, personal, in_use (a field or measure that holds values would go or change its kind).';

create function app.put_register_type(body jsonb) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  problems jsonb;
begin
  perform pg_advisory_xact_lock(hashtextextended('app.register', 9));
  select coalesce(jsonb_agg(jsonb_build_object('field', p.field, 'rule', p.rule)), '[]') into problems from app.register_type_problems(body) p;
  if problems <> '[]' then return problems; end if;
  insert into app.register_type as t (key, family, name, unit, open, fields, measures, position)
    values (body ->> 'key', body ->> 'family', body -> 'name', body -> 'unit', (body ->> 'open')::boolean, body -> 'fields', body -> 'measures', (body ->> 'position')::integer)
    on conflict (key) do update set family = excluded.family, name = excluded.name, unit = excluded.unit, open = excluded.open,
      fields = excluded.fields, measures = excluded.measures, position = excluded.position, revision = t.revision + 1
      where (t.family, t.name, t.unit, t.open, t.fields, t.measures, t.position)
        is distinct from (excluded.family, excluded.name, excluded.unit, excluded.open, excluded.fields, excluded.measures, excluded.position);
  return '[]';
end $$;
comment on function app.put_register_type(jsonb) is 'Adds or changes a type (RegisterType): problems [{field, rule}], and only without any it is put.';
