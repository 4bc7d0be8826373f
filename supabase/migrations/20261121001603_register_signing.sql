-- Signing a batch: its rows become what stands.

-- Since rows came, a word may have gone that they choose, another batch may have put their keys elsewhere; and where the type has
-- changed, everything is looked at again.
create function app.late_problems(b app.register_batch, t app.register_type, places text[]) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select jsonb_agg(jsonb_build_object('row', p.ord, 'field', p.field, 'rule', p.rule) order by p.ord, p.field) from (
      select r.ord, 'key' as field, 'elsewhere' as rule from app.register_row r join app.register_entry e on e.type = b.type and e.key = r.key
        where r.batch = b.id and not e.place = any (places)
      union all
      select r.ord, 'key', 'taken' from app.register_row r join app.register_entry e on e.key = r.key and e.type <> b.type
        join app.register_type o on o.key = e.type and o.family = 'venue' where r.batch = b.id and r.act = 'put' and t.family = 'venue'
      union all
      select r.ord, d ->> 'name', 'unknown' from app.register_row r cross join lateral jsonb_array_elements(t.fields) d
        cross join lateral (select r.body -> 'fields' -> (d ->> 'name') as value) v
        cross join lateral jsonb_array_elements_text(case jsonb_typeof(v.value) when 'array' then v.value when 'string' then jsonb_build_array(v.value) else '[]' end) c (key)
        left join app.register_entry e on e.type = d ->> 'of' and e.key = c.key
        where r.batch = b.id and r.act = 'put' and d ? 'of' and e.id is null and b.type_revision = t.revision
      union all
      select r.ord, 'key', case when e.id is null then 'unknown' else 'in_use' end from app.register_row r left join app.register_entry e on e.type = b.type and e.key = r.key
        where r.batch = b.id and r.act = 'remove' and (e.id is null or app.is_chosen(b.type, r.key))
      union all
      select r.ord, x.field, x.rule from app.register_row r cross join lateral app.entry_problems(t, places, r.body || jsonb_build_object('key', r.key, 'act', r.act)) x
        where r.batch = b.id and b.type_revision <> t.revision and r.act = 'put' and x.rule not in ('elsewhere', 'taken')) p
  $$;
comment on function app.late_problems(app.register_batch, app.register_type, text[]) is 'What has come in the way of a batch''s rows since they were checked, [{row, field, rule}], or null.';

-- Of a batch's rows: how many are new, change what stands, or remove it.
create function app.batch_counts(b app.register_batch) returns table (fresh integer, changed integer, removed integer)
  language sql stable rows 1 security definer set search_path = ''
  as $$
    select count(*) filter (where r.act = 'put' and e.id is null), count(*) filter (where r.act = 'put' and e.id is not null and was.body is distinct from r.body),
      count(*) filter (where r.act = 'remove')
    from app.register_row r left join app.register_entry e on e.type = b.type and e.key = r.key
    left join app.register_row was on was.batch = e.batch and was.key = r.key
    where r.batch = b.id
  $$;
comment on function app.batch_counts(app.register_batch) is 'Rows of a batch that are fresh, changed and removed beside what stands now.';

-- One after the other: two batches could bring the same key, the same venue under two types, or remove what the other chooses.
create function app.apply_batch(of_batch uuid, by_sign_in uuid, by_name text) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  b app.register_batch;
  t app.register_type;
  places text[];
  problems jsonb;
