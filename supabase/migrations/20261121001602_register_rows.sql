-- Rows of registers: what keeps one from standing, and how the rows of a batch become what stands.

-- No telephone or identity number of a person in any text: whoever types one has mistaken the register for a phone book.
create function app.has_number_of_person(t text) returns boolean
  language sql immutable set search_path = ''
  as $$ select coalesce(t ~ '(^|[^0-9])(1[3-9][0-9]{9}|[1-9][0-9]{16}[0-9Xx])($|[^0-9])', false) $$;
comment on function app.has_number_of_person(text) is 'Does a text hold what looks like the mobile or identity number of a person?';

create function app.is_choice(d jsonb, chosen text) returns boolean
  language sql stable security definer set search_path = ''
  as $$
    select case when d ? 'of' then exists (select from app.register_entry e where e.type = d ->> 'of' and e.key = chosen)
      else exists (select from jsonb_array_elements(d -> 'options') o where o ->> 'key' = chosen) end
  $$;
comment on function app.is_choice(jsonb, text) is 'Is this one of a field''s options, or the key of an entry that stands in the register it chooses from?';

-- A value of a field, as its definition {kind, options, of, most} wants it: null when there is nothing against it. One step
-- per kind, because one expression for all of them would be set up whole for each of 5,000 rows.
create function app.field_rule(d jsonb, value jsonb) returns text
  language plpgsql stable security definer set search_path = ''
  as $$
declare
  t text := value #>> '{}';
  sort text := jsonb_typeof(value);
begin
  case d ->> 'kind'
    when 'words' then return (select w.rule from app.words_problems('', value, coalesce((d ->> 'most')::integer, 300)) w limit 1);
    when 'text' then if not app.is_text(value, coalesce((d ->> 'most')::integer, 200)) or t ~ '[\n\t]' then return 'bad_text'; end if;
    when 'number' then
      if sort <> 'number' or t !~ '^[0-9]{1,12}([.][0-9]{1,2})?$' then return 'bad_number'; end if;
      if t::numeric > (d ->> 'most')::numeric then return 'range'; end if;
    when 'day' then if sort <> 'string' or coalesce(app.read_date(t) not between '1900-01-01' and '2999-12-31', true) then return 'bad_day'; end if;
    when 'link' then
      if not app.is_text(value, 500) or t !~ '^https://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?(/[^[:space:]"''<>\\^`{|}]*)?$' then return 'bad_link'; end if;
    when 'flag' then if sort <> 'boolean' then return 'bad_flag'; end if;
    when 'media' then if sort <> 'string' or not app.is_hash(value) then return 'unknown'; end if;
    when 'position' then if not app.is_position(value) then return 'bad_position'; end if;
    when 'choice' then if sort <> 'string' or not app.is_choice(d, t) then return 'unknown'; end if;
    when 'choices' then
      if not app.is_list(value) or jsonb_array_length(value) > 50 then return 'unknown'; end if;
      if exists (select from jsonb_array_elements_text(value) c group by c having count(*) > 1 or not app.is_choice(d, c)) then return 'unknown'; end if;
    else return 'unknown';
  end case;
  return null;
end $$;
comment on function app.field_rule(jsonb, jsonb) is 'The rule that a value breaks (missing, bad_text, bad_number, range, bad_day, bad_link, bad_flag, bad_position, unknown), or null.';

-- Plans are made once, not once for each of 5,000 rows.
-- What keeps a row {row, act, key, place, title, from, to, number, fields, measures} out of a batch whose place covers `places`.
create function app.entry_problems(t app.register_type, places text[], item jsonb) returns table (field text, rule text)
  language plpgsql stable rows 1 security definer set search_path = '' set plan_cache_mode = force_generic_plan
  as $$
declare
  of_key text := case when jsonb_typeof(item -> 'key') = 'string' then item ->> 'key' end;
  was app.register_entry := (select e from app.register_entry e where e.type = t.key and e.key = of_key);
  from_day date := app.read_date(item ->> 'from');
  to_day date := app.read_date(item ->> 'to');
  fields jsonb := case when jsonb_typeof(item -> 'fields') = 'object' then item -> 'fields' else '{}' end;
  measures jsonb := case when jsonb_typeof(item -> 'measures') = 'object' then item -> 'measures' else '{}' end;
