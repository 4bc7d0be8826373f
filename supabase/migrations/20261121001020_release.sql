-- Releases: the fixed tables that the public sees, made at intervals, never live.
--   k ≥ 10: counts from 1 to 9 are hidden. Counts are rounded to 5, the same count always to the same value, and totals are
--   sums of rounded cells. A single hidden cell takes the next smallest with it, or the total would tell it. Rates are
--   rounded as counts are: to a multiple of 5 persons of the rounded n, so that no difference of two tables or of two
--   releases gives one person away. (Handbook on Statistical Disclosure Control, ch. 4–5.)

create table app.release (
  id bigint generated always as identity primary key,
  made_at timestamptz not null,
  tables jsonb not null,
  definition jsonb not null
);
alter table app.release enable row level security;
create trigger bump_revision after insert or update or delete on app.release for each statement execute function app.bump_revision();

create function app.round5(count bigint) returns bigint
  language sql immutable set search_path = ''
  as $$ select (count + 2) / 5 * 5 $$;
comment on function app.round5(bigint) is 'Nearest multiple of 5.';

-- Publishes one column of counts: null where hidden. 1 to 9 are hidden; if exactly one is hidden, so is the smallest other
-- count above zero.
create function app.publish_counts(counts bigint[]) returns bigint[]
  language sql immutable set search_path = ''
  as $$
    with c as (select n, ord, n between 1 and 9 as small from unnest(counts) with ordinality u (n, ord)),
    hidden as (
      select ord from c where small
      union all
      (select ord from c where not small and n > 0 and (select count(*) from c where small) = 1 order by n, ord limit 1))
    select array_agg(case when ord in (select ord from hidden) then null else app.round5(n) end order by ord) from c
  $$;
comment on function app.publish_counts(bigint[]) is 'Rounded counts with primary (k < 10) and complementary suppression; null is hidden.';

-- Rows of a published table: always the same, whether or not anybody took part.
create function app.release_keys(slice text, from_month date, to_month date) returns setof text
  language sql stable security definer set search_path = ''
  as $$
    select m::date::text from generate_series(from_month, to_month, interval '1 month') m where slice = 'month'
    union all select code from app.district where slice = 'district' and level = 'county'
    union all select band from app.age_margin where slice = 'age_band'
    union all select '' where slice in ('district', 'age_band')
    union all select code::text from app.knowledge_point where slice = 'kp'
  $$;
comment on function app.release_keys(text, date, date) is 'Rows of a published table, whether or not anybody took part.';

-- One table of reach: every column published by itself. `correct` is shown only where `answers` is.
create function app.release_reach(slice text, from_month date, to_month date) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    with r as materialized (
      select k.key, row_number() over (order by length(k.key), k.key) as i, coalesce(x.people, 0) as people,
        coalesce(x.newcomers, 0) as newcomers, coalesce(x.answers, 0) as answers, coalesce(x.correct, 0) as correct,
        coalesce(x.rounds, 0) as rounds, coalesce(x.contests, 0) as contests
      from app.release_keys(slice, from_month, to_month) k (key)
      left join app.reach(from_month, to_month) x on x.slice = release_reach.slice and x.key = k.key),
    c as (
      select app.publish_counts(array_agg(people order by i)) as people, app.publish_counts(array_agg(newcomers order by i)) as newcomers,
        app.publish_counts(array_agg(answers order by i)) as answers, app.publish_counts(array_agg(rounds order by i)) as rounds,
        app.publish_counts(array_agg(contests order by i)) as contests
      from r)
    select coalesce(jsonb_agg(
      jsonb_build_object('key', r.key, 'answers', c.answers[i],
        'correct', case when c.answers[i] is not null then least(app.round5(r.correct), c.answers[i]) end)
      || case when slice <> 'kp' then jsonb_build_object('newcomers', c.newcomers[i], 'rounds', c.rounds[i], 'contests', c.contests[i]) else '{}' end
      || case when slice = 'month' then jsonb_build_object('people', c.people[i]) else '{}' end order by i), '[]')
    from r, c
  $$;
comment on function app.release_reach(text, date, date) is 'A published table of reach by month, district, age_band or kp.';

