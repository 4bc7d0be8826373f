-- Item analysis: what first attempts tell about questions and forms. Formulas: classical test theory (Lord & Novick 1968;
-- KR-20: Kuder & Richardson 1937; 27 % groups: Kelley 1939; interval: Wilson 1927).
--
-- A form is a monitoring form's version ("awareness@1"), a contest ("anti-drug-2026") or a practice set ("kp03").
-- First attempts only: a person who comes again has learnt, or has been told.

-- Windows over the ledger. Monitoring forms are few among answers; the other index is a line per hundred pages and costs
-- arrivals nothing, because records arrive nearly in the order of their time.
create index participation_monitor on app.participation (quiz, occurred_at) where kind = 'monitor';
create index participation_time on app.participation using brin (occurred_at) with (pages_per_range = 32, autosummarize = on);

-- Answers that are alike, counted: what every figure below is made from. score of items were right in the attempt.
create type app.item_cell as (question text, revision integer, choice text, ok boolean, score integer, items integer,
  district text, age_band text, n bigint);

-- The quiz behind a form's name, or the error not_found.
create function app.form_quiz(form text) returns app.quiz
  language plpgsql stable security definer set search_path = ''
  as $$
declare z app.quiz;
begin
  select * into z from app.quiz q where q.slug = split_part(form, '@', 1)
    and case when q.purpose = 'monitoring' then form ~ '^[^@]+@[1-9][0-9]{0,3}$' else form = q.slug end;
  if z.slug is null then perform app.refuse('not_found'); end if;
  return z;
end $$;
comment on function app.form_quiz(text) is 'The quiz of a form''s name (slug, or slug@version of a monitoring form); error not_found.';

-- First attempts of a form in days of China, one row per answer, in the letters of the bank; place 1 is an attempt's first.
--   monitoring  each person's first submitted attempt of the period, hasty ones too: they show as FAST
--   contest     the first try; items are drawn, so attempts differ in what they contain
--   practice    each person's first answer ever to a question, if it was to the question as it is now
create function app.item_responses(form text, from_day date, to_day date, of_district text default null)
  returns table (place integer, question text, revision integer, choice text, ok boolean, score integer, items integer,
    ms integer, district text, age_band text)
  language plpgsql stable rows 100000 security definer set search_path = ''
  as $$
#variable_conflict use_column
declare
  z app.quiz := app.form_quiz(form);
  began timestamptz := from_day::timestamp at time zone 'Asia/Shanghai';
  ended timestamptz := (to_day + 1)::timestamp at time zone 'Asia/Shanghai';