begin
  if item - '{row,act,key,place,title,from,to,number,fields,measures}'::text[] <> '{}' then
    return query select left(k, 60), 'unknown' from jsonb_object_keys(item - '{row,act,key,place,title,from,to,number,fields,measures}'::text[]) k; end if;
  if coalesce(item ->> 'act', 'put') not in ('put', 'remove') then return query values ('act', 'unknown'); end if;
  if coalesce(of_key, '') !~ '^[a-z0-9][a-z0-9_-]{0,59}$' then return query values ('key', 'bad_key'); return; end if;
  -- An entry of somewhere else is not taken over by its key.
  if was.id is not null and not was.place = any (places) then return query values ('key', 'elsewhere'); end if;
  if item ->> 'act' = 'remove' then
    if was.id is null then return query values ('key', 'unknown'); end if;
    if app.is_chosen(t.key, of_key) then return query values ('key', 'in_use'); end if;
    return;
  end if;
  if t.key = 'placement' and of_key !~ '^[a-z0-9]{4,16}$' then return query values ('key', 'bad_channel'); end if;
  -- A venue is named by its key alone, whatever its type (/venues/<key>).
  if t.family = 'venue' and exists (select from app.register_entry e join app.register_type o on o.key = e.type and o.family = 'venue' where e.key = of_key and e.type <> t.key) then
    return query values ('key', 'taken'); end if;
  if not coalesce(item ->> 'place' = any (places), false) then return query values ('place', 'outside'); end if;
  return query select * from app.words_problems('title', item -> 'title', 80);
  if not app.is_day(item -> 'from') or not coalesce(from_day between '1900-01-01' and '2999-12-31', true) then return query values ('from', 'bad_day'); end if;
  if not app.is_day(item -> 'to') or not coalesce(to_day between '1900-01-01' and '2999-12-31', true) then return query values ('to', 'bad_day');
  elsif to_day < from_day then return query values ('to', 'order'); end if;
  if coalesce(jsonb_typeof(item -> 'number'), 'null') <> 'null' and not app.is_figure(item -> 'number') then return query values ('number', 'bad_figure'); end if;
  if coalesce(jsonb_typeof(item -> 'fields'), 'null') not in ('null', 'object') then return query values ('fields', 'bad_text'); end if;
  if coalesce(jsonb_typeof(item -> 'measures'), 'null') not in ('null', 'object') then return query values ('measures', 'bad_figure'); end if;
  return query
    select d.d ->> 'name', x.rule from jsonb_array_elements(t.fields) d (d) cross join lateral (select fields -> (d.d ->> 'name') as value) v
    cross join lateral (select case when v.value is null or v.value = 'null' then case when (d.d ->> 'required')::boolean then 'missing' end else app.field_rule(d.d, v.value) end as rule) x
    where x.rule is not null
    union all
    select left(k, 60), 'unknown' from jsonb_object_keys(fields) k where not t.fields @> jsonb_build_array(jsonb_build_object('name', k))
    union all
    select left(m.key, 60), case when t.measures @> jsonb_build_array(jsonb_build_object('name', m.key)) then 'bad_figure' else 'unknown' end
    from jsonb_each(measures) m where not (t.measures @> jsonb_build_array(jsonb_build_object('name', m.key)) and (m.value = 'null' or app.is_figure(m.value)));
  if item::text !~ '[0-9]{11}' then return; end if;
  return query
    select x.name, 'personal' from (
      select 'title' as name, w.value #>> '{}' as say from jsonb_each(case when jsonb_typeof(item -> 'title') = 'object' then item -> 'title' else '{}' end) w
      union all select f.key, f.value::text from jsonb_each(fields) f join jsonb_array_elements(t.fields) d on d ->> 'name' = f.key
        where d ->> 'kind' in ('words', 'text') and (d ->> 'name' <> 'phone' or t.family <> 'venue')) x
    where app.has_number_of_person(x.say);
end $$;
comment on function app.entry_problems(app.register_type, text[], jsonb) is
  'Problems of a row: unknown, bad_key, elsewhere, in_use (removed, but chosen by other entries), bad_channel, taken, outside, missing, bad_text, bad_day, order, bad_figure, personal, and those of app.field_rule.';

create function app.is_chosen(of_type text, of_key text) returns boolean
  language plpgsql stable security definer set search_path = ''
  as $$
begin
  return exists (
      select from app.register_type t cross join lateral jsonb_array_elements(t.fields) d
      where d ->> 'of' = of_type and exists (select from app.register_entry e where e.type = t.key
        and (e.body ->> (d ->> 'name') = of_key or case when jsonb_typeof(e.body -> (d ->> 'name')) = 'array' then e.body -> (d ->> 'name') ? of_key else false end)))
    or exists (select from app.event e where e.status = 'published' and case of_type when 'event_type' then e.type = of_key when 'campaign' then e.campaign = of_key
      when 'topic' then e.body -> 'topics' ? of_key when 'six_entry' then e.body -> 'entries' ? of_key when 'spoken' then of_key = any (e.spoken)
      else e.body ->> 'venue' = of_key and exists (select from app.register_type t where t.key = of_type and t.family = 'venue') end)
    -- what was handed out, who helped and where schools went is counted by what the register says of it
    or exists (select from app.session_report r where case of_type when 'material' then r.body -> 'materials' @> jsonb_build_array(jsonb_build_object('item', of_key, 'counter', null))
      when 'team' then r.body -> 'shifts' @> jsonb_build_array(jsonb_build_object('team', of_key)) else false end)
    or exists (select from app.booking b join app.register_type t on t.key = of_type and t.family = 'venue' where b.venue = of_key);