-- The published rates of one quarter and form: [{measure, slice, key, n, shown, rule, p, low, high, n_eff, flags}].
-- p = round5(p̂·n)/n with n the rounded number; the interval is Wilson's around it with the rounded effective number.
create function app.release_rates(of_period date, of_form text) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    with a as materialized (select * from app.awareness(of_period, of_form)),
    counts as (
      select slice, array_agg(key order by key) as keys, app.publish_counts(array_agg(n order by key)) as published
      from a where slice in ('district', 'age_band') group by slice),
    numbered as (
      -- The number of the whole is the sum of the rounded districts.
      select a.*, case when a.slice in ('all', 'kp')
          then (select sum(app.round5(d.n))::bigint from a d where d.slice = 'district')
          else c.published[array_position(c.keys, a.key)] end as r
      from a left join counts c on c.slice = a.slice),
    alone as (select slice from numbered where slice <> 'all' group by slice having count(*) filter (where not shown and n > 0) = 1),
    partner as (
      select distinct on (slice) slice, key from numbered
      where shown and slice in (select slice from alone) order by slice, n, x, key),
    judged as (
      select n.*, n.shown and n.r > 0 and p.key is null as public,
        case when n.shown and (p.key is not null or n.r is null) then 'complementary' else n.rule end as public_rule,
        least(app.round5(round(n.p * n.r)::bigint)::float8 / nullif(n.r, 0), 1) as q,
        least(n.r, app.round5(floor(n.n_eff)::bigint)) as e
      from numbered n left join partner p on p.slice = n.slice and p.key = n.key)
    select coalesce(jsonb_agg(
      jsonb_build_object('measure', measure, 'slice', slice, 'key', key, 'n', r, 'shown', coalesce(public, false), 'rule', public_rule)
      || case when public then jsonb_build_object('p', round(q::numeric, 4), 'n_eff', e, 'flags', flags,
          'low', round(w.low::numeric, 4), 'high', round(w.high::numeric, 4)) else '{}' end
      order by slice, length(key), key, measure), '[]')
    from judged j cross join lateral app.wilson(j.q, j.e) w
  $$;
comment on function app.release_rates(date, text) is 'Awareness rates as published.';

create function app.release_awareness(of_period date, of_form text) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select jsonb_build_object('definition', app.awareness_definition(of_period, of_form), 'rates', app.release_rates(of_period, of_form),
      'disclosed', jsonb_build_object('fast', (app.publish_counts(array[d.fast]))[1], 'unplaced', (app.publish_counts(array[a.n_all - a.n]))[1]),
      'weights', jsonb_build_object('strata', a.strata_count, 'deff', round(a.deff::numeric, 2), 'max_weight', round(a.max_weight::numeric, 1),
        'warn', coalesce(a.deff > 3 or a.max_weight > 5, false)))
    from app.awareness(of_period, of_form) a, app.awareness_disclosed(of_period, of_form) d
    where a.slice = 'all' and a.measure = 'C'
  $$;
comment on function app.release_awareness(date, text) is 'What a release says of one quarter and form: definition, rates, exclusions, weights.';

-- Makes a release: reach of the last twelve months, awareness of the last eight quarters with monitoring figures.
create function app.make_release() returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  last_month date := app.month(app.clock_now());
  first_month date := last_month - interval '11 months';
  months jsonb := app.release_reach('month', first_month, last_month);
  made app.release;
begin
  insert into app.release (made_at, tables, definition)
  select app.clock_now(),
    jsonb_build_object(
      'reach', jsonb_build_object('from', first_month, 'to', last_month,
        'totals', (select jsonb_build_object('newcomers', coalesce(sum((m ->> 'newcomers')::bigint), 0), 'answers', coalesce(sum((m ->> 'answers')::bigint), 0),
            'correct', coalesce(sum((m ->> 'correct')::bigint), 0), 'rounds', coalesce(sum((m ->> 'rounds')::bigint), 0),
            'contests', coalesce(sum((m ->> 'contests')::bigint), 0)) from jsonb_array_elements(months) m),
        'by_month', months,
        'by_district', app.release_reach('district', first_month, last_month),
        'by_age_band', app.release_reach('age_band', first_month, last_month),
        'by_kp', app.release_reach('kp', first_month, last_month)),
      'awareness', coalesce((select jsonb_agg(app.release_awareness(f.period, f.form) order by f.period desc, f.form desc)
        from (select * from app.awareness_forms() limit 8) f), '[]')),
    jsonb_build_object('k', 10, 'rounding', 5, 'complementary', true, 'time_zone', 'Asia/Shanghai',
      'reach', jsonb_build_object('track', 'reach', 'unit', 'voluntary participation; stands for nobody but those who took part',
        'people', 'persons active in the month; never summed over months', 'newcomers', 'persons who took part for the first time',
        'district', 'as chosen by the person; key "" is not said'),
      'denominators', app.denominators())
  returning * into made;
  return jsonb_build_object('id', made.id, 'made_at', made.made_at);
end $$;
comment on function app.make_release() is 'Publishes the fixed tables as of now; returns {id, made_at}.';

create function api.awareness_release() returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select jsonb_build_object('id', r.id, 'made_at', r.made_at, 'definition', r.definition) || r.tables
    from app.release r order by r.id desc limit 1
  $$;
comment on function api.awareness_release() is 'The latest release: {id, made_at, definition, reach, awareness[]}; null before the first.';

create function api.publish_release() returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare made jsonb;
begin
  perform app.need_right('figures.release');
  made := app.make_release();
  perform app.note_audit('release', 'awareness', made ->> 'id');
  return made;
end $$;
comment on function api.publish_release() is 'City staff: makes a release now. Error: not_staff.';

grant execute on function api.awareness_release() to anon, authenticated, service_role;
grant execute on function api.publish_release() to authenticated;
