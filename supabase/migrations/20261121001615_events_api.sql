-- Events as visitors read them (EventCard, EventPage of src/contract/events.ts), in one language. Lists show what is to come;
-- how many places are left changes faster than cached pages, so that phones ask for it themselves (api.session_places).

-- What a published event's dates fit a filter {district, type, spoken, campaign, children, accessible}: those that are under
-- way or begin between two moments, in the order of their starts, after the row (after_at, after_slug), at most so many.
-- Planned anew for every filter: what is not asked for folds away, and what is asked can use its index.
create function app.find_sessions(from_at timestamptz, to_at timestamptz, filter jsonb, most integer, after_at timestamptz default null, after_slug text default null)
  returns setof app.session
  language plpgsql stable rows 200 security definer set search_path = '' set plan_cache_mode = force_custom_plan
  as $$
declare
  of_district text := filter ->> 'district';
  of_type text := filter ->> 'type';
  of_spoken text[] := case when filter ->> 'spoken' is not null then array[filter ->> 'spoken'] end;
  of_campaign text := filter ->> 'campaign';
  for_children boolean := nullif(coalesce(filter ->> 'children' = 'true', false), false);
  with_access boolean := nullif(coalesce(filter ->> 'accessible' = 'true', false), false);
begin
  return query
    -- What has been going on for days is little, and has an index of its own; in one plan with the rest all that is over would be read.
    with long as materialized (
      select s.* from app.session s where s.ends_at - s.starts_at > interval '1 day' and s.ends_at > from_at)
    select f.* from (
      (select s.* from app.session s join app.event e on e.slug = s.event and e.status = 'published'
        where s.starts_at > from_at - interval '1 day' and s.starts_at < to_at and s.ends_at > from_at
          and (after_at is null or (s.starts_at, s.event) > (after_at, after_slug))
          and (of_district is null or s.county = of_district) and (of_type is null or s.type = of_type)
          and (of_spoken is null or e.spoken @> of_spoken) and (of_campaign is null or e.campaign = of_campaign)
          and (for_children is null or e.children) and (with_access is null or e.accessible)
        order by s.starts_at, s.event limit most)
      union all
      (select s.* from long s join app.event e on e.slug = s.event and e.status = 'published'
        where s.starts_at <= from_at - interval '1 day'
          and (after_at is null or (s.starts_at, s.event) > (after_at, after_slug))
          and (of_district is null or s.county = of_district) and (of_type is null or s.type = of_type)
          and (of_spoken is null or e.spoken @> of_spoken) and (of_campaign is null or e.campaign = of_campaign)
          and (for_children is null or e.children) and (with_access is null or e.accessible))) f
    order by f.starts_at, f.event limit most;
end $$;
comment on function app.find_sessions(timestamptz, timestamptz, jsonb, integer, timestamptz, text) is 'Dates of published events that fit a filter and touch a span of time, in order.';

create function app.sign_up_state(s app.session) returns text
  language sql stable security definer set search_path = ''
  as $$
    select case when s.capacity is null then 'none'
      when s.state <> 'planned' or s.closes_at <= app.clock_now() then 'closed'
      when s.opens_at > app.clock_now() then 'later'
      when s.taken < s.capacity and s.waiting = 0 then 'open'
      when s.waiting < s.waiting_room then 'waiting' else 'full' end
  $$;
comment on function app.sign_up_state(app.session) is 'Can one sign up for a date now: none, later, open, waiting, full, closed.';

create function app.places_json(s app.session) returns jsonb
  language sql immutable set search_path = ''
  as $$
    select case when s.capacity is not null then jsonb_build_object('capacity', s.capacity, 'taken', s.taken, 'waiting', s.waiting,
      'may_wait', s.waiting_room, 'helpers', s.helpers_wanted, 'helping', s.helping) end
  $$;
comment on function app.places_json(app.session) is 'Places of a date (Session.places), null without sign-up.';

create function app.session_json(s app.session, locale text) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select jsonb_build_object('origin', app.moment(s.origin), 'starts_at', app.moment(s.starts_at), 'ends_at', app.moment(s.ends_at), 'state', s.state,
      'moved', s.moved, 'note', app.say(s.note, locale), 'places', app.places_json(s), 'opens_at', app.moment(s.opens_at), 'closes_at', app.moment(s.closes_at),
      'brief', exists (select from app.brief b where b.event = s.event and b.origin = s.origin and b.status = 'published'))
  $$;
comment on function app.session_json(app.session, text) is 'A date of an event (Session).';

create function app.term_json(of_type text, of_key text, locale text) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select jsonb_build_object('key', of_key, 'name', coalesce((select app.say(r.title, locale) from app.register_entry r where r.type = of_type and r.key = of_key), of_key))
    where of_key is not null
  $$;
comment on function app.term_json(text, text, text) is 'A word of a register: {key, name}.';

