-- Registers at the desk: whoever manages registers at a place brings batches in, whoever may sign there and had no hand in one
-- signs it.

-- Registers are read by whoever works with them; of those that are not public, entries at one's own places, above and below.
create function app.need_reader() returns app.staff
  language plpgsql stable security definer set search_path = ''
  as $$
declare wanted text;
begin
  foreach wanted in array '{registers.manage,registers.sign,events.manage}'::text[] loop
    if app.has_right(wanted) then return app.staff_caller(); end if;
  end loop;
  return app.need_right('registers.manage');
end $$;
comment on function app.need_reader() is 'The caller''s staff row, if they manage or sign registers, or manage events. Errors no_session, not_staff, second_factor.';

create function app.reader_places(above boolean default true) returns text[]
  language sql stable security definer set search_path = ''
  as $$
    select array_agg(distinct x.code) from unnest('{registers.manage,registers.sign,events.manage}'::text[]) r, app.places_of(r) p
    cross join lateral (select app.place_and_above(p) as code where above union all select app.place_and_below(p)) x
  $$;
comment on function app.reader_places(boolean) is 'Places whose registers the caller may read: their own and those below, and (above) those above.';

create function app.own_batch(of_batch uuid) returns app.register_batch
  language plpgsql security definer set search_path = ''
  as $$
declare b app.register_batch;
begin
  perform app.need_right('registers.manage');
  select * into b from app.register_batch x where x.id = of_batch for update;
  if b.id is null or not app.has_right('registers.manage', b.place) then perform app.refuse('not_found'); end if;
  return b;
end $$;
comment on function app.own_batch(uuid) is 'A batch of a place where the caller manages registers, locked. Errors not_staff, second_factor, not_found.';

create function api.register_types() returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
begin
  perform app.staff_caller();
  return (select coalesce(jsonb_agg(app.register_type_json(t) || jsonb_build_object('entries', (select count(*) from app.register_entry e where e.type = t.key)) order by t.position, t.key), '[]')
    from app.register_type t);
end $$;
comment on function api.register_types() is 'All types (RegisterType) with how many entries stand. Errors no_session, not_staff.';

create function api.put_register_type(body jsonb) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare problems jsonb;
begin
  perform app.need_right('registers.manage', app.city());
  if jsonb_typeof(body) is distinct from 'object' or octet_length(body::text) > 60000 then perform app.refuse('bad_argument'); end if;
  problems := app.put_register_type(body);
  if problems = '[]' then perform app.note_audit('put_register_type', 'register', body ->> 'key', app.city()); end if;
  return jsonb_build_object('problems', problems);
end $$;
comment on function api.put_register_type(jsonb) is 'Adds or changes a type for the whole city: {problems: [{field, rule}]}; none: it is put. Errors not_staff, second_factor, bad_argument.';

create function api.open_batch(type text, place text, as_of date, source text, rows integer) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  s app.staff := app.need_right('registers.manage', open_batch.place);
  made uuid;
begin
  if not exists (select from app.register_type t where t.key = open_batch.type) or not exists (select from app.district d where d.code = open_batch.place and d.level <> 'school')
    or not coalesce(as_of between '1990-01-01' and app.day(app.clock_now()), false) or not app.is_text(to_jsonb(source), 100) or app.has_number_of_person(source)
    or coalesce(rows, 0) not between 1 and 5000 then perform app.refuse('bad_argument'); end if;
  -- What never arrived whole is of no use to anybody.
  delete from app.register_batch b where b.type = open_batch.type and b.place = open_batch.place and b.state = 'draft' and b.rows < b.expected
    and (b.made_by = s.sign_in or b.made_at < app.clock_now() - interval '1 day');
  insert into app.register_batch (type, type_revision, place, as_of, source, expected, made_by, made_name, made_at, hands)
    values (open_batch.type, (select t.revision from app.register_type t where t.key = open_batch.type), open_batch.place, open_batch.as_of, btrim(open_batch.source), open_batch.rows, s.sign_in, s.name, app.clock_now(), array[s.sign_in])
    returning id into made;
  perform app.note_audit('bring_entries', 'register', open_batch.type, open_batch.place, jsonb_build_object('as_of', as_of, 'source', btrim(open_batch.source), 'rows', open_batch.rows));
  return jsonb_build_object('batch', made);
