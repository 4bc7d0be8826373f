-- Figures of registers as of a day, and of activities: dates of events that were held and reported here, beside past ones that
-- were brought in as a register. What was measured here and what was stated elsewhere is never one number only.

-- Whoever may read figures of a place.
create function app.need_figures(of_place text) returns app.staff
  language plpgsql stable security definer set search_path = ''
  as $$
declare wanted text;
begin
  foreach wanted in array '{figures.see,registers.manage,registers.sign,events.manage}'::text[] loop
    if app.has_right(wanted, of_place) then return app.staff_caller(); end if;
  end loop;
  return app.need_right('figures.see', of_place);
end $$;
comment on function app.need_figures(text) is 'The caller''s staff row, if they see figures, or manage or sign registers, or manage events, at a place. Errors no_session, not_staff, second_factor.';

-- Stock: the newest dated figure that is not younger than the day, of entries that count on it. Flow: figures of the period.
-- The number of an entry is known from the beginning: before its first dated figure it was that one.
create function app.register_sums(of_type text, of_place text, from_day date, on_day date)
  returns table (measure text, entries bigint, figure jsonb, fresh jsonb)
  language sql stable security definer set search_path = ''
  as $$
    with e as materialized (
      select x.id, x.from_day, x.to_day, app.is_live(x, on_day) as live, coalesce(n.value, x.number) as value, coalesce(n.qualifier, x.qualifier) as qualifier
      from app.register_entry x
      left join lateral (select f.value, f.qualifier from app.register_figure f where f.entry = x.id and f.measure = 'number'
        order by f.as_of > on_day, case when f.as_of > on_day then f.as_of end, f.as_of desc limit 1) n on true
      where x.type = of_type and x.place in (select app.place_and_below(of_place)))
    select 'number', count(*) filter (where e.live), app.sum_figures(array_agg(e.value) filter (where e.live), array_agg(e.qualifier) filter (where e.live)),
      app.sum_figures(array_agg(e.value) filter (where e.from_day between register_sums.from_day and on_day), array_agg(e.qualifier) filter (where e.from_day between register_sums.from_day and on_day))
    from e
    union all
    select m ->> 'name', count(s.value), app.sum_figures(array_agg(s.value) filter (where s.value is not null), array_agg(s.qualifier) filter (where s.value is not null)), null
    from app.register_type t cross join lateral jsonb_array_elements(t.measures) m
    left join e on true
    left join lateral (
      (select f.value, f.qualifier from app.register_figure f where m ->> 'sort' = 'stock' and e.live and f.entry = e.id and f.measure = m ->> 'name' and f.as_of <= on_day
        order by f.as_of desc limit 1)
      union all
      select f.value, f.qualifier from app.register_figure f where m ->> 'sort' = 'flow' and f.entry = e.id and f.measure = m ->> 'name'
        and f.as_of between register_sums.from_day and on_day) s on true
    where t.key = of_type group by m ->> 'name'
  $$;
comment on function app.register_sums(text, text, date, date) is
  'Of a type at a place and below: number (entries on a day; fresh: those that began in the period) and every measure – stock as of the day, flow of the period – with how many entries have it.';

create function api.register_figures(place text, on_day date, from_day date) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
begin
  perform app.need_figures(register_figures.place);
  if not app.is_range(from_day, on_day, 4000) then perform app.refuse('bad_argument'); end if;
  return (
    select coalesce(jsonb_agg(jsonb_build_object('type', t.key, 'family', t.family, 'name', t.name, 'unit', t.unit, 'open', t.open,
        'entries', s.sums #> '{number,entries}', 'number', s.sums #> '{number,figure}', 'fresh', s.sums #> '{number,fresh}',
        'measures', (select coalesce(jsonb_agg(m.d - 'name' || jsonb_build_object('measure', m.d -> 'name') || (s.sums -> (m.d ->> 'name')) - 'fresh' order by m.n), '[]')
          from jsonb_array_elements(t.measures) with ordinality m (d, n))) order by t.position, t.key), '[]')
    from app.register_type t cross join lateral (
      select jsonb_object_agg(x.measure, jsonb_build_object('entries', x.entries, 'figure', x.figure, 'fresh', x.fresh)) as sums
      from app.register_sums(t.key, register_figures.place, register_figures.from_day, on_day) x) s
    where t.family <> 'term');
