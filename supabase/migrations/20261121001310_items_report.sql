-- Item analysis: flags, the report of one form, and what staff may see of it.

-- What an editor should look at. The order is the order of urgency; what to do stands beside each flag on the page.
--   NEG      r_rest < 0                                     DRIFT    p moved by more than 0.15 since the period before, and
--   STALE    the question or a fact that it rests on             the Wilson 95 % intervals do not overlap
--            has expired                                    HARD     p < 0.30 or below chance
--   DIF      a district or age band differs by more         FAST     median under 2 s
--            than 0.15 at equal rest score                  LOWDISC  0 ≤ r_rest < 0.20 and 0.30 ≤ p ≤ 0.90
--   NFD      a wrong option chosen by fewer than 5 %,       EASY     p > 0.95 (no defect where everybody must know)
--            unless the item is EASY: then it must be
create function app.item_flags(n bigint, p double precision, r_rest double precision, median_ms double precision,
    n_before bigint, p_before double precision, chance double precision, stale boolean, dif boolean, idle_option boolean)
  returns text[]
  language sql immutable set search_path = ''
  as $$
    select array_remove(array[
      case when r_rest < 0 then 'NEG' end,
      case when stale then 'STALE' end,
      case when abs(p - p_before) > 0.15 and (now.low > was.high or now.high < was.low) then 'DRIFT' end,
      case when p < 0.30 or p < chance then 'HARD' end,
      case when dif then 'DIF' end,
      case when median_ms < 2000 then 'FAST' end,
      case when r_rest >= 0 and r_rest < 0.20 and p between 0.30 and 0.90 then 'LOWDISC' end,
      case when idle_option and p <= 0.95 then 'NFD' end,
      case when p > 0.95 then 'EASY' end], null)
    from app.wilson(p, n) now, app.wilson(p_before, n_before) was
  $$;
comment on function app.item_flags(bigint, double precision, double precision, double precision, bigint, double precision, double precision, boolean, boolean, boolean) is
  'Flags of an item by the rules listed above it, the most urgent first.';

