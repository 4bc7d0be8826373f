-- Venues as visitors see them: entries of open types of the family `venue` (VenueCard, VenuePage of src/contract/registers.ts).

create function app.place_json(of_place text, locale text) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select jsonb_build_object('code', d.code, 'name', app.say(d.name, locale)) from app.place_and_above(of_place) p join app.district d on d.code = p
    where d.level in ('county', 'city') order by d.level = 'county' desc limit 1
  $$;
comment on function app.place_json(text, text) is 'The county of a place, or the city for what is the whole city''s: {code, name}.';

create function app.is_live(e app.register_entry, on_day date) returns boolean
  language sql immutable set search_path = ''
  as $$ select coalesce(e.from_day <= on_day, true) and coalesce(e.to_day >= on_day, true) $$;
comment on function app.is_live(app.register_entry, date) is 'Does an entry count on a day?';

-- Venues that are open today, in the order of the list: by type, then by key.
create function app.open_venues(filter jsonb) returns table (entry app.register_entry, "order" text)
  language sql stable security definer set search_path = ''
  as $$
    select e, lpad(t.position::text, 5, '0') || '/' || e.key
    from app.register_type t join app.register_entry e on e.type = t.key
    where t.family = 'venue' and t.open and app.is_live(e, app.day(app.clock_now()))
      and (filter ->> 'type' is null or t.key = filter ->> 'type')
      and (filter ->> 'district' is null or e.place in (select app.place_and_below(filter ->> 'district')))
      and (filter -> 'accessible' is distinct from 'true' or e.body -> 'accessible' = 'true')
      and (filter -> 'bookable' is distinct from 'true' or e.body -> 'bookable' = 'true')
      and (coalesce(filter ->> 'q', '') = '' or exists (
        select from jsonb_each_text(e.title || jsonb_build_object('key', e.key)) w where strpos(lower(w.value), lower(btrim(filter ->> 'q'))) > 0)
        or exists (select from jsonb_each_text(case when jsonb_typeof(e.body -> 'address') = 'object' then e.body -> 'address' else '{}' end) w
          where strpos(lower(w.value), lower(btrim(filter ->> 'q'))) > 0))
  $$;
comment on function app.open_venues(jsonb) is 'Venues of today that a filter {type, district, accessible, bookable, q} leaves, with the key of their order.';

create function app.venue_json(e app.register_entry, locale text) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select jsonb_build_object('key', e.key, 'type', jsonb_build_object('key', t.key, 'name', app.say(t.name, locale)), 'name', app.say(e.title, locale),
      'district', app.place_json(e.place, locale), 'address', app.say(e.body -> 'address', locale), 'position', e.body -> 'position',
      'illustrative', coalesce(e.body -> 'illustrative' = 'true', false), 'accessible', coalesce(e.body -> 'accessible' = 'true', false),
      'bookable', coalesce(e.body -> 'bookable' = 'true', false), 'number', app.figure_json(e.number, e.qualifier))
    from app.register_type t where t.key = e.type
  $$;
comment on function app.venue_json(app.register_entry, text) is 'A venue as a card (VenueCard).';

create function app.is_filter(filter jsonb) returns boolean
  language sql immutable set search_path = ''
  as $$ select coalesce(jsonb_typeof(filter) = 'object' and octet_length(filter::text) <= 1000, false) $$;
comment on function app.is_filter(jsonb) is 'Is this a filter of a list that is worth looking into?';

create function api.venues(filter jsonb, after text, size integer, locale text) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
begin
  if not app.is_filter(filter) then perform app.refuse('bad_argument'); end if;
  return (
    with found as materialized (select (v.entry).id, v."order" from app.open_venues(filter) v),
    page as (select f.* from found f where after is null or f."order" > after order by f."order" limit least(greatest(size, 1), 200))
    select jsonb_build_object(
      'items', (select coalesce(jsonb_agg(app.venue_json(e, locale) order by p."order"), '[]') from page p join app.register_entry e on e.id = p.id),
      'next', (select case when (select count(*) from found f where f."order" > max(p."order")) > 0 then max(p."order") end from page p),
      'total', (select count(*) from found)));
