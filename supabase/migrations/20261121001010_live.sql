-- Live figures for staff: reach, and the awareness rate of their district or, for the city office, of the city.
-- Reach counts who came and what they did. It stands for nobody but themselves and is never added to an awareness rate.

-- "2026-Q4" for a quarter's first day and back; null means the running quarter; bad_argument for anything else.
create function app.quarter_name(period date) returns text
  language sql immutable set search_path = ''
  as $$ select to_char(period, 'YYYY-"Q"Q') $$;
comment on function app.quarter_name(date) is 'Name of the quarter that begins on a day: 2026-Q4.';
create function app.read_quarter(name text) returns date
  language plpgsql stable security definer set search_path = ''
  as $$
begin
  if name is null then return app.quarter(app.clock_now()); end if;
  if name !~ '^20[0-9]{2}-Q[1-4]$' then perform app.refuse('bad_argument'); end if;
  return make_date(left(name, 4)::int, right(name, 1)::int * 3 - 2, 1);
end $$;
comment on function app.read_quarter(text) is 'First day of a quarter by its name.';

-- Reach of whole months, from the figures, in one pass over them:
--   people     persons who took part in the month (a person counts once in each month: never to be summed over months)
--   newcomers  persons who took part for the first time ever; answers, correct: practice; rounds, contests: handed in
-- slice: all · month · district · age_band · kp. Key '' is "not said".
create function app.reach(from_month date, to_month date, of_district text default null)
  returns table (slice text, key text, people bigint, newcomers bigint, answers bigint, correct bigint, rounds bigint, contests bigint)
  language sql stable security definer set search_path = ''
  as $$
    with cells as materialized (
      select f.period, f.district, f.age_band, f.kp, sum(f.people)::bigint as people, sum(f.newcomers)::bigint as newcomers,
        coalesce(sum(f.records) filter (where f.kind = 'answer'), 0)::bigint as answers,
        coalesce(sum(f.correct) filter (where f.kind = 'answer'), 0)::bigint as correct,
        coalesce(sum(f.records) filter (where f.kind = 'round'), 0)::bigint as rounds,
        coalesce(sum(f.records) filter (where f.kind = 'contest'), 0)::bigint as contests
      from app.figure f
      where f.kind in ('person', 'answer', 'round', 'contest') and f.period between from_month and to_month
        and (of_district is null or f.district = of_district)
      group by f.period, f.district, f.age_band, f.kp)
    select case grouping(c.period, c.district, c.age_band, c.kp)
        when 7 then 'month' when 11 then 'district' when 13 then 'age_band' when 14 then 'kp' else 'all' end,
      coalesce(c.period::text, c.district, c.age_band, c.kp::text, ''),
      coalesce(sum(c.people), 0)::bigint, coalesce(sum(c.newcomers), 0)::bigint, coalesce(sum(c.answers), 0)::bigint,
      coalesce(sum(c.correct), 0)::bigint, coalesce(sum(c.rounds), 0)::bigint, coalesce(sum(c.contests), 0)::bigint
    from cells c
    group by grouping sets ((), (c.period), (c.district), (c.age_band), (c.kp))
    having grouping(c.kp) = 1 or c.kp > 0
  $$;
comment on function app.reach(date, date, text) is 'Reach of whole months: totals and slices by month, district, age band and knowledge point.';

-- The district whose figures the caller may see; null for the whole city. Counter clerks and teachers see none.
create function app.figures_scope() returns text
  language plpgsql stable security definer set search_path = ''
  as $$
declare place text;
begin
  perform app.need_right('figures.see');
  select p into place from app.places_of('figures.see') p join app.district d on d.code = p order by d.parent is not null, p limit 1;
  return case when (select d.parent from app.district d where d.code = place) is not null then place end;
end $$;
comment on function app.figures_scope() is 'The district whose figures the caller may see, null for the whole city; error not_staff.';

create function api.reach_live(from_month date, to_month date) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
declare
  of_district text := app.figures_scope();
  a date := case when from_month between '2000-01-01' and '2999-12-31' then date_trunc('month', from_month) end;
  b date := case when to_month between '2000-01-01' and '2999-12-31' then date_trunc('month', to_month) end;
begin
  if a is null or b is null or b < a or b - a > 1200 then perform app.refuse('bad_argument'); end if;
  return (
    with r as materialized (select * from app.reach(a, b, of_district)),
    slices as (
      select slice, jsonb_agg(to_jsonb(r) - 'slice' order by key) as rows from r where slice <> 'all' group by slice)
    select jsonb_build_object('track', 'reach', 'from', a, 'to', b, 'district', of_district, 'at', app.clock_now(),
      'totals', (select to_jsonb(r) - '{slice,key,people}'::text[] from r where slice = 'all'),
      'by_month', '[]'::jsonb, 'by_district', '[]'::jsonb, 'by_age_band', '[]'::jsonb, 'by_kp', '[]'::jsonb)
      || coalesce((select jsonb_object_agg('by_' || slice, rows) from slices), '{}'));
