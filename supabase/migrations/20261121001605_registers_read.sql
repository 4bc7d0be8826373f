-- Registers as the console reads them: lists, one entry with its history, batches beside what stands.

create function app.entry_measures(of_entry uuid, on_day date default 'infinity') returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select coalesce(jsonb_object_agg(x.measure, app.figure_json(x.value, x.qualifier)), '{}') from (
      select distinct on (f.measure) f.measure, f.value, f.qualifier from app.register_figure f
      where f.entry = of_entry and f.measure <> 'number' and f.as_of <= on_day order by f.measure, f.as_of desc) x
  $$;
comment on function app.entry_measures(uuid, date) is 'Figures of an entry by measure: the newest that are not younger than a day.';

create function app.entry_json(e app.register_entry) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select jsonb_build_object('id', e.id, 'type', e.type, 'key', e.key, 'place', e.place, 'place_name', d.name, 'title', e.title, 'from', e.from_day, 'to', e.to_day,
      'number', app.figure_json(e.number, e.qualifier), 'fields', e.body, 'measures', app.entry_measures(e.id), 'source', e.source, 'as_of', e.as_of,
      'signed_by', e.signed_name, 'signed_at', e.signed_at, 'ended', coalesce(e.to_day < app.day(app.clock_now()), false))
    from app.district d where d.code = e.place
  $$;
comment on function app.entry_json(app.register_entry) is 'An Entry as lists show it, with the newest figure of each measure.';

create function app.is_public(of_type text) returns boolean
  language sql stable security definer set search_path = ''
  as $$ select t.open or t.family = 'term' from app.register_type t where t.key = of_type $$;
comment on function app.is_public(text) is 'Are entries of a type for everybody who works with registers?';

create function api.register(type text, filter jsonb default '{}', after text default null, size integer default 50) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
declare
  t app.register_type;
  places text[];
  q text := lower(btrim(coalesce(filter ->> 'q', '')));
  on_day date := coalesce(app.read_date(filter ->> 'as_of'), app.day(app.clock_now()));
begin
  perform app.need_reader();
  select * into t from app.register_type x where x.key = register.type;
  if t.key is null then perform app.refuse('not_found'); end if;
  if jsonb_typeof(filter) is distinct from 'object' or length(q) > 60 then perform app.refuse('bad_argument'); end if;
  places := case when filter ->> 'place' is not null then array(select app.place_and_below(filter ->> 'place')) end;
  if not app.is_public(t.key) then
    places := case when places is null then app.reader_places() else array(select unnest(places) intersect select unnest(app.reader_places())) end;
  end if;
  return (
    with found as materialized (
      select e.id, e.key from app.register_entry e
      where e.type = t.key and (places is null or e.place = any (places))
        and case when (filter -> 'ended') = 'true' then e.to_day < on_day else coalesce(e.to_day >= on_day, true) end
        and (q = '' or strpos(lower(e.key), q) > 0 or exists (select from jsonb_each_text(e.title) w where strpos(lower(w.value), q) > 0))),
    page as (select f.* from found f where after is null or f.key > after order by f.key limit least(greatest(size, 1), 200))
    select jsonb_build_object('items', (select coalesce(jsonb_agg(app.entry_json(e) order by e.key), '[]') from page p join app.register_entry e on e.id = p.id),
      'next', (select case when count(*) = least(greatest(size, 1), 200) then max(key) end from page), 'total', (select count(*) from found)));
end $$;
comment on function api.register(text, jsonb, text, integer) is
  'Entries of a type by key, at most 200: {items: Entry[], next, total}. filter: place (and below), q, as_of (day), ended (true: only those that have ended by then). Errors not_staff, second_factor, not_found, bad_argument.';

create function api.register_entry(type text, key text) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
declare
  t app.register_type;
  e app.register_entry;
  history jsonb;