end $$;
comment on function api.venues(jsonb, text, integer, text) is
  'Venues of today by type, at most 200: {items: VenueCard[], next, total}. filter: type, district, accessible, bookable, q. Error bad_argument.';

create function api.venue_points(filter jsonb, locale text) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
begin
  if not app.is_filter(filter) then perform app.refuse('bad_argument'); end if;
  return (select coalesce(jsonb_agg(jsonb_build_array((v.entry).body #> '{position,0}', (v.entry).body #> '{position,1}', (v.entry).key, app.say((v.entry).title, locale)) order by v."order"), '[]')
    from app.open_venues(filter) v where (v.entry).body ? 'position');
end $$;
comment on function api.venue_points(jsonb, text) is 'Where the venues of a filter are: [[longitude, latitude, key, name]]. Error bad_argument.';

create function api.venue_types(locale text) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select coalesce(jsonb_agg(jsonb_build_object('key', t.key, 'name', app.say(t.name, locale), 'unit', app.say(t.unit, locale), 'entries', n.entries, 'number', n.number) order by t.position, t.key), '[]')
    from app.register_type t cross join lateral (
      select count(*) as entries, app.sum_figures(array_agg(e.number), array_agg(e.qualifier)) as number
      from app.register_entry e where e.type = t.key and app.is_live(e, app.day(app.clock_now()))) n
    where t.family = 'venue' and t.open and n.entries > 0
  $$;
comment on function api.venue_types(text) is 'Types that have venues today: [{key, name, unit, entries, number: Figure}].';

create function app.option_name(fields jsonb, of_field text, chosen text, locale text) returns text
  language sql immutable set search_path = ''
  as $$
    select app.say(o -> 'name', locale) from jsonb_array_elements(fields) d cross join lateral jsonb_array_elements(coalesce(d -> 'options', '[]')) o
    where d ->> 'name' = of_field and o ->> 'key' = chosen
  $$;
comment on function app.option_name(jsonb, text, text, text) is 'The name of a chosen option of a field.';

-- Events are made after venues (events.sql): asked only when somebody looks.
create function app.venue_events(of_venue text, locale text) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
begin
  return app.cards_json(array(
    select s from app.session s join app.event e on e.slug = s.event and e.status = 'published'
    where e.body ->> 'venue' = of_venue and s.ends_at > app.clock_now() order by s.starts_at, s.event limit 20), locale);
end $$;
comment on function app.venue_events(text, text) is 'Coming events at a venue (EventCard[]), at most 20.';

create function api.venue(key text, locale text) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select app.venue_json(e, locale) || jsonb_build_object(
      'text', app.say(e.body -> 'text', locale), 'hours', app.say(e.body -> 'hours', locale), 'access', app.say(e.body -> 'access', locale),
      'facilities', (select coalesce(jsonb_agg(app.say(f.title, locale) order by x.n), '[]') from jsonb_array_elements_text(coalesce(e.body -> 'facilities', '[]')) with ordinality x (key, n)
        join app.register_entry f on f.type = 'facility' and f.key = x.key),
      'level', app.option_name(t.fields, 'level', e.body ->> 'level', locale), 'capacity', (e.body ->> 'capacity')::numeric, 'opened', e.from_day, 'closed', e.to_day,
      'phone', e.body ->> 'phone', 'link', e.body ->> 'link', 'picture', '/media/' || (e.body ->> 'picture'), 'picture_alt', app.say(e.body -> 'picture_alt', locale),
      'source', e.source, 'as_of', e.as_of, 'events', app.venue_events(e.key, locale))
    from app.register_entry e join app.register_type t on t.key = e.type and t.family = 'venue' and t.open
    where e.key = venue.key
  $$;
comment on function api.venue(text, text) is 'A venue, also a closed one (VenuePage), with its coming events (EventCard[]); null when there is none.';

grant execute on function api.venues(jsonb, text, integer, text), api.venue_points(jsonb, text), api.venue_types(text), api.venue(text, text) to anon, authenticated;