-- Names are looked up once, however many dates have them: a month of a city has two thousand.
create function app.cards_json(sessions app.session[], locale text) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    with s as materialized (select * from unnest(sessions)),
    e as materialized (select x.* from app.event x where x.slug in (select s.event from s)),
    county as materialized (select c.county, app.place_json(c.county, locale) as json from (select distinct s.county from s) c),
    type as materialized (select t.type, app.term_json('event_type', t.type, locale) as json from (select distinct e.type from e) t),
    venue as materialized (
      select distinct on (r.key) r.key, app.say(r.title, locale) as name from app.register_type t join app.register_entry r on r.type = t.key
      where t.family = 'venue' and r.key = any (array(select distinct e.body ->> 'venue' from e)) order by r.key, t.key)
    select coalesce(jsonb_agg(jsonb_build_object('slug', s.event, 'origin', app.moment(s.origin), 'starts_at', app.moment(s.starts_at), 'ends_at', app.moment(s.ends_at),
        'all_day', e.body -> 'all_day', 'state', s.state, 'moved', s.moved, 'title', app.say(e.body -> 'title', locale), 'type', type.json,
        'where', app.where_text(venue.name, e.body -> 'where', county.json ->> 'name', locale), 'place', s.place, 'district', county.json,
        'children', e.children, 'accessible', e.accessible, 'sign_up', app.sign_up_state(s)) order by s.starts_at, s.event), '[]')
    from unnest(sessions) s join e on e.slug = s.event join county on county.county = s.county join type on type.type = e.type
      left join venue on venue.key = e.body ->> 'venue'
  $$;
comment on function app.cards_json(app.session[], text) is 'Dates as cards (EventCard[]), in order.';

-- First moment of a day that a filter names.
create function app.day_start(day text) returns timestamptz
  language sql immutable set search_path = ''
  as $$ select app.read_date(day)::timestamp at time zone 'Asia/Shanghai' where app.read_date(day) between '2000-01-01' and '2999-12-31' $$;
comment on function app.day_start(text) is 'Midnight, Asia/Shanghai, with which a day begins; null for what is no day.';

create function api.events(filter jsonb, locale text, size integer default 50, after text default null) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
declare
  most integer := least(greatest(coalesce(size, 50), 1), 200);
  from_at timestamptz := coalesce(app.day_start(filter ->> 'from'), app.clock_now());
  to_at timestamptz := coalesce(app.day_start(filter ->> 'to') + interval '1 day', 'infinity');
  page app.session[];
begin
  if not app.is_filter(filter) or after is not null and not pg_input_is_valid(split_part(after, '|', 1), 'timestamptz') then perform app.refuse('bad_argument'); end if;
  page := array(select s from app.find_sessions(from_at, to_at, filter, most + 1, nullif(split_part(after, '|', 1), '')::timestamptz, split_part(after, '|', 2)) s);
  return jsonb_build_object('items', app.cards_json(page[1:most], locale),
    'next', case when cardinality(page) > most then app.moment((page[most]).starts_at) || '|' || (page[most]).event end);
end $$;
comment on function api.events(jsonb, text, integer, text) is
  'Dates under way or to come, or of the days {from, to}, by start, at most 200: {items: EventCard[], next}. filter (EventFilter): district, type, spoken, campaign, children, accessible. Error bad_argument.';

-- A month has as many dates as a city holds: at most 3,000 are drawn.
create function api.event_month(month date, filter jsonb, locale text) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
declare
  first date := case when month between '2000-01-01' and '2999-11-30' then date_trunc('month', month::timestamp)::date end;
  -- Months of China: a month after 16:00 UTC on the 28th is not the 28th.
  next date := (first + interval '1 month')::date;
begin
  if first is null or not app.is_filter(filter) then perform app.refuse('bad_argument'); end if;
  return app.cards_json(array(select s from app.find_sessions(app.day_start(first::text), app.day_start(next::text), filter, 3000) s), locale);
end $$;
comment on function api.event_month(date, jsonb, text) is 'All dates of a month (EventCard[]), also of one that is over. Error bad_argument.';

create function api.event_filters(locale text) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    with at as (select app.clock_now() as now)
    select jsonb_build_object(
      'districts', (select coalesce(jsonb_agg(app.place_json(d.code, locale) order by d.code), '[]') from app.district d, at
        where d.level = 'county' and exists (select from app.session s where s.county = d.code and s.starts_at > at.now and s.state = 'planned')),
      'types', (select coalesce(jsonb_agg(app.term_json(r.type, r.key, locale) order by r.key), '[]') from app.register_entry r, at
        where r.type = 'event_type' and exists (select from app.session s where s.type = r.key and s.starts_at > at.now and s.state = 'planned')),
      'spoken', (select coalesce(jsonb_agg(app.term_json(r.type, r.key, locale) order by r.key), '[]') from app.register_entry r, at
        where r.type = 'spoken' and exists (select from app.event e where e.spoken @> array[r.key] and e.status = 'published' and e.until_at > at.now)),
      'campaigns', (select coalesce(jsonb_agg(app.term_json(r.type, r.key, locale) order by r.key), '[]') from app.register_entry r, at
        where r.type = 'campaign' and exists (select from app.event e where e.campaign = r.key and e.status = 'published' and e.until_at > at.now)))
  $$;