end $$;
comment on function api.register_figures(text, date, date) is
  'Counts by type at a place and below: number as of a day (Figure), fresh ones of the period, and measures (stock as of the day, flow of the period), each with the entries that have it. At most 4,000 days. Errors not_staff, second_factor, bad_argument.';

-- One row per activity of a period. own: reported here; otherwise an entry of the register `activity`. Of an own one that was
-- held, `told` says whether heads were counted or estimated; scanned: people let in by ticket or by their own scan.
create function app.activities(of_place text, from_day date, to_day date)
  returns table (own boolean, state text, day date, place text, type text, campaign text, topics jsonb, entries jsonb, size text, told text,
    sessions jsonb, persons jsonb, person_times jsonb, leaflets jsonb, gifts jsonb)
  language sql stable security definer set search_path = ''
  as $$
    with below as materialized (select p as code from app.place_and_below(of_place) p)
    select true, case when s.state = 'planned' and s.ends_at < app.clock_now() then 'unreported' else s.state end, app.day(s.starts_at), s.place, s.type, e.campaign,
      coalesce(e.body -> 'topics', '[]'), coalesce(e.body -> 'entries', '[]'), coalesce(e.body ->> 'size', 'normal'), r.body #>> '{count,how}',
      case when s.state = 'held' then '{"value": 1, "qualifier": "exact"}'::jsonb end,
      case when r.body #>> '{count,unit}' = 'persons' then r.body -> 'count' end, case when r.body #>> '{count,unit}' = 'person_times' then r.body -> 'count' end,
      m.leaflets, m.gifts
    from app.session s join app.event e on e.slug = s.event
    left join app.report r on r.event = s.event and r.origin = s.origin and s.state = 'held'
    left join lateral (
      select app.sum_figures(array_agg(i.handed) filter (where i.sort = 'leaflet'), array_agg(i.qualifier) filter (where i.sort = 'leaflet')) as leaflets,
        app.sum_figures(array_agg(i.handed) filter (where i.sort = 'gift'), array_agg(i.qualifier) filter (where i.sort = 'gift')) as gifts
      from (select (x ->> 'handed')::bigint as handed, x ->> 'qualifier' as qualifier,
          -- what comes from a counter's stock is a gift
          case when x ->> 'counter' is not null then 'gift' else (select k.body ->> 'sort' from app.register_entry k where k.type = 'material' and k.key = x ->> 'item') end as sort
        from jsonb_array_elements(r.body -> 'materials') x) i) m on r.body is not null
    where s.place in (select code from below) and s.starts_at >= activities.from_day::timestamp at time zone 'Asia/Shanghai'
      and s.starts_at < (activities.to_day + 1)::timestamp at time zone 'Asia/Shanghai'
    union all
    select false, 'held', coalesce(a.from_day, a.as_of), a.place, a.body ->> 'event_type', a.body ->> 'campaign',
      case when a.body ? 'topic' then jsonb_build_array(a.body -> 'topic') else '[]' end, coalesce(a.body -> 'entries', '[]'), coalesce(a.body ->> 'size', 'normal'), null,
      app.figure_json(a.number, a.qualifier), f.of -> 'persons', f.of -> 'person_times', f.of -> 'leaflets', f.of -> 'gifts'
    from app.register_entry a cross join lateral (select app.entry_measures(a.id) as of) f
    where a.type = 'activity' and a.place in (select code from below) and coalesce(a.from_day, a.as_of) between activities.from_day and activities.to_day
  $$;
comment on function app.activities(text, date, date) is 'Activities at a place and below: dates of events by state (held, not_held, cancelled, planned, unreported) with what their newest report says, and past ones of the register.';

