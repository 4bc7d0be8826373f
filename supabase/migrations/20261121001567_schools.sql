-- The register of schools, and the page of one school. Counts only: seats belong to the teachers.

-- Every school of a place: is it in the roster, has it classes this year, has it held a class hour, who looks after it.
create function app.school_register(of_place text, of_year date)
  returns table (code text, name jsonb, county text, kind text, listed boolean, pupils bigint, classes bigint, state text, teachers bigint, administrators bigint, invited boolean)
  language sql stable security definer set search_path = ''
  as $$
    with counties as materialized (select c.code, app.roster_of(c.code, of_year) as roster from unnest(app.counties_of(of_place)) c (code)),
    schools as materialized (select d.code, d.name, d.parent as county, x.kind, c.roster from counties c join app.district d on d.parent = c.code and d.level = 'school' join app.school x on x.code = d.code),
    active as materialized (select distinct k.school from app.school_counts((select array_agg(s.code) from schools s), of_year, of_year) k where k.hours > 0)
    -- by index for each school: joined to one another, lists of schools that have just come in are taken for short ones
    select s.code, s.name, s.county, s.kind, case when s.roster is not null then e.pupils is not null end, e.pupils, o.classes,
      case when o.classes = 0 then 'none' when s.code in (select a.school from active a) then 'active' else 'idle' end, t.teachers, t.administrators,
      exists (select from private.invitation i where i.place = s.code and i.role = 'school_admin' and i.used_at is null and i.expires_at > app.clock_now())
    from schools s
    cross join lateral (select sum(x.pupils) as pupils from app.enrolment x where x.roster = s.roster and x.school = s.code) e
    cross join lateral (select count(*) as classes from app.class k where k.school = s.code and k.year = of_year) o
    cross join lateral (select count(*) filter (where h.role = 'teacher') as teachers, count(*) filter (where h.role = 'school_admin') as administrators
      from app.staff_role h where h.place = s.code and h.withdrawn_at is null) t
  $$;
comment on function app.school_register(text, date) is
  'Schools of a city or county: listed (null: no roster covers the year), pupils of the roster, state none (no class), idle (no class hour yet), active, and people.';

create function api.schools(place text, filter jsonb default '{}', after text default null, size integer default 50) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
declare
  this_year date := app.school_year(app.day(app.clock_now()));
  wanted text := lower(left(filter ->> 'text', 60));
  shown text := filter ->> 'show';
begin
  perform app.need_right('schools.manage', schools.place);
  return (
    with every as materialized (select r.* from app.school_register(schools.place, this_year) r
      where coalesce(wanted, '') = '' or starts_with(r.code, wanted) or strpos(lower(r.name::text), wanted) > 0),
    fit as materialized (select r.* from every r where case shown when 'none' then r.state = 'none' when 'idle' then r.state = 'idle' when 'active' then r.state = 'active'
      when 'unlisted' then not r.listed when 'no_admin' then r.administrators = 0 else true end),
    page as materialized (select f.* from fit f where after is null or f.code > after order by f.code limit least(greatest(size, 1), 200))
    select jsonb_build_object('year', this_year, 'roster', app.roster_note(app.roster_of(schools.place, this_year)),
      'counts', (select jsonb_build_object('all', count(*), 'none', count(*) filter (where r.state = 'none'), 'idle', count(*) filter (where r.state = 'idle'),
        'active', count(*) filter (where r.state = 'active'), 'unlisted', count(*) filter (where not r.listed), 'no_admin', count(*) filter (where r.administrators = 0)) from every r),
      'items', (select coalesce(jsonb_agg(to_jsonb(p) order by p.code), '[]') from page p),
      'total', (select count(*) from fit),
      'next', (select case when count(*) = least(greatest(size, 1), 200) then max(p.code) end from page p)));
end $$;
comment on function api.schools(text, jsonb, text, integer) is
  'Register of schools of a place; filter {text, show: none | idle | active | unlisted | no_admin}: {year, roster, counts, items, total, next}. Errors no_session, not_staff, second_factor.';

create function api.school_page(school text, year date, locale text) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
declare
  here app.district := (select d from app.district d where d.code = school_page.school and d.level = 'school');
  of_year date := coalesce(school_page.year, app.school_year(app.day(app.clock_now())));
  standing uuid;
  manages boolean;
begin
  perform app.staff_caller();
  manages := app.has_right('classes.manage', school_page.school);
  if not manages then perform app.need_right('schools.manage', school_page.school); end if;
  if here.code is null then perform app.refuse('not_found'); end if;
  standing := app.roster_of(here.code, of_year);
  return (
    with hours as materialized (select c.id as class, h.person, count(*) as n from app.class c, app.hours_of_class(c.id) h where c.school = here.code and c.year = of_year group by 1, 2)
    select jsonb_build_object(
      'school', jsonb_build_object('code', here.code, 'name', app.say(here.name, locale), 'county', here.parent,
        'county_name', (select app.say(d.name, locale) from app.district d where d.code = here.parent), 'kind', (select x.kind from app.school x where x.code = here.code)),
      'manages', manages, 'year', of_year, 'this_year', app.school_year(app.day(app.clock_now())),
      'years', (select coalesce(jsonb_agg(distinct y), '[]') from (
        select c.year as y from app.class c where c.school = here.code union select e.year from app.enrolment e where e.school = here.code) x),
      'roster', app.roster_note(standing),
      'enrolment', (select coalesce(jsonb_agg(jsonb_build_object('grade', e.grade, 'pupils', e.pupils, 'asked', e.grade = any (r.grades)) order by e.grade), '[]')
        from app.enrolment e, app.course_rule r where e.roster = standing and e.school = here.code),
      'lessons', (select r.lessons from app.course_rule r),
      'classes', (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'grade', c.grade, 'number', c.number, 'seats', c.seats, 'closed', c.closed_at is not null,
          'joined', (select coalesce(sum(a.sign), 0) from app.class_act a where a.class = c.id and a.act = 'pupil'),
          'begun', (select count(*) from hours h where h.class = c.id),
          'done', (select count(*) from hours h where h.class = c.id and h.n >= (select r.lessons from app.course_rule r)),
          'teachers', (select coalesce(jsonb_agg(s.name order by t.since), '[]') from app.class_teacher t join app.staff s on s.sign_in = t.sign_in
            where t.class = c.id and (t.until is null or t.until >= app.day(app.clock_now())))) order by c.grade, c.number), '[]')
        from app.class c where c.school = here.code and c.year = of_year),
      -- classes of earlier years that wait for the year's end
      'old_classes', (select count(*) from app.class c where c.school = here.code and c.closed_at is null and c.year < app.school_year(app.day(app.clock_now()))),
      'checklists', app.checks_of(here.code, of_year, locale)));
end $$;
comment on function api.school_page(text, date, text) is
  'A school in a school year (null: this one): roster and pupils by grade, classes with counts, checklists; `manages`: its classes are the caller''s. Errors no_session, not_staff, second_factor, not_found.';

grant execute on function api.schools(text, jsonb, text, integer), api.school_page(text, date, text) to authenticated;