begin
  if z.purpose = 'monitoring' then
    return query
      with firsts as materialized (
        select distinct on (p.person) p.person, p.body::jsonb as j, p.marks, p.correct::int as score, p.total::int as items,
          p.district, p.age_band
        from app.participation p
        where p.kind = 'monitor' and p.quiz = form and p.outcome in ('monitor', 'monitor_fast')
          and p.occurred_at >= began and p.occurred_at < ended
        order by p.person, p.occurred_at, p.id)
      select i.position::int, i.question, i.revision, a.choice, substr(f.marks, a.ord::int, 1) = '1', f.score, f.items,
        a.ms::numeric::int, f.district, f.age_band
      from firsts f
      cross join lateral rows from (jsonb_array_elements_text(f.j -> 'answers'), jsonb_array_elements_text(f.j -> 'ms'))
        with ordinality a (choice, ms, ord)
      join app.quiz_item i on i.quiz = z.slug and i.version = split_part(form, '@', 2)::smallint and i.position = a.ord
      where of_district is null or f.district = of_district;
  elsif z.purpose = 'contest' then
    return query
      select a.ord::int, k.code, k.revision, y.choice, y.choice = k.answer, p.correct::int, p.total::int, null::int,
        p.district, p.age_band
      from app.contest_attempt t
      join app.participation p on p.id = t.record
      cross join lateral rows from (jsonb_array_elements(t.items), jsonb_array_elements_text(p.body::jsonb -> 'answers'))
        with ordinality a (item, shown, ord)
      join private.question_key k on k.code = a.item ->> 'question' and k.revision = (a.item ->> 'revision')::int
      join app.question q on q.code = k.code and q.revision = k.revision
      cross join lateral (select translate(a.shown, 'ABCDEFGHIJKL', rpad(a.item ->> 'perm', 12, '?')) as letters) l
      -- As app.grade_contest reads them; set by set, because a call for each answer would take the whole time allowed;
      -- offset 0 keeps the letters from being sorted once more for the comparison.
      cross join lateral (select case when q.kind = 'sort' then a.shown when length(l.letters) = 1 then l.letters
        else (select string_agg(c, '' order by c) from unnest(string_to_array(l.letters, null)) c) end as choice offset 0) y
      where t.quiz = z.slug and t.try_no = 1 and p.occurred_at >= began and p.occurred_at < ended
        and (of_district is null or p.district = of_district);
  else
    return query
      with asked as materialized (
        select q.code, q.revision from app.question q
        where q.pool = 'practice' and q.current and q.status = 'published' and (z.kp is null or q.kp = z.kp)
          and (exists (select from app.quiz_item i where i.quiz = z.slug and i.question = q.code)
            or not exists (select from app.quiz_item i where i.quiz = z.slug))),
      came as materialized (
        select distinct on (p.person, p.question) p.person, p.question, k.revision, p.occurred_at, p.body, p.correct, p.district, p.age_band
        from asked k join app.participation p on p.question = k.code
        where p.kind = 'answer' and p.occurred_at >= began and p.occurred_at < ended
        order by p.person, p.question, p.occurred_at, p.id),
      firsts as materialized (
        select c.*, c.body::jsonb as j from came c
        where (of_district is null or c.district = of_district) and not exists (
          select from app.participation e
          where e.person = c.person and e.question = c.question and e.kind = 'answer' and e.occurred_at < began))
      select row_number() over (partition by f.person order by f.occurred_at, f.question)::int, f.question, f.revision,
        f.j ->> 'choice', f.correct = 1, f.correct::int, 1, (f.j ->> 'ms')::int, f.district, f.age_band
      from firsts f where (f.j ->> 'rev')::int = f.revision;
  end if;
end $$;
comment on function app.item_responses(text, date, date, text) is 'First attempts of a form between two days (Asia/Shanghai, both included), one row per answer. Error not_found.';

-- Pearson's r from sums; null where one of the two does not vary. Numeric, so that "does not vary" is exact.
create function app.pearson(n numeric, x numeric, y numeric, xx numeric, yy numeric, xy numeric) returns double precision
  language sql immutable set search_path = ''
  as $$
    select case when n * xx > x * x and n * yy > y * y
      then ((n * xy - x * y) / sqrt((n * xx - x * x) * (n * yy - y * y)))::double precision end
  $$;
comment on function app.pearson(numeric, numeric, numeric, numeric, numeric, numeric) is 'Pearson correlation from n, sums, sums of squares and of products; null without variance.';

-- Per item, with c = 1 for a right answer, s the share right of the whole attempt and rest the share right of its other items:
--   p       mean of c
--   r_pb    corr(c, s): inflated on short forms, because c is in s; for comparison with other programs
--   r_rest  corr(c, rest): the discrimination that counts. Null when everybody or nobody was right, or the form has one item
--   d27     p of the best 27 % minus p of the weakest 27 % by s, g = round(0.27 n) persons each. Persons tied at the cut
--           enter with the fraction that fills the group: no order among equals can change d27
create function app.item_figures(cells app.item_cell[])
  returns table (question text, revision integer, n bigint, p double precision, r_pb double precision, r_rest double precision, d27 double precision)
  language sql immutable set search_path = ''
  as $$
    with c as materialized (
      select u.question, u.revision, u.ok::int as ok, u.n, u.items, u.score::numeric / u.items as s,
        (u.score - u.ok::int)::numeric / nullif(u.items - 1, 0) as rest
      from unnest(cells) u),
    rungs as (
      select question, revision, s, sum(n) as n, sum(n * ok) as good from c where items > 1 group by question, revision, s),
    ladder as (
      select *, round(0.27 * sum(n) over (partition by question, revision)) as g,
        sum(n) over (partition by question, revision order by s desc) - n as better,
        sum(n) over (partition by question, revision order by s) - n as weaker
      from rungs),
    d as (
      select question, revision,
        sum((greatest(0, least(n, g - better)) - greatest(0, least(n, g - weaker))) * good / n) / nullif(max(g), 0) as d27
      from ladder group by question, revision)
    select c.question, c.revision, sum(c.n)::bigint, (sum(c.n * c.ok) / sum(c.n))::double precision,
      case when max(c.items) > 1 then
        app.pearson(sum(c.n), sum(c.n * c.ok), sum(c.n * c.s), sum(c.n * c.ok), sum(c.n * c.s * c.s), sum(c.n * c.ok * c.s)) end,
      app.pearson(sum(c.n), sum(c.n * c.ok), sum(c.n * c.rest), sum(c.n * c.ok), sum(c.n * c.rest * c.rest), sum(c.n * c.ok * c.rest)),
      min(d.d27)::double precision
    from c left join d using (question, revision)
    group by c.question, c.revision
  $$;