-- One field of a question's words in every language: {"zh-Hans": stem, …}.
create function app.words_field(words jsonb, path text[]) returns jsonb
  language sql immutable set search_path = ''
  as $$ select jsonb_object_agg(w.key, w.value #> path) from jsonb_each(words) w where w.value #> path is not null $$;
comment on function app.words_field(jsonb, text[]) is 'One field of a words object, by language.';

-- The report of a form: what it is, its reliability, one entry per item. Everything but n is left out of a form, and of an
-- item, with fewer than min_n first attempts ("hidden"). The period before is as long as the period and ends with its eve.
--   kr20  K/(K−1) · (1 − Σ p(1−p) / σ²), σ² the population variance of the totals. Only where everybody answered the same
--         items; else `kr20_left_out` says why: practice · drawn · alike (one item, or no variance)
--   mean, sd  of right answers per attempt (sd of the population)
create function app.item_analysis(form text, from_day date, to_day date, of_district text default null, min_n integer default 30)
  returns jsonb
  language plpgsql stable security definer set search_path = '' set jit = off
  as $$
declare
  z app.quiz := app.form_quiz(form);
  today date := app.day(app.clock_now());
  before_from date := from_day - (to_day - from_day + 1);
  about jsonb;
  items jsonb;
begin
  with r as materialized (select * from app.item_responses(form, from_day, to_day, of_district)),
  before as (
    select x.question, x.revision, count(*) as n, avg(x.ok::int)::double precision as p
    from app.item_responses(form, before_from, from_day - 1, of_district) x group by x.question, x.revision
    having count(*) >= min_n),
  cells as materialized (
    select array_agg((x.question, x.revision, x.choice, x.ok, x.score, x.items, x.district, x.age_band, x.n)::app.item_cell) as list
    from (select r.question, r.revision, r.choice, r.ok, r.score, r.items, r.district, r.age_band, count(*) as n
      from r group by r.question, r.revision, r.choice, r.ok, r.score, r.items, r.district, r.age_band) x),
  pace as (
    select r.question, r.revision, percentile_cont(0.5) within group (order by r.ms) as median_ms from r group by r.question, r.revision),
  options as (
    select o.question, o.revision,
      jsonb_agg(jsonb_build_object('letter', o.letter, 'text', case when o.letter <> '?' then app.words_field(q.words, array['options', (ascii(o.letter) - 65)::text]) end,
        'key', w.is_key, 'n', o.n, 'share', o.share, 'r_rest', o.r_rest,
        'note', case when w.is_key or o.letter = '?' then null when o.share < 0.05 then 'idle' when o.r_rest > 0.05 then 'suspicious' end)
        order by o.letter = '?', o.letter) as list,
      bool_or(o.share < 0.05 and not w.is_key and o.letter <> '?' and q.kind <> 'judge') as idle
    from cells, app.option_figures(cells.list) o
    join app.question q on q.code = o.question and q.revision = o.revision
    join private.question_key k on k.code = o.question and k.revision = o.revision
    cross join lateral (select position(o.letter in k.answer) > 0 as is_key) w
    group by o.question, o.revision),
  dif as (
    select d.question, d.revision, jsonb_agg(to_jsonb(d) - '{question,revision}'::text[] order by abs(d.difference) desc) as list
    from cells, app.item_dif(cells.list) d where abs(d.difference) > 0.15 group by d.question, d.revision),
  figures as materialized (select f.* from cells, app.item_figures(cells.list) f),
  listed as (
    select i.position, q.code, f.n, f.n < min_n as few,
      jsonb_build_object('question', q.code, 'revision', q.revision, 'kp', q.kp, 'kind', q.kind,
        'stem', app.words_field(q.words, '{stem}'), 'n', f.n) as name,
      jsonb_build_object('p', f.p, 'r_pb', f.r_pb, 'r_rest', f.r_rest, 'd27', f.d27, 'median_ms', round(t.median_ms),
        'n_before', b.n, 'p_before', b.p, 'options', o.list, 'dif', coalesce(d.list, '[]'),
        'flags', app.item_flags(f.n, f.p, f.r_rest, t.median_ms, b.n, b.p,
          case when q.kind in ('single', 'picture', 'judge') then 1.0 / jsonb_array_length(q.words -> 'zh-Hans' -> 'options') end,
          q.valid_to < today or exists (select from app.fact a where a.code = any (q.facts) and a.valid_to < today),
          d.list is not null, o.idle)) as shown
    from figures f
    join app.question q on q.code = f.question and q.revision = f.revision
    join pace t on t.question = f.question and t.revision = f.revision
    left join before b on b.question = f.question and b.revision = f.revision
    left join options o on o.question = f.question and o.revision = f.revision
    left join dif d on d.question = f.question and d.revision = f.revision
    left join app.quiz_item i on i.quiz = z.slug and i.question = f.question
      and i.version = case when z.purpose = 'monitoring' then split_part(form, '@', 2)::smallint else 1 end),
  head as (
    select count(*) as n, avg(score)::double precision as mean, stddev_pop(score)::double precision as sd, var_pop(score) as variance,
      max(r.items) as k, min(r.items) = max(r.items) and max(r.items) = (select count(*) from figures) as same,
      (select sum(f.p * (1 - f.p)) from figures f) as pq
    from r where place = 1)
  select jsonb_build_object('n', h.n, 'k', h.k, 'hidden', case when h.n < min_n then 'few' end)
      || case when h.n >= min_n and z.purpose <> 'practice' then jsonb_build_object('mean', h.mean, 'sd', h.sd,
        'kr20', case when h.same and h.k > 1 and h.variance > 0 then h.k / (h.k - 1.0) * (1 - h.pq / h.variance::double precision) end)
        else '{}' end
      || jsonb_build_object('kr20_left_out', case when z.purpose = 'practice' then 'practice' when not h.same then 'drawn'
        when h.k < 2 or h.variance = 0 then 'alike' end),
    (select jsonb_agg(case when h.n < min_n or l.few then l.name || '{"hidden": true}' else l.name || l.shown || '{"hidden": false}' end
      order by l.position, l.code) from listed l)
  into about, items from head h;
  return jsonb_build_object('form', form, 'purpose', z.purpose, 'title', z.title, 'from', from_day, 'to', to_day,
    'before_from', before_from, 'before_to', from_day - 1, 'district', of_district, 'min_n', min_n, 'at', app.clock_now(),
    'mean', null, 'sd', null, 'kr20', null) || about || jsonb_build_object('items', coalesce(items, '[]'));
end $$;
comment on function app.item_analysis(text, date, date, text, integer) is
  'Item analysis of a form''s first attempts between two days, of one district when given (ItemAnalysis). Error not_found.';
