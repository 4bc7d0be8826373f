-- The four rates and what stands beside them, for city, district and school. Everything is a count; the denominators are the
-- signed official figures (app.enrolment). Rows read depend on the number of schools, never on that of pupils.

-- Counts of one school and school year: what the ledger's figures say (CourseCounts without names, denominators, learning).
create function app.school_counts(schools text[], from_year date, to_year date)
  returns table (school text, year date, pupils_registered bigint, begun bigint, done bigint, hours bigint, device bigint, projector bigint, paper bigint,
    contest bigint, contest_pass bigint, contest_excellent bigint, contest_perfect bigint, contest_correct bigint, contest_total bigint, grade smallint)
  language sql stable security definer set search_path = ''
  as $$
    select f.district, f.period,
      coalesce(sum(f.records) filter (where f.kind = 'pupil'), 0)::bigint,
      coalesce(sum(f.records) filter (where f.kind = 'hour' and x.n = 1), 0)::bigint,
      coalesce(sum(f.records) filter (where f.kind = 'hour' and x.n = r.lessons), 0)::bigint,
      coalesce(sum(f.records) filter (where f.kind = 'hour'), 0)::bigint,
      coalesce(sum(f.records) filter (where f.kind = 'hour' and x.how = 'device'), 0)::bigint,
      coalesce(sum(f.records) filter (where f.kind = 'hour' and x.how = 'projector'), 0)::bigint,
      coalesce(sum(f.records) filter (where f.kind = 'hour' and x.how = 'paper'), 0)::bigint,
      coalesce(sum(f.records) filter (where f.kind = 'pupil_contest'), 0)::bigint,
      coalesce(sum(f.passed) filter (where f.kind = 'pupil_contest'), 0)::bigint,
      coalesce(sum(f.records) filter (where f.kind = 'pupil_contest_90'), 0)::bigint,
      coalesce(sum(f.perfect) filter (where f.kind = 'pupil_contest'), 0)::bigint,
      coalesce(sum(f.correct) filter (where f.kind = 'pupil_contest'), 0)::bigint,
      coalesce(sum(f.total) filter (where f.kind = 'pupil_contest'), 0)::bigint,
      x.grade
    from app.figure f
    cross join app.course_rule r
    cross join lateral (select split_part(f.quiz, '/', 1)::smallint as grade, split_part(f.quiz, '/', 2) as how, nullif(split_part(f.quiz, '/', 3), '')::smallint as n) x
    where f.kind in ('pupil', 'hour', 'pupil_contest', 'pupil_contest_90') and f.period between from_year and to_year and f.district = any (schools)
      and x.grade = any (r.grades)
    group by f.district, f.period, x.grade
  $$;
comment on function app.school_counts(text[], date, date) is 'Counts of schools by school year and grade, of the grades that the rule asks for.';