-- {measured, stated, all}: the same figure of what was reported here, of what was brought in, and of both.
create function app.split_figure(owns boolean[], figures jsonb[]) returns jsonb
  language sql immutable set search_path = ''
  as $$
    select jsonb_build_object(
      'measured', app.sum_figures(array_agg((f ->> 'value')::bigint) filter (where own), array_agg(f ->> 'qualifier') filter (where own)),
      'stated', app.sum_figures(array_agg((f ->> 'value')::bigint) filter (where not own), array_agg(f ->> 'qualifier') filter (where not own)),
      'all', app.sum_figures(array_agg((f ->> 'value')::bigint), array_agg(f ->> 'qualifier')))
    from unnest(owns, figures) x (own, f) where f is not null
  $$;
comment on function app.split_figure(boolean[], jsonb[]) is 'Sums of Figures: {measured (own), stated (not own), all}.';

create function api.activity_figures(place text, from_day date, to_day date) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
begin
  perform app.need_figures(activity_figures.place);
  if not app.is_range(from_day, to_day, 800) then perform app.refuse('bad_argument'); end if;
  return (
    with a as materialized (select x.*, left(x.day::text, 7) as month, app.place_json(x.place, 'zh-Hans') ->> 'code' as county
      from app.activities(activity_figures.place, activity_figures.from_day, activity_figures.to_day) x),
    keyed as (
      select d.dim, d.key, a.* from a cross join lateral (
        select 'total' as dim, '' as key union all select 'type', a.type union all select 'campaign', a.campaign where a.campaign is not null
        union all select 'topic', t from jsonb_array_elements_text(a.topics) t union all select 'entry', t from jsonb_array_elements_text(a.entries) t
        union all select 'month', a.month union all select 'county', a.county union all select 'size', a.size) d),
    sums as (
      select k.dim, k.key, jsonb_build_object(
        'planned', count(*) filter (where k.state = 'planned'), 'cancelled', count(*) filter (where k.state = 'cancelled'),
        'not_held', count(*) filter (where k.state = 'not_held'), 'unreported', count(*) filter (where k.state = 'unreported'),
        'held', app.split_figure(array_agg(k.own), array_agg(k.sessions)),
        'persons', app.split_figure(array_agg(k.own), array_agg(k.persons)), 'person_times', app.split_figure(array_agg(k.own), array_agg(k.person_times)),
        'estimated', app.sum_figures(array_agg((k.persons ->> 'value')::bigint) filter (where k.told = 'estimated' and k.persons is not null),
          array_agg(k.persons ->> 'qualifier') filter (where k.told = 'estimated' and k.persons is not null)),
        'leaflets', app.split_figure(array_agg(k.own), array_agg(k.leaflets)), 'gifts', app.split_figure(array_agg(k.own), array_agg(k.gifts))) as sums
      from keyed k group by k.dim, k.key)
    select coalesce((select s.sums from sums s where s.dim = 'total'), (select s from (select jsonb_build_object('planned', 0, 'cancelled', 0, 'not_held', 0, 'unreported', 0,
          'estimated', z.f, 'held', z.s, 'persons', z.s, 'person_times', z.s, 'leaflets', z.s, 'gifts', z.s) as s
        from (select app.sum_figures('{}', '{}') as f, app.split_figure('{}', '{}') as s) z) zero))
      || jsonb_build_object('by', (select jsonb_object_agg(d, (
          select coalesce(jsonb_agg(s.sums || jsonb_build_object('key', s.key, 'name', n.name) order by s.key), '[]') from sums s
          left join lateral (
            select e.title as name from app.register_entry e where e.key = s.key and e.type = case s.dim when 'type' then 'event_type' when 'entry' then 'six_entry' else s.dim end
              and s.dim in ('type', 'campaign', 'topic', 'entry')
            union all select x.name from app.district x where s.dim = 'county' and x.code = s.key limit 1) n on true
          where s.dim = d)) from unnest('{type,campaign,topic,entry,month,county,size}'::text[]) d)));
end $$;
comment on function api.activity_figures(text, date, date) is
  'Activities at a place and below in a period of at most 800 days: planned, cancelled, not_held, unreported (over, and nobody has told), and held, persons, person_times, leaflets, gifts as {measured, stated, all} of Figures, estimated (of the persons measured); by: type, campaign, topic, entry, month, county, size: [{key, name, the same}]. Errors not_staff, second_factor, bad_argument.';

grant execute on function api.register_figures(text, date, date), api.activity_figures(text, date, date) to authenticated;
