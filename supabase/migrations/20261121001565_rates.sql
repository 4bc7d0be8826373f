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

-- CourseCounts of places: `members` says which schools belong to which row ({"row": [school, …]}), `grades` which grades.
create function app.course_counts(members jsonb, year date, by_grade boolean default false) returns table (key text, counts jsonb)
  language sql stable security definer set search_path = ''
  as $$
    with m as materialized (select e.key, s.school from jsonb_each(members) e, lateral (select jsonb_array_elements_text(e.value) as school) s),
    schools as materialized (select array_agg(distinct m.school) as list from m),
    c as materialized (select x.* from schools s, app.school_counts(s.list, course_counts.year, course_counts.year) x),
    -- what each school's newest signed roster says of it
    roster as materialized (select d.school, app.roster_of(d.school, course_counts.year) as id from (select distinct m.school from m) d),
    e as materialized (
      select n.school, n.grade, n.pupils, n.roster from app.enrolment n join roster o on o.id = n.roster and o.school = n.school, app.course_rule r
      where n.year = course_counts.year and n.grade = any (r.grades)),
    opened as materialized (
      select distinct k.school, k.grade from app.class k, schools s, app.course_rule r
      where k.school = any (s.list) and k.year = course_counts.year and k.grade = any (r.grades)),
    -- first answers, by month: of check blocks, and of questions asked again
    answers as materialized (
      select f.district as school, f.kind, sum(f.records) as records, sum(f.correct) as correct, sum(f.total) as total
      from app.figure f, schools s
      where f.kind in ('check', 'recall') and f.district = any (s.list)
        and f.period >= course_counts.year and f.period < course_counts.year + interval '1 year'
      group by 1, 2),
    rows as (select m.key, m.school, null::smallint as grade from m where not by_grade
      union select g::text, m.school, g from m, app.course_rule r, unnest(r.grades) g where by_grade
        and (exists (select from e where e.school = m.school and e.grade = g) or exists (select from opened o where o.school = m.school and o.grade = g)))
    select r.key, jsonb_build_object(
      'schools', count(distinct e1.school), 'schools_registered', count(distinct o1.school),
      'schools_unlisted', count(distinct o1.school) filter (where e1.school is null),
      'schools_idle', count(distinct o1.school) filter (where coalesce(k.hours, 0) = 0),
      'pupils', coalesce(sum(e1.pupils), 0), 'pupils_registered', coalesce(sum(k.pupils_registered), 0),
      'begun', coalesce(sum(k.begun), 0), 'done', coalesce(sum(k.done), 0), 'hours', coalesce(sum(k.hours), 0),
      'how', jsonb_build_object('device', coalesce(sum(k.device), 0), 'projector', coalesce(sum(k.projector), 0), 'paper', coalesce(sum(k.paper), 0)),
      'contest', coalesce(sum(k.contest), 0), 'contest_pass', coalesce(sum(k.contest_pass), 0), 'contest_excellent', coalesce(sum(k.contest_excellent), 0),
      'contest_perfect', coalesce(sum(k.contest_perfect), 0), 'contest_correct', coalesce(sum(k.contest_correct), 0), 'contest_total', coalesce(sum(k.contest_total), 0),
      'learned_correct', coalesce(sum(a1.correct), 0), 'learned_total', coalesce(sum(a1.total), 0),
      'recall_pupils', coalesce(sum(a2.records), 0), 'recall_correct', coalesce(sum(a2.correct), 0), 'recall_total', coalesce(sum(a2.total), 0))
    from rows r
    left join lateral (select x.school, sum(x.pupils) as pupils from e x where x.school = r.school and (r.grade is null or x.grade = r.grade) group by 1) e1 on true
    left join lateral (select x.school from opened x where x.school = r.school and (r.grade is null or x.grade = r.grade) limit 1) o1 on true
    left join lateral (
      select sum(x.pupils_registered) as pupils_registered, sum(x.begun) as begun, sum(x.done) as done, sum(x.hours) as hours, sum(x.device) as device,
        sum(x.projector) as projector, sum(x.paper) as paper, sum(x.contest) as contest, sum(x.contest_pass) as contest_pass,
        sum(x.contest_excellent) as contest_excellent, sum(x.contest_perfect) as contest_perfect, sum(x.contest_correct) as contest_correct,
        sum(x.contest_total) as contest_total
      from c x where x.school = r.school and (r.grade is null or x.grade = r.grade)) k on true
    left join answers a1 on a1.school = r.school and a1.kind = 'check' and r.grade is null
    left join answers a2 on a2.school = r.school and a2.kind = 'recall' and r.grade is null
    group by r.key
  $$;
comment on function app.course_counts(jsonb, date, boolean) is 'Counts behind R1–R5 and R7 (CourseCounts without code, name, roster) of rows of schools, or of a school by grade.';

create function app.roster_note(of_roster uuid) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select jsonb_build_object('as_of', r.as_of, 'source', r.source, 'signed_on', app.day(r.signed_at), 'signed_by', r.signed_name)
    from app.roster r where r.id = of_roster
  $$;
