-- Events as calendars copy them (FeedEvent of src/contract/events.ts): the rule itself, and dates that were moved or cancelled.

-- Dates of an event that are not as its rule says. Those that the rule has no more are none of the calendar's.
create function app.changes_json(e app.event) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select coalesce(jsonb_agg(jsonb_build_object('origin', app.moment(s.origin), 'starts_at', app.moment(s.starts_at), 'ends_at', app.moment(s.ends_at),
        'cancelled', s.state in ('cancelled', 'not_held')) order by s.origin), '[]')
    from app.session s cross join lateral (select s.origin at time zone 'Asia/Shanghai' as local) o
    where s.event = e.slug and (s.moved or s.state in ('cancelled', 'not_held'))
      and o.local in (select app.starts_of(e.body, o.local::date)) and not e.body -> 'except' ? to_char(o.local, 'YYYY-MM-DD"T"HH24:MI')
  $$;
comment on function app.changes_json(app.event) is 'Moved and cancelled dates of an event that it still has (FeedEvent.changes).';

create function app.feed_json(e app.event, locale text) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select jsonb_strip_nulls(jsonb_build_object('slug', e.slug, 'sequence', e.sequence, 'published_at', app.moment(e.published_at), 'updated_at', app.moment(e.updated_at),
        'status', e.status, 'title', app.say(e.body -> 'title', locale), 'summary', app.say(e.body -> 'summary', locale), 'where', app.event_where(e, locale),
        'position', app.event_position(e), 'all_day', e.body -> 'all_day', 'start', e.body -> 'start', 'end', e.body -> 'end',
        'categories', (select jsonb_agg(distinct app.term_json(t.type, t.key, locale) -> 'name') from (
          values ('event_type', e.type), ('campaign', e.campaign)) t (type, key) where t.key is not null)))
      || jsonb_build_object('rule', coalesce(e.body -> 'rule', 'null'), 'dates', e.body -> 'dates', 'except', e.body -> 'except',
        -- who has withdrawn an event has cancelled all of it
        'changes', case when e.status = 'published' then app.changes_json(e) else '[]' end)
  $$;
comment on function app.feed_json(app.event, text) is 'An event of a feed, in one language (FeedEvent).';

create function api.event_feed(filter jsonb, after text, size integer, locale text) returns jsonb
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
  as $$
declare
  most integer := least(greatest(coalesce(size, 200), 1), 500);
  of_district text := filter ->> 'district';
  of_type text := filter ->> 'type';
  of_slug text := filter ->> 'slug';
  from_at timestamptz := app.clock_now() - interval '400 days';
  page app.event[];
begin
  if not app.is_filter(filter) then perform app.refuse('bad_argument'); end if;
  page := array(select e from app.event e
    where (after is null or e.slug > after) and (of_slug is null or e.slug = of_slug)
      and (of_district is null or e.county = of_district) and (of_type is null or e.type = of_type)
      and (of_slug is not null or coalesce(e.until_at, e.updated_at) > from_at)
    order by e.slug limit most + 1);
  return jsonb_build_object('items', (select coalesce(jsonb_agg(app.feed_json(x, locale) order by x.slug), '[]') from unnest(page[1:most]) x),
    'next', case when cardinality(page) > most then (page[most]).slug end);
end $$;
comment on function api.event_feed(jsonb, text, integer, text) is
  'Events for calendars, by slug, at most 500: {items: FeedEvent[], next}. filter: district, type, slug. Those that ended more than 400 days ago only by slug. Error bad_argument.';

grant execute on function api.event_feed(jsonb, text, integer, text) to anon, authenticated;