comment on function api.event_filters(text) is 'What coming events can be narrowed down by: {districts: [{code, name}], types, spoken, campaigns: [{key, name}]}.';

create function api.event(slug text, locale text) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
declare
  e app.event := (select x from app.event x where x.slug = event.slug);
  b jsonb := e.body;
  v app.register_entry;
begin
  if e.slug is null then return null; end if;
  v := app.venue_of(e);
  return jsonb_strip_nulls(jsonb_build_object('slug', e.slug, 'revision', e.revision, 'status', e.status, 'title', app.say(b -> 'title', locale),
      'summary', app.say(b -> 'summary', locale), 'text', coalesce(app.say(b -> 'text', locale), ''), 'picture', '/media/' || (b ->> 'picture'),
      'picture_alt', app.say(b -> 'picture_alt', locale), 'type', app.term_json('event_type', e.type, locale), 'campaign', app.term_json('campaign', e.campaign, locale),
      'topics', (select coalesce(jsonb_agg(app.term_json('topic', t, locale) -> 'name' order by i), '[]') from jsonb_array_elements_text(b -> 'topics') with ordinality x (t, i)),
      'organiser', app.say(b -> 'organiser', locale), 'partners', app.say(b -> 'partners', locale),
      'venue', case when v.key is not null then jsonb_build_object('key', v.key, 'name', app.say(v.title, locale)) end,
      'where', app.event_where(e, locale), 'address', app.say(v.body -> 'address', locale), 'position', app.event_position(e),
      'district', app.place_json(e.place, locale), 'audience', b -> 'audience', 'access', app.say(b -> 'access', locale), 'all_day', b -> 'all_day',
      'spoken', (select coalesce(jsonb_agg(app.term_json('spoken', t, locale) -> 'name' order by i), '[]') from jsonb_array_elements_text(b -> 'spoken') with ordinality x (t, i)),
      'accessible', e.accessible))
    || jsonb_build_object('rule', coalesce(b -> 'rule', 'null'), 'party', b #> '{sign_up,party}',
      'sessions', (select coalesce(jsonb_agg(app.session_json(s, locale) order by s.starts_at), '[]') from app.session s
        where s.event = e.slug and (s.ends_at > app.clock_now() - interval '60 days' or exists (select from app.brief b where b.event = s.event and b.origin = s.origin))));
end $$;
comment on function api.event(text, text) is 'An event, also a withdrawn one, with its dates from 60 days ago on and older ones that have a brief (EventPage); null when there is none.';

create function app.event_position(e app.event) returns jsonb
  language sql stable security definer set search_path = ''
  as $$ select coalesce(nullif(e.body -> 'position', 'null'), (app.venue_of(e)).body -> 'position') $$;
comment on function app.event_position(app.event) is 'Longitude and latitude of where an event is: its own, or its venue''s.';

create function api.session_places(event text) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select coalesce(jsonb_agg(jsonb_build_object('origin', app.moment(s.origin), 'state', s.state, 'places', app.places_json(s)) order by s.starts_at), '[]')
    from app.session s where s.event = session_places.event and s.capacity is not null and s.ends_at > app.clock_now()
  $$;
comment on function api.session_places(text) is 'Places of an event''s coming dates as they are now ([{origin, state, places}]).';

create index event_venue on app.event ((body ->> 'venue'));
create or replace function app.venue_events(of_venue text, locale text) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
begin
  return app.cards_json(array(select s from app.session s join app.event e on e.slug = s.event
    where e.body ->> 'venue' = of_venue and e.status = 'published' and s.ends_at > app.clock_now() order by s.starts_at, s.event limit 20), locale);
end $$;

-- Pages change by themselves when sign-up to some date opens or closes.
create or replace function api.content_state() returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select jsonb_build_object('revision', r.revision, 'boundary', (
      select min(b) from (
        select ((app.day(app.clock_now()) + 1)::timestamp at time zone 'Asia/Shanghai') as b
        union all select opens_at from app.quiz where opens_at > app.clock_now()
        union all select closes_at from app.quiz where closes_at > app.clock_now()
        union all select closes_at from app.gift where closes_at > app.clock_now()
        union all (select opens_at from app.session where state = 'planned' and opens_at > app.clock_now() order by opens_at limit 1)
        union all (select closes_at from app.session where state = 'planned' and closes_at > app.clock_now() order by closes_at limit 1)
      ) moments))
    from app.content_revision r
  $$;

grant execute on function api.events(jsonb, text, integer, text), api.event_month(date, jsonb, text), api.event_filters(text), api.event(text, text),
  api.session_places(text) to anon, authenticated;