end $$;
comment on function api.open_batch(text, text, date, text, integer) is
  'Begins a batch of so many rows (1–5,000) of a type at a place: {batch}. Errors not_staff, second_factor, bad_argument.';

create function api.add_batch_rows(batch uuid, rows jsonb) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  b app.register_batch := app.own_batch(batch);
  problems jsonb;
begin
  if b.state <> 'draft' then perform app.refuse('in_use'); end if;
  if jsonb_typeof(rows) is distinct from 'array' or jsonb_array_length(rows) not between 1 and 200
    or exists (select from jsonb_array_elements(rows) i where jsonb_typeof(i) <> 'object' or not coalesce(jsonb_typeof(i -> 'row') = 'number' and i ->> 'row' ~ '^([1-9][0-9]{0,4}|100000)$', false))
    or (select count(distinct i ->> 'row') from jsonb_array_elements(rows) i) < jsonb_array_length(rows) then perform app.refuse('bad_argument'); end if;
  -- What is whole may be under somebody's eyes who signs it: what arrives once more says the same, or is refused.
  if b.rows = b.expected then
    if exists (select from jsonb_array_elements(rows) i left join app.register_row r on r.batch = b.id and r.ord = (i ->> 'row')::integer
      where (r.act, r.key, r.body) is distinct from (coalesce(i ->> 'act', 'put'), i ->> 'key', case when i ->> 'act' = 'remove' then '{}' else app.entry_body(i) end)) then
      perform app.refuse('in_use'); end if;
    return '{"problems": []}';
  end if;
  problems := app.put_batch_rows(b.id, rows);
  update app.register_batch x set hands = x.hands || auth.uid() where x.id = b.id and not auth.uid() = any (x.hands);
  if (select x.rows > x.expected from app.register_batch x where x.id = b.id) then perform app.refuse('bad_argument'); end if;
  return jsonb_build_object('problems', problems);
end $$;
comment on function api.add_batch_rows(uuid, jsonb) is
  'Adds at most 200 rows [{row, act, …EntryBody}] to a batch; the same row may come again: {problems: [RowProblem]} (app.entry_problems, same_key). Errors not_staff, second_factor, not_found, in_use (signed, or whole: then only the same rows may come again), bad_argument.';

create function api.sign_batch(batch uuid) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  s app.staff := app.need_right('registers.sign');
  b app.register_batch;
  problems jsonb;
begin
  select * into b from app.register_batch x where x.id = sign_batch.batch for update;
  if b.id is null or not app.has_right('registers.sign', b.place) then perform app.refuse('not_found'); end if;
  if b.state <> 'draft' or b.rows < b.expected then perform app.refuse('in_use'); end if;
  -- Four eyes: these figures stand in the city's yearly report. Whoever had a hand in them does not sign, whoever else did.
  if b.made_by = s.sign_in or s.sign_in = any (b.hands) then perform app.refuse('not_staff'); end if;
  problems := app.apply_batch(b.id, s.sign_in, s.name);
  if problems <> '[]' then return jsonb_build_object('done', false, 'problems', problems); end if;
  perform app.note_audit('sign_entries', 'register', b.type, b.place, jsonb_build_object('as_of', b.as_of, 'source', b.source, 'rows', b.rows));
  return '{"done": true, "problems": []}';
end $$;
comment on function api.sign_batch(uuid) is
  'Signs a batch that others brought in: its entries stand from now on: {done, problems}. Not done: what has changed since is in the way of these rows. Errors not_staff (also for whoever had a hand in it), second_factor, not_found, in_use (signed already, or rows are missing).';

create function api.drop_batch(batch uuid) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare b app.register_batch := app.own_batch(batch);
begin
  if b.state <> 'draft' then perform app.refuse('in_use'); end if;
  delete from app.register_batch x where x.id = b.id;
  perform app.note_audit('drop_entries', 'register', b.type, b.place, jsonb_build_object('as_of', b.as_of, 'source', b.source, 'rows', b.rows));
  return '{"done": true}';
end $$;
comment on function api.drop_batch(uuid) is 'Throws a batch away that nobody has signed. Errors not_staff, second_factor, not_found, in_use.';

grant execute on function api.register_types(), api.put_register_type(jsonb), api.open_batch(text, text, date, text, integer), api.add_batch_rows(uuid, jsonb),
  api.sign_batch(uuid), api.drop_batch(uuid) to authenticated;