begin
  perform pg_advisory_xact_lock(hashtextextended('app.register', 9));
  select * into strict b from app.register_batch x where x.id = of_batch for update;
  t := app.bare_type(b.type);
  places := app.batch_places(b.place);
  problems := app.late_problems(b, t, places);
  if problems is not null then return problems; end if;
  update app.register_batch x set (fresh, changed, removed) = (select c.fresh, c.changed, c.removed from app.batch_counts(b) c) where x.id = b.id;

  delete from app.register_entry e using app.register_row r where r.batch = b.id and r.act = 'remove' and e.type = b.type and e.key = r.key;
  -- What is older than what stands adds its dated figures, and changes nothing else.
  with put as (
    insert into app.register_entry as e (type, key, place, title, body, from_day, to_day, number, qualifier, source, as_of, batch, signed_by, signed_name, signed_at)
      select b.type, r.key, r.body ->> 'place', r.body -> 'title', r.body -> 'fields', (r.body ->> 'from')::date, (r.body ->> 'to')::date,
        (r.body #>> '{number,value}')::bigint, r.body #>> '{number,qualifier}', b.source, b.as_of, b.id, by_sign_in, by_name, app.clock_now()
      from app.register_row r where r.batch = b.id and r.act = 'put'
      on conflict (type, key) do update set place = excluded.place, title = excluded.title, body = excluded.body, from_day = excluded.from_day, to_day = excluded.to_day,
        number = excluded.number, qualifier = excluded.qualifier, source = excluded.source, as_of = excluded.as_of, batch = excluded.batch,
        signed_by = excluded.signed_by, signed_name = excluded.signed_name, signed_at = excluded.signed_at
        where e.as_of <= excluded.as_of
      returning e.id, e.key)
  -- What flowed at one time is stated anew as a whole.
  delete from app.register_figure f using put p, jsonb_array_elements(t.measures) m where f.entry = p.id and f.measure = m ->> 'name' and m ->> 'sort' = 'flow';
  insert into app.register_figure as f (entry, measure, as_of, value, qualifier, source)
    select e.id, x.measure, x.as_of, (x.figure ->> 'value')::bigint, x.figure ->> 'qualifier', b.source
    from app.register_row r join app.register_entry e on e.type = b.type and e.key = r.key
    cross join lateral (
      select 'number' as measure, b.as_of, r.body -> 'number' as figure
      union all select m ->> 'name', case m ->> 'sort' when 'stock' then b.as_of else coalesce((r.body ->> 'from')::date, b.as_of) end, r.body -> 'measures' -> (m ->> 'name')
        from jsonb_array_elements(t.measures) m where r.body -> 'measures' ? (m ->> 'name') and (m ->> 'sort' = 'stock' or e.batch = b.id)) x
    where r.batch = b.id and r.act = 'put'
    on conflict (entry, measure, as_of) do update set value = excluded.value, qualifier = excluded.qualifier, source = excluded.source;
  update app.register_batch x set state = 'signed', signed_by = by_sign_in, signed_name = by_name, signed_at = app.clock_now() where x.id = b.id;
  return '[]';
end $$;
comment on function app.apply_batch(uuid, uuid, text) is 'Makes the rows of a batch stand and signs it; or answers problems [{row, field, rule}] that have come up since, and changes nothing.';

-- A row that was loaded before is not loaded again: what staff have changed since stays.
create function app.load_entries(of_type text, load jsonb) returns integer
  language plpgsql security definer set search_path = ''
  as $$
declare
  made uuid;
  rows jsonb;
  problems jsonb;
begin
  select jsonb_agg(i.item || jsonb_build_object('row', i.n)) into rows from jsonb_array_elements(load -> 'rows') with ordinality i (item, n)
    where not exists (select from app.register_row r join app.register_batch b on b.id = r.batch
      where r.key = i.item ->> 'key' and b.type = of_type and b.state = 'signed' and b.as_of = (load ->> 'as_of')::date and r.body = app.entry_body(i.item));
  if rows is null then return 0; end if;
  insert into app.register_batch (type, type_revision, place, as_of, source, expected, made_name, made_at)
    values (of_type, (select t.revision from app.register_type t where t.key = of_type), load ->> 'place', (load ->> 'as_of')::date, load ->> 'source', jsonb_array_length(rows), load ->> 'source', app.clock_now()) returning id into made;
  problems := app.put_batch_rows(made, rows);
  if problems = '[]' then problems := app.apply_batch(made, null, load ->> 'source'); end if;
  assert problems = '[]', of_type || ' ' || problems::text;
  return jsonb_array_length(rows);
end $$;
comment on function app.load_entries(text, jsonb) is
  'For seeds: entries {place, as_of, source, rows: [EntryBody]} of a type, signed at once; answers how many were new. Any problem of a row stops it.';