comment on function app.roster_note(uuid) is 'Date, source and signature of a roster (RosterNote).';

create function api.course_rates(place text, year date, locale text) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
declare
  here app.district := (select d from app.district d where d.code = course_rates.place);
  members jsonb;
  everyone jsonb;
  names jsonb;
  rows jsonb;
  total jsonb;
begin
  perform app.staff_caller();
  if here.code is null or not (app.has_right('figures.see', here.code) or app.has_right('classes.manage', here.code)) then
    perform app.need_right('figures.see', course_rates.place);
    perform app.refuse('not_staff');
  end if;
  if course_rates.year is distinct from app.school_year(course_rates.year) or course_rates.year not between '2000-09-01' and '2999-09-01' then perform app.refuse('bad_argument'); end if;
  -- The rows: districts of a city, schools of a district, grades of a school.
  if here.level = 'city' then
    select jsonb_object_agg(d.code, coalesce((select jsonb_agg(s.code) from app.district s where s.parent = d.code and s.level = 'school'), '[]')) into members
      from app.district d where d.parent = here.code and d.level = 'county';
  elsif here.level = 'county' then
    select jsonb_object_agg(s.code, jsonb_build_array(s.code)) into members from app.district s where s.parent = here.code and s.level = 'school';
  else members := jsonb_build_object(here.code, jsonb_build_array(here.code)); end if;
  members := coalesce(members, '{}');
  everyone := jsonb_build_object(here.code, (select coalesce(jsonb_agg(s), '[]') from jsonb_each(members) e, jsonb_array_elements(e.value) s));
  select jsonb_object_agg(d.code, app.say(d.name, locale)) into names from app.district d where d.code in (select jsonb_object_keys(members)) or d.code = here.code;
  select coalesce(jsonb_agg(c.counts || jsonb_build_object('code', c.key, 'name', coalesce(names ->> c.key, c.key), 'roster', null) order by lpad(c.key, 10, '0')), '[]') into rows
    from app.course_counts(members, course_rates.year, here.level = 'school') c;
  select c.counts || jsonb_build_object('code', here.code, 'name', names ->> here.code,
      'roster', app.roster_note(app.roster_of(here.code, course_rates.year))) into total
    from app.course_counts(everyone, course_rates.year) c;
  return jsonb_build_object(
    'place', jsonb_build_object('code', here.code, 'name', names ->> here.code, 'level', here.level, 'parent', here.parent),
    'year', course_rates.year, 'rule', (select jsonb_build_object('lessons', r.lessons, 'grades', to_jsonb(r.grades)) from app.course_rule r),
    'total', total, 'rows', rows,
    'history', (select coalesce(jsonb_agg(h.counts || jsonb_build_object('code', y.y::text, 'name', extract(year from y.y)::text,
        'roster', app.roster_note(app.roster_of(here.code, y.y::date))) order by y.y desc), '[]')
      from generate_series(course_rates.year - interval '9 years', course_rates.year, interval '1 year') y (y), app.course_counts(everyone, y.y::date) h
      where (h.counts ->> 'pupils')::bigint > 0 or (h.counts ->> 'pupils_registered')::bigint > 0),
    'over', app.course_over(members, course_rates.year, locale));
end $$;
comment on function api.course_rates(text, date, text) is
  'Rates of class hours of a place and a school year, as counts with their denominators (CourseRates). Errors no_session, not_staff, second_factor, bad_argument.';

-- Schools whose counts are above their denominator, and places with more registered schools than the roster has.
create function app.course_over(members jsonb, year date, locale text) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    with per_school as (
      select c.key as code, c.counts from (select jsonb_object_agg(s.school, jsonb_build_array(s.school)) as each from (
        select distinct jsonb_array_elements_text(e.value) as school from jsonb_each(members) e) s) x, app.course_counts(coalesce(x.each, '{}'), course_over.year) c),
    per_row as (select c.key as code, c.counts from app.course_counts(members, course_over.year) c),
    found as (
      select p.code, w.what, (p.counts ->> w.over)::bigint as count, (p.counts ->> w.under)::bigint as of from per_school p,
        (values ('pupils', 'pupils_registered', 'pupils'), ('done', 'done', 'pupils'), ('contest', 'contest', 'pupils')) w (what, over, under)
      union all
      select p.code, 'schools', (p.counts ->> 'schools_registered')::bigint, (p.counts ->> 'schools')::bigint from per_row p)
    select coalesce(jsonb_agg(jsonb_build_object('code', f.code, 'name', app.say(d.name, locale), 'what', f.what, 'count', f.count, 'of', f.of) order by f.code, f.what), '[]')
    from found f join app.district d on d.code = f.code where f.count > f.of
  $$;
comment on function app.course_over(jsonb, date, text) is 'Counts above their denominator: errors of the data, which are shown and not capped.';

grant execute on function api.course_rates(text, date, text) to authenticated;