-- CourseCounts of places: `members` says which schools belong to which row ({"row": [school, …]}). By grade it is one school,
-- and the rows are its grades.
create function app.course_counts(members jsonb, year date, by_grade boolean default false) returns table (key text, counts jsonb)
  language sql stable security definer set search_path = ''
  as $$
    with m as materialized (
      select e.key, s.school, d.parent as county from jsonb_each(members) e, lateral (select jsonb_array_elements_text(e.value) as school) s
      join app.district d on d.code = s.school),
    list as materialized (select coalesce(array_agg(distinct m.school), '{}') as schools from m),
    -- what the newest signed roster that covers a district says of its schools
    roster as materialized (select o.county, app.roster_of(o.county, course_counts.year) as id from (select distinct m.county from m) o),
    enrolled as (
      select n.school, case when by_grade then n.grade else 0 end as grade, sum(n.pupils) as pupils
      from m join roster r on r.county = m.county join app.enrolment n on n.roster = r.id and n.school = m.school and n.year = course_counts.year
      where n.grade = any ((select c.grades from app.course_rule c)::smallint[]) group by 1, 2),
    opened as (
      -- one look into the index for every grade, however many classes there are
      select o.school, case when by_grade then o.grade else 0 end as grade
      from (select m.school, g.grade from (select distinct m.school from m) m, app.course_rule c, unnest(c.grades) g (grade),
        lateral (select from app.class k where k.school = m.school and k.year = course_counts.year and k.grade = g.grade limit 1) k) o group by 1, 2),
    counted as (
      select x.school, case when by_grade then x.grade else 0 end as grade, sum(x.pupils_registered) as pupils_registered, sum(x.begun) as begun,
        sum(x.done) as done, sum(x.hours) as hours, sum(x.device) as device, sum(x.projector) as projector, sum(x.paper) as paper,
        sum(x.contest) as contest, sum(x.contest_pass) as contest_pass, sum(x.contest_excellent) as contest_excellent,
        sum(x.contest_perfect) as contest_perfect, sum(x.contest_correct) as contest_correct, sum(x.contest_total) as contest_total
      from list l, app.school_counts(l.schools, course_counts.year, course_counts.year) x group by 1, 2),
    -- first answers, by month: of check blocks, and of questions asked again; they know no grade
    answers as (
      select f.district as school, 0 as grade, sum(f.correct) filter (where f.kind = 'check') as learned_correct, sum(f.total) filter (where f.kind = 'check') as learned_total,
        sum(f.records) filter (where f.kind = 'recall') as recall_pupils, sum(f.correct) filter (where f.kind = 'recall') as recall_correct,
        sum(f.total) filter (where f.kind = 'recall') as recall_total
      from app.figure f
      where f.kind in ('check', 'recall') and f.district = any ((select l.schools from list l)::text[])
        and f.period >= course_counts.year and f.period < course_counts.year + interval '1 year'
      group by 1, 2),
    here as (
      select case when by_grade then k.grade::text else m.key end as key, m.school, e.pupils, e.school is not null as listed, o.school is not null as opened, c.*, a.*
      from m cross join lateral (
        select 0 as grade where not by_grade
        union select grade from enrolled where by_grade union select grade from opened where by_grade union select grade from counted where by_grade) k
      left join enrolled e on e.school = m.school and e.grade = k.grade
      left join opened o on o.school = m.school and o.grade = k.grade
      left join counted c on c.school = m.school and c.grade = k.grade
      left join answers a on a.school = m.school and a.grade = k.grade)
    select h.key, jsonb_build_object(
      'schools', count(*) filter (where h.listed), 'schools_registered', count(*) filter (where h.opened),
      'schools_unlisted', count(*) filter (where h.opened and not h.listed),
      'schools_idle', count(*) filter (where h.opened and coalesce(h.hours, 0) = 0),
      'pupils', coalesce(sum(h.pupils), 0), 'pupils_registered', coalesce(sum(h.pupils_registered), 0),
      'begun', coalesce(sum(h.begun), 0), 'done', coalesce(sum(h.done), 0), 'hours', coalesce(sum(h.hours), 0),
      'how', jsonb_build_object('device', coalesce(sum(h.device), 0), 'projector', coalesce(sum(h.projector), 0), 'paper', coalesce(sum(h.paper), 0)),
      'contest', coalesce(sum(h.contest), 0), 'contest_pass', coalesce(sum(h.contest_pass), 0), 'contest_excellent', coalesce(sum(h.contest_excellent), 0),
      'contest_perfect', coalesce(sum(h.contest_perfect), 0), 'contest_correct', coalesce(sum(h.contest_correct), 0), 'contest_total', coalesce(sum(h.contest_total), 0),
      'learned_correct', coalesce(sum(h.learned_correct), 0), 'learned_total', coalesce(sum(h.learned_total), 0),
      'recall_pupils', coalesce(sum(h.recall_pupils), 0), 'recall_correct', coalesce(sum(h.recall_correct), 0), 'recall_total', coalesce(sum(h.recall_total), 0))
    from here h group by h.key
  $$;
comment on function app.course_counts(jsonb, date, boolean) is 'Counts behind R1–R5 and R7 (CourseCounts without code, name, roster) of rows of schools, or of a school by grade.';

create function app.roster_note(of_roster uuid) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select jsonb_build_object('as_of', r.as_of, 'source', r.source, 'signed_on', app.day(r.signed_at), 'signed_by', r.signed_name)
    from app.roster r where r.id = of_roster
  $$;
comment on function app.roster_note(uuid) is 'Date, source and signature of a roster (RosterNote).';

-- Counts above their denominator, of schools, and of rows with more registered schools than the roster has. Both are given as
-- course_counts gave them.
create function app.course_over(schools jsonb, rows jsonb, locale text) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    with found as (
      select s.key as code, w.what, (s.value ->> w.over)::bigint as count, (s.value ->> 'pupils')::bigint as of from jsonb_each(schools) s,
        (values ('pupils', 'pupils_registered'), ('done', 'done'), ('contest', 'contest')) w (what, over)
      union all
      select r.key, 'schools', (r.value ->> 'schools_registered')::bigint, (r.value ->> 'schools')::bigint from jsonb_each(rows) r)
    select coalesce(jsonb_agg(jsonb_build_object('code', f.code, 'name', app.say(d.name, locale), 'what', f.what, 'count', f.count, 'of', f.of) order by f.code, f.what), '[]')
    from found f join app.district d on d.code = f.code where f.count > f.of
  $$;