end $$;
comment on function app.is_chosen(text, text) is 'Does an entry of another register, a published event, a report of a date, or a booking choose this one?';

-- The whole of a row as it is kept: nothing that says "none", the number written out.
create function app.entry_body(item jsonb) returns jsonb
  language sql immutable set search_path = ''
  as $$
    select jsonb_build_object('place', item ->> 'place', 'title', item -> 'title', 'from', item ->> 'from', 'to', item ->> 'to',
      'number', case when coalesce(jsonb_typeof(item -> 'number'), 'null') = 'null' then '{"value": 1, "qualifier": "exact"}' else item -> 'number' end,
      'fields', jsonb_strip_nulls(coalesce(nullif(item -> 'fields', 'null'), '{}')), 'measures', jsonb_strip_nulls(coalesce(nullif(item -> 'measures', 'null'), '{}')))
  $$;
comment on function app.entry_body(jsonb) is 'An EntryBody without its key, as it is kept.';

-- What rows are checked against, without the words: a long definition would be unpacked anew for every look at it.
create function app.bare_type(of_key text) returns app.register_type
  language plpgsql stable security definer set search_path = ''
  as $$
declare t app.register_type := (select x from app.register_type x where x.key = of_key);
begin
  t.fields := (select coalesce(jsonb_agg(d.d - 'label' order by d.n), '[]') from jsonb_array_elements(t.fields) with ordinality d (d, n));
  t.measures := (select coalesce(jsonb_agg(d.d - '{label,unit}'::text[] order by d.n), '[]') from jsonb_array_elements(t.measures) with ordinality d (d, n));
  return t;
end $$;
comment on function app.bare_type(text) is 'A type without the words of its fields and measures.';

create function app.batch_places(of_place text) returns text[]
  language sql stable security definer set search_path = ''
  as $$ select coalesce(array_agg(d.code), '{}') from app.place_and_below(of_place) p (code) join app.district d on d.code = p.code and d.level <> 'school' $$;
comment on function app.batch_places(text) is 'Places at which entries of a batch may stand: its own and those below it, without schools.';

-- Checks rows and keeps the good ones. A key that stands in another row already is a problem of the later one.
create function app.put_batch_rows(of_batch uuid, rows jsonb) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  t app.register_type := app.bare_type((select b.type from app.register_batch b where b.id = of_batch));
  places text[] := app.batch_places((select b.place from app.register_batch b where b.id = of_batch));
  problems jsonb;
begin
  with sent as materialized (
    select i.item, (i.item ->> 'row')::integer as ord, i.item ->> 'key' as key,
      (select jsonb_agg(jsonb_build_object('row', i.item -> 'row', 'field', p.field, 'rule', p.rule)) from app.entry_problems(t, places, i.item) p) as problems
    from jsonb_array_elements(rows) i (item)),
  twice as materialized (
    select s.ord, coalesce((select x.ord from app.register_row x where x.batch = of_batch and x.key = s.key and x.ord <> s.ord and not exists (select from sent o where o.ord = x.ord)),
        (select min(o.ord) from sent o where o.key = s.key and o.ord < s.ord)) as before
    from sent s where s.problems is null),
  gone as (delete from app.register_row x using sent s where x.batch = of_batch and x.ord = s.ord and (x.key <> s.key or s.problems is not null) returning x.ord)
  select coalesce(jsonb_agg(p order by (p ->> 'row')::integer), '[]') into problems from (
    select jsonb_array_elements(s.problems) as p from sent s where s.problems is not null
    union all select jsonb_build_object('row', w.ord, 'field', 'key', 'rule', 'same_key', 'other', w.before) from twice w where w.before is not null) found;
  -- A statement of its own: what was taken out above must not stand in the way of its key.
  insert into app.register_row as x (batch, ord, act, key, body)
    select of_batch, (i.item ->> 'row')::integer, coalesce(i.item ->> 'act', 'put'), i.item ->> 'key', case when i.item ->> 'act' = 'remove' then '{}' else app.entry_body(i.item) end
    from jsonb_array_elements(rows) i (item)
    where not exists (select from jsonb_array_elements(problems) p where p -> 'row' = i.item -> 'row')
    on conflict (batch, ord) do update set act = excluded.act, key = excluded.key, body = excluded.body;
  update app.register_batch b set rows = (select count(*) from app.register_row x where x.batch = b.id) where b.id = of_batch;
  return problems;
end $$;
comment on function app.put_batch_rows(uuid, jsonb) is 'Keeps the good ones of rows [{row, act, …EntryBody}] in a batch; problems [{row, field, rule}] of the others.';