comment on function app.item_figures(app.item_cell[]) is 'Difficulty, raw and corrected point-biserial correlation and D27 of each item.';

-- Per option: how many chose it ("?" is 不知道), and the correlation of choosing it with the rest of the attempt. Sorting
-- questions have no options to choose from.
create function app.option_figures(cells app.item_cell[])
  returns table (question text, revision integer, letter text, n bigint, share double precision, r_rest double precision)
  language sql stable security definer set search_path = ''
  as $$
    with c as materialized (
      select u.question, u.revision, u.choice, sum(u.n) as n, (u.score - u.ok::int)::numeric / nullif(u.items - 1, 0) as rest
      from unnest(cells) u group by u.question, u.revision, u.choice, rest),
    x as (
      select c.question, c.revision, c.n, c.rest, o.letter, (position(o.letter in c.choice) > 0)::int as chosen
      from c join app.question q on q.code = c.question and q.revision = c.revision and q.kind <> 'sort'
      cross join lateral (
        select chr(64 + i) as letter from generate_series(1, jsonb_array_length(q.words -> 'zh-Hans' -> 'options')) i
        union all select '?') o)
    select x.question, x.revision, x.letter, sum(x.n * x.chosen)::bigint, (sum(x.n * x.chosen) / sum(x.n))::double precision,
      app.pearson(sum(x.n), sum(x.n * x.chosen), sum(x.n * x.rest), sum(x.n * x.chosen), sum(x.n * x.rest * x.rest), sum(x.n * x.chosen * x.rest))
    from x group by x.question, x.revision, x.letter
  $$;
comment on function app.option_figures(app.item_cell[]) is 'How often each option was chosen, and by whom: correlation with the rest of the attempt.';

-- Differential item functioning as the standardised difference (Dorans & Kulick 1986): p of one district or age band minus
-- p of all others who said theirs, at equal rest score, weighted by the group. Groups and others of at least 100 persons.
create function app.item_dif(cells app.item_cell[])
  returns table (question text, revision integer, slice text, key text, n bigint, difference double precision)
  language sql immutable set search_path = ''
  as $$
    with c as (
      select u.question, u.revision, g.slice, g.key, u.items, u.score - u.ok::int as rest, sum(u.n) as n, sum(u.n) filter (where u.ok) as good
      from unnest(cells) u
      cross join lateral (values ('district', u.district), ('age_band', u.age_band)) g (slice, key)
      where g.key is not null and u.items > 1
      group by u.question, u.revision, g.slice, g.key, u.items, rest),
    o as (
      select *, coalesce(good, 0) as own, sum(n) over w - n as others, coalesce(sum(good) over w, 0) - coalesce(good, 0) as others_good
      from c window w as (partition by question, revision, slice, items, rest))
    select question, revision, slice, key, sum(n)::bigint,
      (sum(n * (own / n - others_good / others)) / sum(n))::double precision
    from o where others > 0
    group by question, revision, slice, key
    having sum(n) >= 100 and sum(others) >= 100
  $$;
comment on function app.item_dif(app.item_cell[]) is 'Difference in p between a district or age band and the others at equal rest score, for groups of 100 and more.';