begin
  perform app.need_reader();
  select * into t from app.register_type x where x.key = register_entry.type;
  select * into e from app.register_entry x where x.type = register_entry.type and x.key = register_entry.key;
  select jsonb_agg(jsonb_build_object('batch', b.id, 'act', r.act, 'as_of', b.as_of, 'source', b.source, 'made_by', b.made_name, 'made_at', b.made_at,
      'signed_by', b.signed_name, 'signed_at', b.signed_at, 'place', b.place, 'body', case when r.act = 'put' then r.body || jsonb_build_object('key', r.key) end) order by b.signed_at desc, b.id) into history
    from app.register_row r join app.register_batch b on b.id = r.batch where r.key = register_entry.key and b.type = t.key and b.state = 'signed';
  -- One that was removed lay where its newest row had put it, whoever removed it.
  if history is null or not (app.is_public(t.key) or coalesce(e.place, jsonb_path_query_first(history, '$[*] ? (@.act == "put").body.place') #>> '{}') = any (app.reader_places())) then
    perform app.refuse('not_found'); end if;
  return jsonb_build_object('entry', app.entry_json(e), 'history', history,
    'figures', (select coalesce(jsonb_agg(jsonb_build_object('measure', f.measure, 'as_of', f.as_of, 'value', f.value, 'qualifier', f.qualifier, 'source', f.source)
      order by f.measure, f.as_of desc), '[]') from app.register_figure f where f.entry = e.id));
end $$;
comment on function api.register_entry(text, text) is
  'An entry (null: it was removed), every signed row of it, newest first (history: {batch, act, as_of, source, made_by, signed_by, signed_at, body}), and its dated figures. Errors not_staff, second_factor, not_found.';

-- What stood before a batch: of a draft, what stands now.
create function app.row_before(b app.register_batch, of_key text) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select case when x.act = 'put' then x.body end from (
      select r.act, r.body from app.register_row r join app.register_batch o on o.id = r.batch
      where r.key = of_key and o.type = b.type and o.state = 'signed' and o.id <> b.id and o.signed_at < coalesce(b.signed_at, 'infinity')
      order by o.signed_at desc limit 1) x
  $$;
comment on function app.row_before(app.register_batch, text) is 'The EntryBody of a key before a batch; null when there was none.';

create function app.batch_card(b app.register_batch) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select jsonb_build_object('id', b.id, 'type', b.type, 'place', b.place, 'place_name', d.name, 'as_of', b.as_of, 'source', b.source, 'state', b.state,
      'expected', b.expected, 'rows', b.rows, 'fresh', n.fresh, 'changed', n.changed, 'removed', n.removed, 'made_by', b.made_name, 'made_at', b.made_at,
      'mine', coalesce(auth.uid() = b.made_by or auth.uid() = any (b.hands), false), 'signed_by', b.signed_name, 'signed_at', b.signed_at)
    from app.district d cross join lateral (select b.fresh, b.changed, b.removed where b.state = 'signed' union all select * from app.batch_counts(b) where b.state = 'draft') n
    where d.code = b.place
  $$;
comment on function app.batch_card(app.register_batch) is 'An EntryBatch: rows that are fresh, changed and removed are held against what stood before it. `mine`: the caller had a hand in it.';

-- A batch of a place above has rows of other places as well: only of what is public.
create function api.batches(type text default null) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
declare
  places text[] := app.reader_places();
  own text[] := app.reader_places(false);
begin
  perform app.need_reader();
  return (select coalesce(jsonb_agg(app.batch_card(b) order by b.made_at desc), '[]')
    from (select x.* from app.register_batch x where (batches.type is null or x.type = batches.type)
        and x.place = any (places) and (x.place = any (own) or app.is_public(x.type))
      order by x.state, x.made_at desc limit 50) b);
end $$;
comment on function api.batches(text) is 'Batches of a type, or of all, at the caller''s places and (what is public) above, newest first, at most 50, drafts before others (EntryBatch[]). Errors not_staff, second_factor.';

create function api.batch(batch uuid, after integer default 0, size integer default 200) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
declare b app.register_batch;
begin
  perform app.need_reader();
  select * into b from app.register_batch x where x.id = batch.batch;
  if b.id is null or not b.place = any (app.reader_places(app.is_public(b.type))) then perform app.refuse('not_found'); end if;
  return app.batch_card(b) || (
    with page as (select r.ord, r.act, r.key, r.body, app.row_before(b, r.key) as was from app.register_row r where r.batch = b.id and r.ord > after order by r.ord limit least(greatest(size, 1), 200))
    select jsonb_build_object('items', coalesce(jsonb_agg(p.body || jsonb_build_object('row', p.ord, 'act', p.act, 'key', p.key, 'before', p.was,
        'note', case when p.act = 'remove' then 'removed' when p.was is null then 'fresh' when p.was = p.body then 'same' else 'changed' end) order by p.ord), '[]'),
      'next', case when count(*) = least(greatest(size, 1), 200) then max(p.ord) end) from page p);
end $$;
comment on function api.batch(uuid, integer, integer) is
  'A batch (EntryBatch) with at most 200 of its rows beside what stood before (items: BatchRow & {before, note: fresh, changed, same or removed}, next). Errors not_staff, second_factor, not_found.';

grant execute on function api.register(text, jsonb, text, integer), api.register_entry(text, text), api.batches(text), api.batch(uuid, integer, integer) to authenticated;
