-- Awareness rate 知晓率: how it is estimated, when it may be shown. Everything that displays a rate asks app.awareness.
--
-- Population and limits: first attempts at one version of a monitoring form, per person and quarter, by people who chose
-- to take part. Weighting corrects age and district; it cannot correct who chose to answer.
-- Sources: Wilson (1927) as tabulated by Newcombe (1998); post-stratification and Kish (1965); presentation rules of NCHS
-- Series 2 No. 175 as coded in CDC surveytable. The worked numbers stand in tests/db/awareness.test.ts.

-- Wilson score interval of a share p with n observations, 95 %:
--   centre = (p + z²/2n) / (1 + z²/n)   half = z √(p(1−p)/n + z²/4n²) / (1 + z²/n)
-- Clamped to 0–1 (0 of 20 would give −1e-17). For a weighted share n is the effective number, which need not be whole.
create function app.wilson(p double precision, n double precision, out low double precision, out high double precision)
  language plpgsql immutable set search_path = ''
  as $$
declare
  z constant double precision := 1.959963984540054;
  centre double precision;
  half double precision;
begin
  if p is null or n is null or n <= 0 then return; end if;
  centre := (p + z * z / (2 * n)) / (1 + z * z / n);
  half := z * sqrt(greatest(p * (1 - p), 0) / n + z * z / (4 * n * n)) / (1 + z * z / n);
  low := greatest(0, centre - half);
  high := least(1, centre + half);
end $$;
comment on function app.wilson(double precision, double precision) is 'Wilson 95 % interval of share p with (effective) n.';

-- Whether a share may be shown. In this order, each comparison with a tolerance of 1e-9:
--   n_eff < 30 → suppress; width ≤ 0.05 → show; width ≥ 0.30 → suppress; width/p > 1.30 → suppress; else show.
-- A share of 0 or 1 counts as width 0 and n_eff = n and asks for a human's look. Whatever would be shown is suppressed
-- all the same when 1 to 4 persons, or all but 1 to 4, make it up.
create function app.presentation(p double precision, n_eff double precision, low double precision, high double precision,
    counted double precision, total double precision, df integer default null,
    out shown boolean, out rule text, out flags text[])
  language plpgsql immutable set search_path = ''
  as $$
declare
  tiny constant double precision := 1e-9;
  extreme boolean := counted < tiny or total - counted < tiny;
  width double precision := case when extreme then 0 else high - low end;
begin
  if extreme then n_eff := total; end if;
  rule := case
    when total is null or total < tiny then 'empty'
    when n_eff < 30 - tiny then 'n_eff'
    when width <= 0.05 + tiny then 'narrow'
    when width >= 0.30 - tiny then 'wide'
    when width / p > 1.30 + tiny then 'relative'
    else 'ok' end;
  if rule in ('narrow', 'ok') and (counted > tiny and counted < 5 - tiny or total - counted > tiny and total - counted < 5 - tiny) then
    rule := 'confidential';
  end if;
  shown := rule in ('narrow', 'ok');
  flags := array_remove(array[
    case when shown and extreme then 'extreme' end,
    case when shown and not extreme and width / (1 - p) > 1.30 + tiny then 'complement' end,
    case when df < 8 then 'df' end], null);
end $$;
comment on function app.presentation(double precision, double precision, double precision, double precision, double precision, double precision, integer) is
  'Presentation rule of a share: shown, the rule that decided (empty, n_eff, narrow, wide, relative, confidential, ok), flags for review (extreme, complement, df).';

-- One cell of the sample: persons (n), persons counted (x; fractional for the item rate) and the population they stand for.
create type app.cell as (district text, age_band text, population double precision, n bigint, x double precision);

-- Merges neighbours in a row of counts until every group has at least `least`: again and again the smallest group goes
-- to its smaller neighbour (the earlier one when equal). Returns the group number of each position.
create function app.merge_small(counts bigint[], least_n integer) returns integer[]
  language plpgsql immutable set search_path = ''
  as $$
declare
  sums bigint[] := counts;
  groups integer[] := array_fill(1, array[cardinality(counts)]);
  i integer;
  into_left boolean;
begin
  for k in 2 .. cardinality(groups) loop
    groups[k] := k;
  end loop;
  while cardinality(sums) > 1 loop
    i := 1;
    for k in 2 .. cardinality(sums) loop
      if sums[k] < sums[i] then i := k; end if;
    end loop;
    exit when sums[i] >= least_n;
    into_left := i = cardinality(sums) or (i > 1 and sums[i - 1] <= sums[i + 1]);
    if into_left then i := i - 1; end if;
    sums := sums[:i - 1] || (sums[i] + sums[i + 1]) || sums[i + 2:];
    for k in 1 .. cardinality(groups) loop
      if groups[k] > i then groups[k] := groups[k] - 1; end if;
    end loop;
  end loop;
  return groups;
end $$;
comment on function app.merge_small(bigint[], integer) is 'Group numbers after merging neighbours with too few.';