end $$;
comment on function api.reach_live(date, date) is 'Staff: exact reach of whole months (at most 40), of the caller''s district or, for the city office, of all. Errors: not_staff, bad_argument.';

-- Denominators of the weights, each with source and date.
create function app.denominators() returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select jsonb_build_object(
      'population', (select jsonb_agg(jsonb_build_object('source', population_source, 'on', population_on, 'total', total, 'districts', districts))
        from (select population_source, population_on, sum(population) as total, count(*) as districts
          from app.district where level = 'county' and population is not null group by 1, 2 order by 2, 1) s),
      'without_population', (select coalesce(jsonb_agg(code order by code), '[]') from app.district where level = 'county' and population is null),
      'age_share', (select jsonb_object_agg(band, share) from app.age_margin),
      'age_source', (select string_agg(distinct source, ' · ') from app.age_margin))
  $$;
comment on function app.denominators() is 'What weights are made from, with sources and dates.';

-- What a figure of this form means: printed and stored beside every figure.
create function app.awareness_definition(of_period date, of_form text) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select jsonb_build_object('track', 'awareness', 'period', app.quarter_name(of_period), 'form', q.slug,
      'version', split_part(of_form, '@', 2)::int,
      'threshold', (select v.threshold from app.form_version v where v.quiz = q.slug and v.version = split_part(of_form, '@', 2)::int),
      'items', (select count(*) from app.quiz_item i where i.quiz = q.slug and i.version = split_part(of_form, '@', 2)::int),
      'unit', 'first submitted attempt per person and quarter, Asia/Shanghai',
      'measures', jsonb_build_object('C', 'persons with at least `threshold` of `items` right / persons',
        'B', 'right answers / answers', 'D', 'persons with all items right / persons'),
      'weights', 'post-stratified by district and age band; strata under 20 persons merged, age first',
      'interval', 'Wilson 95 % on the design-based effective n', 'min_ms_per_item', 2000,
      'denominators', app.denominators())
    from app.quiz q where q.slug = split_part(of_form, '@', 1)
  $$;
comment on function app.awareness_definition(date, text) is 'Definition of the awareness figures of one form and quarter.';

-- Attempts that do not count, disclosed beside the rate.
create function app.awareness_disclosed(of_period date, of_form text, of_district text default null,
    out fast bigint, out again bigint)
  language sql stable security definer set search_path = ''
  as $$
    select coalesce(sum(records) filter (where kind = 'monitor_fast'), 0), coalesce(sum(records) filter (where kind = 'monitor_again'), 0)
    from app.figure
    where kind in ('monitor_fast', 'monitor_again') and period = of_period and quiz = of_form
      and (of_district is null or district = of_district)
  $$;
comment on function app.awareness_disclosed(date, text, text) is 'Attempts under 2 s per item, and repeated attempts.';

-- Quarters and forms for which there are monitoring figures, newest first.
create function app.awareness_forms() returns table (period date, form text)
  language sql stable security definer set search_path = ''
  as $$ select f.period, f.quiz from app.figure f where f.kind = 'monitor' group by 1, 2 having sum(f.records) > 0 order by 1 desc, 2 desc $$;
comment on function app.awareness_forms() is 'Quarters and forms for which there are monitoring figures, newest first.';

create function api.awareness_live(period text) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
declare
  of_district text := app.figures_scope();
  quarter date := app.read_quarter(period);
begin
  return jsonb_build_object('track', 'awareness', 'period', app.quarter_name(quarter), 'district', of_district, 'at', app.clock_now(),
    'periods', (select coalesce(jsonb_agg(distinct app.quarter_name(f.period)), '[]') from app.awareness_forms() f),
    'forms', coalesce((
      select jsonb_agg(jsonb_build_object(
        'definition', app.awareness_definition(quarter, f.form),
        'disclosed', (select to_jsonb(d) from app.awareness_disclosed(quarter, f.form, of_district) d),
        'rates', (
          select jsonb_agg(case when a.shown then to_jsonb(a)
            else jsonb_build_object('measure', a.measure, 'slice', a.slice, 'key', a.key, 'n', a.n, 'n_all', a.n_all,
              'shown', false, 'rule', a.rule, 'flags', a.flags) end order by a.slice, a.key, a.measure)
          from app.awareness(quarter, f.form, of_district) a)) order by f.form desc)
      from app.awareness_forms() f where f.period = quarter), '[]'));
end $$;
comment on function api.awareness_live(text) is 'Staff: awareness rates of a quarter ("2026-Q4", null: the running one), of the caller''s district or of the city. Errors: not_staff, bad_argument.';

grant execute on function api.reach_live(date, date), api.awareness_live(text) to authenticated;