comment on function app.course_over(jsonb, jsonb, text) is 'Counts above their denominator: errors of the data, which are shown and not capped.';

create function api.course_rates(place text, year date, locale text) returns jsonb
  language plpgsql stable security definer set search_path = '' set jit = off set enable_seqscan = off
  as $$
declare
  here app.district := (select d from app.district d where d.code = course_rates.place);
  members jsonb;
  everyone jsonb;
  each jsonb;
  rows jsonb;
  schools jsonb;
begin
  perform app.staff_caller();
  if here.code is null or not (app.has_right('figures.see', here.code) or app.has_right('classes.manage', here.code)) then
    perform app.need_right('figures.see', course_rates.place);
    perform app.refuse('not_staff');
  end if;
  if not coalesce(course_rates.year = app.school_year(course_rates.year) and course_rates.year between '2000-09-01' and '2999-09-01', false) then
    perform app.refuse('bad_argument');
  end if;
  -- The rows: districts of a city, schools of a district, grades of a school.
  select coalesce(jsonb_object_agg(d.code, case d.level when 'county' then
      coalesce((select jsonb_agg(s.code) from app.district s where s.parent = d.code and s.level = 'school'), '[]') else jsonb_build_array(d.code) end), '{}')
    into members from app.district d where d.parent = here.code and d.level in ('county', 'school') or here.level = 'school' and d.code = here.code;
  select coalesce(jsonb_object_agg(s, jsonb_build_array(s)), '{}'), jsonb_build_object(here.code, coalesce(jsonb_agg(s), '[]'))
    into each, everyone from jsonb_each(members) e, jsonb_array_elements_text(e.value) s;
  select coalesce(jsonb_object_agg(c.key, c.counts), '{}') into rows from app.course_counts(members, course_rates.year, here.level = 'school') c;
  if here.level = 'county' then schools := rows;
  else select coalesce(jsonb_object_agg(c.key, c.counts), '{}') into schools from app.course_counts(each, course_rates.year) c; end if;
  return (
    with years as materialized (
      select y.year::date as year, app.roster_of(here.code, y.year::date) as roster, c.counts
      from generate_series(course_rates.year - interval '9 years', course_rates.year, interval '1 year') y (year)
      -- A year is read only when there was something to count in it.
      cross join lateral (select x.counts from app.course_counts(everyone, y.year::date) x
        where exists (select from app.rollup k where k.kind = 'pupil' and k.period = y.year::date) or exists (select from app.tail k where k.kind = 'pupil' and k.period = y.year::date)
          or exists (select from app.roster r where r.year = y.year::date)) c)
    select jsonb_build_object(
      'place', jsonb_build_object('code', here.code, 'name', app.say(here.name, locale), 'level', here.level, 'parent', here.parent),
      'year', course_rates.year, 'rule', (select jsonb_build_object('lessons', r.lessons, 'grades', to_jsonb(r.grades)) from app.course_rule r),
      'total', coalesce((select y.counts from years y where y.year = course_rates.year), (select x.counts from app.course_counts(everyone, course_rates.year) x))
        || jsonb_build_object('code', here.code, 'name', app.say(here.name, locale), 'roster', app.roster_note(app.roster_of(here.code, course_rates.year))),
      'rows', (select coalesce(jsonb_agg(r.value || jsonb_build_object('code', r.key, 'name', coalesce(app.say(d.name, locale), r.key), 'roster', null) order by lpad(r.key, 10, '0')), '[]')
        from jsonb_each(rows) r left join app.district d on d.code = r.key),
      'history', (select coalesce(jsonb_agg(y.counts || jsonb_build_object('code', y.year::text, 'name', extract(year from y.year)::text, 'roster', app.roster_note(y.roster)) order by y.year desc), '[]')
        from years y where (y.counts ->> 'pupils')::bigint > 0 or (y.counts ->> 'pupils_registered')::bigint > 0),
      'over', app.course_over(schools, case when here.level = 'school' then schools else rows end, locale)));
end $$;
comment on function api.course_rates(text, date, text) is
  'Rates of class hours of a place and a school year, as counts with their denominators (CourseRates). Errors no_session, not_staff, second_factor, bad_argument.';

grant execute on function api.course_rates(text, date, text) to authenticated;