create function app.band_order(band text) returns integer
  language sql immutable set search_path = ''
  as $$ select coalesce(array_position(array['u18', '18-34', '35-59', '60up'], band), 0) $$;
comment on function app.band_order(text) is 'Place of an age band in order of age.';

-- The stratum of each cell. A cell with fewer than 20 persons merges with its neighbour in age; a district that has fewer
-- than 20 in all merges with its neighbour by code. Cells must come in the order district, band_order. No cell is left
-- out: its population stays in the total.
create function app.strata(cells app.cell[], least_n integer default 20) returns integer[]
  language plpgsql immutable set search_path = ''
  as $$
declare
  ns bigint[];
  district_of integer[];
  band_of integer[];
  totals bigint[];
  district_group integer[];
  present integer[];
  band_totals bigint[];
  band_group integer[];
  result integer[];
begin
  if coalesce(cardinality(cells), 0) = 0 then return '{}'; end if;
  select array_agg(c.n order by c.i), array_agg(c.d order by c.i), array_agg(c.b order by c.i) into ns, district_of, band_of
  from (select u.n, u.i, dense_rank() over (order by u.district)::int as d, app.band_order(u.age_band) as b
    from unnest(cells) with ordinality u (district, age_band, population, n, x, i)) c;
  totals := array_fill(0::bigint, array[district_of[cardinality(district_of)]]);
  for i in 1 .. cardinality(ns) loop
    totals[district_of[i]] := totals[district_of[i]] + ns[i];
  end loop;
  district_group := app.merge_small(totals, least_n);
  result := array_fill(0, array[cardinality(ns)]);
  for g in 1 .. district_group[cardinality(district_group)] loop
    -- Bands that occur in this group of districts, in order, with their totals.
    present := '{}';
    band_totals := '{}';
    for b in 0 .. 4 loop
      for i in 1 .. cardinality(ns) loop
        if band_of[i] = b and district_group[district_of[i]] = g then
          if present = '{}' or present[cardinality(present)] <> b then
            present := present || b;
            band_totals := band_totals || 0::bigint;
          end if;
          band_totals[cardinality(present)] := band_totals[cardinality(present)] + ns[i];
        end if;
      end loop;
    end loop;
    band_group := app.merge_small(band_totals, least_n);
    for i in 1 .. cardinality(ns) loop
      if district_group[district_of[i]] = g then
        result[i] := g * 10 + band_group[array_position(present, band_of[i])];
      end if;
    end loop;
  end loop;
  return result;
end $$;
comment on function app.strata(app.cell[], integer) is 'Post-strata after the collapse rule n_h >= 20: one number per cell.';

-- Post-stratified share. With strata h of population N_h, n_h persons, x_h counted:
--   W_h = N_h/ΣN   p = Σ W_h x_h/n_h   Var = Σ W_h² p_h(1−p_h)/(n_h−1)   (no finite population correction: no full roster)
--   n_eff = p(1−p)/Var, at most n, and n when p is 0 or 1   Wilson interval on n_eff
--   Kish: n_kish = (ΣN)² / Σ(N_h²/n_h), deff = n/n_kish; max_weight = largest weight N_h/n_h over the mean weight
-- A row without respondents has p null. When scores instead of yes/no are averaged (item rate), p_h(1−p_h) is the upper
-- bound of their variance, so that the interval is never too narrow.
create function app.estimate(cells app.cell[], strata integer[] default null, out n bigint, out x double precision,
    out p double precision, out se double precision, out n_eff double precision, out low double precision, out high double precision,
    out n_kish double precision, out deff double precision, out max_weight double precision, out strata_count integer)
  language plpgsql immutable set search_path = ''
  as $$
declare
  h record;
  of_cell integer[] := coalesce(strata, app.strata(cells));
  total double precision;
  share double precision;
  variance double precision := 0;
  squares double precision := 0;
begin
  select sum(c.population), sum(c.n), sum(c.x) into total, n, x from unnest(cells) c;
  n := coalesce(n, 0);
  strata_count := 0;
  if n = 0 then return; end if;
  p := 0;
  max_weight := 0;
  for h in
    select sum(c.population) as population, sum(c.n) as n, sum(c.x) as x
    from rows from (unnest(cells), unnest(of_cell)) as c (district, age_band, population, n, x, stratum) group by c.stratum
  loop
    share := h.x / h.n;
    p := p + h.population / total * share;
    variance := variance + (h.population / total) ^ 2 * greatest(share * (1 - share), 0) / greatest(h.n - 1, 1);
    squares := squares + h.population ^ 2 / h.n;
    max_weight := greatest(max_weight, h.population / h.n);
    strata_count := strata_count + 1;
  end loop;
  p := least(greatest(p, 0), 1);
  se := sqrt(variance);
  n_eff := case when p < 1e-12 or p > 1 - 1e-12 or variance = 0 then n else least(n, p * (1 - p) / variance) end;
  n_kish := total ^ 2 / squares;
  deff := n / n_kish;
  max_weight := max_weight / (total / n);
  select w.low, w.high into low, high from app.wilson(p, n_eff) w;
