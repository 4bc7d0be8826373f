-- Events as calendars copy them (FeedEvent of src/contract/events.ts): the rule itself, and dates that were moved or cancelled.

create function app.change_json(s app.session) returns jsonb
  language sql immutable set search_path = ''
  as $$
    select jsonb_build_object('origin', app.moment(s.origin), 'starts_at', app.moment(s.starts_at), 'ends_at', app.moment(s.ends_at),
      'cancelled', s.state in ('cancelled', 'not_held'))
  $$;
comment on function app.change_json(app.session) is 'A date as calendars copy it by itself (FeedDate).';

-- Dates of an event that are not as its rule says. Those that the rule has no more are none of the calendar's.
create function app.changes_json(e app.event) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select coalesce(jsonb_agg(app.change_json(s) order by s.origin), '[]')
    from app.session s cross join lateral (select s.origin at time zone 'Asia/Shanghai' as local) o
    where s.event = e.slug and (s.moved or s.state in ('cancelled', 'not_held'))
      and o.local in (select app.starts_of(e.body, o.local::date)) and not e.body -> 'except' ? to_char(o.local, 'YYYY-MM-DD"T"HH24:MI')
  $$;
comment on function app.changes_json(app.event) is 'Moved and cancelled dates of an event that it still has (FeedEvent.changes).';

-- Names are looked up once for a page, however many events have them.
create function app.feed_json(events app.event[], locale text, of_origin timestamptz default null) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    with e as materialized (select * from unnest(events)),
    venue as materialized (
      select distinct on (r.key) r.key, app.say(r.title, locale) as name, r.body -> 'position' as position
      from app.register_type t join app.register_entry r on r.type = t.key
      where t.family = 'venue' and r.key = any (array(select distinct e.body ->> 'venue' from e)) order by r.key, t.key),
    term as materialized (
      select r.type, r.key, app.say(r.title, locale) as name from app.register_entry r
      where r.type = 'event_type' and r.key in (select e.type from e) or r.type = 'campaign' and r.key in (select e.campaign from e)),
    county as materialized (select c.county, app.place_json(c.county, locale) ->> 'name' as name from (select distinct e.county from e) c)
    select coalesce(jsonb_agg(
      jsonb_strip_nulls(jsonb_build_object('slug', e.slug, 'sequence', e.sequence, 'published_at', app.moment(e.published_at), 'updated_at', app.moment(e.updated_at),
        'status', e.status, 'title', app.say(e.body -> 'title', locale), 'summary', app.say(e.body -> 'summary', locale),
        'where', app.where_text(venue.name, e.body -> 'where', county.name, locale), 'position', coalesce(nullif(e.body -> 'position', 'null'), venue.position),
        'all_day', e.body -> 'all_day', 'start', e.body -> 'start', 'end', e.body -> 'end',
        'categories', to_jsonb(array_remove(array[coalesce(type.name, e.type), coalesce(campaign.name, e.campaign)], null)),
        'only', (select app.change_json(s) from app.session s where s.event = e.slug and s.origin = of_origin)))
      || jsonb_build_object('rule', coalesce(e.body -> 'rule', 'null'), 'dates', e.body -> 'dates', 'except', e.body -> 'except',
        -- who has withdrawn an event has cancelled all of it
        'changes', case when e.status = 'published' then app.changes_json(e) else '[]' end) order by e.slug), '[]')
    from unnest(events) e join county on county.county = e.county left join venue on venue.key = e.body ->> 'venue'
      left join term type on type.type = 'event_type' and type.key = e.type left join term campaign on campaign.type = 'campaign' and campaign.key = e.campaign
  $$;
comment on function app.feed_json(app.event[], text, timestamptz) is 'Events of a feed, in one language (FeedEvent[]); with one of their dates (only), when one is asked for.';

create function api.event_feed(filter jsonb, after text, size integer, locale text) returns jsonb
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
  as $$
declare
  most integer := least(greatest(coalesce(size, 200), 1), 500);
  of_district text := filter ->> 'district';
  of_type text := filter ->> 'type';
  of_slug text := filter ->> 'slug';
  of_origin text := filter ->> 'origin';
  from_at timestamptz := app.clock_now() - interval '400 days';
  page app.event[];
begin
  if not app.is_filter(filter) or of_origin is not null and (of_slug is null or not pg_input_is_valid(of_origin, 'timestamptz')) then perform app.refuse('bad_argument'); end if;
  page := array(select e from app.event e
    where (after is null or e.slug > after) and (of_slug is null or e.slug = of_slug)
      and (of_district is null or e.county = of_district) and (of_type is null or e.type = of_type)
      and (of_slug is not null or coalesce(e.until_at, e.updated_at) > from_at)
    order by e.slug limit most + 1);
  return jsonb_build_object('items', app.feed_json(page[1:most], locale, of_origin::timestamptz),
    'next', case when cardinality(page) > most then (page[most]).slug end);
end $$;
comment on function api.event_feed(jsonb, text, integer, text) is
  'Events for calendars, by slug, at most 500: {items: FeedEvent[], next}. filter: district, type, slug; beside slug, origin: that date of it (only). Those that ended more than 400 days ago only by slug. Error bad_argument.';

grant execute on function api.event_feed(jsonb, text, integer, text) to anon, authenticated;