end $$;
comment on function app.estimate(app.cell[], integer[]) is 'Post-stratified share with design-based interval; see the formula above it.';

-- Monitoring rows are few among practice answers: found without reading the whole tail, at no cost to those.
create index tail_monitor on app.tail (period, quiz) where kind in ('monitor', 'monitor_item', 'monitor_fast', 'monitor_again');

-- The awareness rates of one quarter (first day) and one version of a form ("awareness@1"); of one district when given.
--   measure C  persons with at least m of K right / persons (headline)
--           B  right answers / answers            D  persons with all right / persons
--   slice   all (C, B, D) · district (C) · age_band (C) · kp (B: the one item of each knowledge point)
-- n and x count respondents whose district and age are known: only they can be weighted. crude and n_all count everybody.
-- unplaced = n_all − n. Cells come from app.figure: reading costs the same at any size of the ledger.
create function app.awareness(of_period date, of_form text, of_district text default null)
  returns table (measure text, slice text, key text, n_all bigint, crude double precision, crude_low double precision,
    crude_high double precision, n bigint, x double precision, p double precision, se double precision, n_eff double precision,
    low double precision, high double precision, n_kish double precision, deff double precision, max_weight double precision,
    strata_count integer, shown boolean, rule text, flags text[])
  language sql stable security definer set search_path = ''
  as $$
    with figures as materialized (
      select f.kind, f.district, f.age_band, f.kp, sum(f.records)::bigint as n, sum(f.passed)::float8 as passed,
        sum(f.perfect)::float8 as perfect, sum(f.correct)::float8 / nullif(sum(f.total), 0) * sum(f.records) as score
      from app.figure f
      where f.kind in ('monitor', 'monitor_item') and f.period = of_period and f.quiz = of_form
        and (of_district is null or f.district = of_district)
      group by f.kind, f.district, f.age_band, f.kp),
    measures as (
      select m.measure, f.district, f.age_band, 0::smallint as kp, f.n, m.x
      from figures f cross join lateral (values ('C', f.passed), ('B', f.score), ('D', f.perfect)) m (measure, x)
      where f.kind = 'monitor'
      union all
      select 'B', f.district, f.age_band, f.kp, f.n, f.score from figures f where f.kind = 'monitor_item'),
    groups as materialized (
      select 'all' as slice, '' as key, m.measure, null::text as district, null::text as age_band, 0::smallint as kp
        from (values ('C'), ('B'), ('D')) m (measure)
      union all
      select 'district', d.code, 'C', d.code, null, 0 from app.district d where d.level = 'county' and (of_district is null or d.code = of_district)
      union all
      select 'age_band', a.band, 'C', null, a.band, 0 from app.age_margin a
      union all
      select 'kp', k.kp::text, 'B', null, null, k.kp from (select distinct f.kp from figures f where f.kind = 'monitor_item') k),
    -- Every cell of the population, with nobody in it at first; whoever cannot be placed stands beside them.
    sample as materialized (
      select s.measure, s.kp, s.district, s.age_band, max(s.population) as population, sum(s.n)::bigint as n, sum(s.x) as x
      from (
        select measure, kp, district, age_band, null::float8 as population, n, x from measures
        union all
        select g.measure, g.kp, d.code, a.band, (d.population * a.share)::float8, 0, 0
        from (select distinct measure, kp from groups) g, app.district d, app.age_margin a
        where d.level = 'county' and d.population is not null and (of_district is null or d.code = of_district)) s
      group by 1, 2, 3, 4),
    cells as materialized (
      select g.slice, g.key, g.measure, coalesce(sum(s.n), 0)::bigint as n_all, sum(s.x) as x_all,
        array_agg((s.district, s.age_band, s.population, s.n, s.x)::app.cell order by s.district, app.band_order(s.age_band))
          filter (where s.population is not null) as cells
      from groups g
      left join sample s on s.measure = g.measure and s.kp = g.kp
        and (g.district is null or s.district = g.district) and (g.age_band is null or s.age_band = g.age_band)
      group by 1, 2, 3),
    -- Strata depend on the numbers of respondents alone: those of the whole serve every measure and knowledge point.
    whole as materialized (select app.strata(c.cells) as strata from cells c where c.slice = 'all' and c.measure = 'C')
    select c.measure, c.slice, c.key, c.n_all, c.x_all / nullif(c.n_all, 0), w.low, w.high,
      e.n, e.x, e.p, e.se, e.n_eff, e.low, e.high, e.n_kish, e.deff, e.max_weight, e.strata_count, r.shown, r.rule, r.flags
    from cells c
    cross join lateral app.wilson(c.x_all / nullif(c.n_all, 0), c.n_all) w
    cross join lateral app.estimate(c.cells, case when c.slice in ('all', 'kp') then (select strata from whole) end) e
    cross join lateral app.presentation(e.p, e.n_eff, e.low, e.high, e.x, e.n, (e.n - e.strata_count)::int) r
  $$;
comment on function app.awareness(date, text, text) is 'The one function behind every awareness rate: rows of measure × slice with weights, interval and presentation rule.';
