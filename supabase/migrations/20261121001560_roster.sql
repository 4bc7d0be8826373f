-- Rosters: the official list of schools with pupils by grade, of a city or a county and a school year. They are the
-- denominators of all course rates; therefore they have a day, a source, and two persons: one brings a roster in, another
-- one signs it. What was signed stays for good; of the same place and year the newest counts.
create table app.roster (
  id uuid primary key default gen_random_uuid(),
  place text not null references app.district (code),
  -- first day of the school year
  year date not null check (extract(month from year) = 9 and extract(day from year) = 1),
  as_of date not null,
  source text not null,
  state text not null default 'draft' check (state in ('draft', 'signed', 'replaced')),
  -- rows that the file has: while fewer have arrived nobody can sign
  expected integer not null check (expected between 1 and 10000),
  made_by uuid,
  made_name text not null,
  made_at timestamptz not null,
  signed_by uuid,
  signed_name text,
  signed_at timestamptz,
  schools integer not null default 0,
  pupils integer not null default 0,
  check ((state = 'draft') = (signed_at is null))
);
create unique index roster_standing on app.roster (place, year) where state = 'signed';
create index roster_place on app.roster (place);
alter table app.roster enable row level security;

-- A school of a roster. `ord`: its row in the file, so that what arrives twice stands once.
create table app.roster_row (
  roster uuid not null references app.roster (id) on delete cascade,
  ord integer not null check (ord between 1 and 100000),
  school text not null check (school ~ '^[0-9]{10}$'),
  name text not null,
  county text not null,
  kind text not null,
  -- {"5": 210, "6": 198}: pupils by grade, grades without pupils left out
  grades jsonb not null,
  pupils integer not null,
  primary key (roster, ord),
  unique (roster, school)
);
alter table app.roster_row enable row level security;

-- The figures of signed rosters, school by grade: denominators.
create table app.enrolment (
  roster uuid not null references app.roster (id) on delete cascade,
  school text not null references app.district (code),
  year date not null,
  grade smallint not null check (grade between 1 and 12),
  pupils integer not null check (pupils between 1 and 9999),
  primary key (roster, school, grade)
);
create index enrolment_school on app.enrolment (school, year);
alter table app.enrolment enable row level security;

create function app.roster_of(of_place text, of_year date) returns uuid
  language sql stable security definer set search_path = ''
  as $$
    select r.id from app.roster r
    where r.state = 'signed' and r.year = of_year and r.place in (select app.place_and_above(of_place))
    order by r.signed_at desc, r.id limit 1
  $$;
comment on function app.roster_of(text, date) is 'The newest signed roster of a school year that covers a place: its own or that of a place above it.';

-- Schools of a kind have these grades (六三三). What goes beyond is possible (五四学制) and is pointed out.
create function app.kind_grades(of_kind text) returns int4range
  language sql immutable set search_path = ''
  as $$
    select case of_kind when 'primary' then '[1,6]' when 'junior' then '[7,9]' when 'senior' then '[10,12]' when 'nine' then '[1,9]'
      when 'complete' then '[7,12]' when 'twelve' then '[1,12]' when 'vocational' then '[10,12]' when 'special' then '[1,12]' end::int4range
  $$;
comment on function app.kind_grades(text) is 'Grades that a school of a kind usually has; null for a kind that there is not.';

-- What keeps a row {row, code, name, county, kind, grades} out of a roster whose place has these counties.
create function app.roster_row_problems(counties text[], item jsonb) returns jsonb
  language sql immutable set search_path = ''
  as $$
    select coalesce(jsonb_agg(jsonb_build_object('row', item -> 'row', 'field', p.field, 'rule', p.rule)), '[]')
    from (select case when jsonb_typeof(item -> 'grades') = 'object' then item -> 'grades' end as grades) g
    cross join lateral (
      select 'code' as field, 'bad_code' as rule where coalesce(item ->> 'code', '') !~ '^[0-9]{10}$'
      union all select 'code', 'other_county' where item ->> 'code' ~ '^[0-9]{10}$' and left(item ->> 'code', 6) is distinct from item ->> 'county'
      union all select 'county', 'outside' where not coalesce(item ->> 'county' = any (counties), false)
      union all select 'name', 'bad_name' where not app.is_text(item -> 'name', 60) or item ->> 'name' ~ '[<>{}\\|^~`$=@;*%#!?\n\t\[\]]|^[-+]'
      union all select 'kind', 'unknown' where app.kind_grades(item ->> 'kind') is null
      union all select 'grades', 'missing' where g.grades is null
      union all select 'grades', 'bad_grade' where exists (select from jsonb_object_keys(g.grades) k where k !~ '^([1-9]|1[0-2])$')
      union all select 'grades', 'bad_pupils'
        where exists (select from jsonb_each(g.grades) x where jsonb_typeof(x.value) <> 'number' or x.value #>> '{}' !~ '^[0-9]{1,4}$')
      union all select 'grades', 'no_pupils' where g.grades is not null and not exists (select from jsonb_each(g.grades) x where x.value #>> '{}' <> '0')) p
  $$;
comment on function app.roster_row_problems(text[], jsonb) is
  'Problems [{row, field, rule}] of a row of a roster: bad_code, other_county, outside, bad_name, unknown, missing, bad_grade, bad_pupils, no_pupils.';

create function app.counties_of(of_place text) returns text[]
  language sql stable security definer set search_path = ''
  as $$ select coalesce(array_agg(d.code), '{}') from app.district d where d.level = 'county' and (d.code = of_place or d.parent = of_place) $$;
comment on function app.counties_of(text) is 'Counties of a place: those below a city, a county itself.';

-- Checks rows and keeps the good ones. A school that stands in another row already is a problem of the later one.
create function app.put_roster_rows(of_roster uuid, rows jsonb) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  counties text[] := app.counties_of((select r.place from app.roster r where r.id = of_roster));
  problems jsonb;
begin
  with sent as materialized (
    select i.item, (i.item ->> 'row')::integer as ord, i.item ->> 'code' as school, app.roster_row_problems(counties, i.item) as problems
    from jsonb_array_elements(rows) i (item)),
  twice as materialized (
    select s.ord, coalesce((select x.ord from app.roster_row x where x.roster = of_roster and x.school = s.school and x.ord <> s.ord),
        (select min(o.ord) from sent o where o.school = s.school and o.ord < s.ord)) as before
    from sent s where s.problems = '[]'),
  put as (
    insert into app.roster_row as x (roster, ord, school, name, county, kind, grades, pupils)
    select of_roster, s.ord, s.school, btrim(s.item ->> 'name'), s.item ->> 'county', s.item ->> 'kind', g.grades, g.pupils
    from sent s join twice t on t.ord = s.ord and t.before is null
    cross join lateral (select jsonb_object_agg(k, v::integer) as grades, sum(v::integer) as pupils from jsonb_each_text(s.item -> 'grades') e (k, v) where v <> '0') g
    on conflict on constraint roster_row_pkey do update set school = excluded.school, name = excluded.name, county = excluded.county,
      kind = excluded.kind, grades = excluded.grades, pupils = excluded.pupils)
  select coalesce(jsonb_agg(p order by (p ->> 'row')::integer), '[]') into problems from (
    select jsonb_array_elements(s.problems) as p from sent s
    union all select jsonb_build_object('row', t.ord, 'field', 'code', 'rule', 'same_code', 'other', t.before) from twice t where t.before is not null) found;
  update app.roster r set (schools, pupils) = (select count(*), coalesce(sum(x.pupils), 0) from app.roster_row x where x.roster = r.id) where r.id = of_roster;
  return problems;
end $$;
comment on function app.put_roster_rows(uuid, jsonb) is 'Keeps the good ones of rows [{row, code, name, county, kind, grades}] in a roster; problems [{row, field, rule}] of the others.';

-- Signing: the schools stand in the tree of places, the figures count, an older roster of the place and year does not any more.
create function app.apply_roster(of_roster uuid, by_sign_in uuid, by_name text) returns void
  language plpgsql security definer set search_path = ''
  as $$
declare r app.roster;
begin
  -- One after the other: two rosters of the same place would both be the newest, and two of one county would wait for each
  -- other's schools.
  perform pg_advisory_xact_lock(hashtextextended('app.roster', 8));
  select * into strict r from app.roster x where x.id = of_roster for update;
  -- A Chinese name that has changed takes its translations with it.
  perform app.put_schools(jsonb_agg(jsonb_build_object('code', x.school, 'county', x.county, 'kind', x.kind,
      'name', case when d.name ->> 'zh-Hans' = x.name then d.name else jsonb_build_object('zh-Hans', x.name) end)))
    from app.roster_row x left join app.district d on d.code = x.school where x.roster = r.id;
  insert into app.enrolment (roster, school, year, grade, pupils)
    select r.id, x.school, r.year, g.key::smallint, g.value::integer from app.roster_row x cross join lateral jsonb_each_text(x.grades) g where x.roster = r.id;
  update app.roster x set state = 'replaced' where x.place = r.place and x.year = r.year and x.state = 'signed';
  update app.roster x set state = 'signed', signed_by = by_sign_in, signed_name = by_name, signed_at = app.clock_now() where x.id = r.id;
end $$;
comment on function app.apply_roster(uuid, uuid, text) is 'Signs a roster: makes its schools and its figures stand.';

create function app.load_roster(of_place text, of_year date, of_day date, of_source text, rows jsonb) returns uuid
  language plpgsql security definer set search_path = ''
  as $$
declare
  made uuid;
  problems jsonb;
begin
  insert into app.roster (place, year, as_of, source, expected, made_name, made_at)
    values (of_place, of_year, of_day, of_source, jsonb_array_length(rows), of_source, app.clock_now()) returning id into made;
  select app.put_roster_rows(made, jsonb_agg(case when i.item ? 'row' then i.item else i.item || jsonb_build_object('row', i.n) end)) into problems
    from jsonb_array_elements(rows) with ordinality i (item, n);
  assert problems = '[]', problems::text;
  perform app.apply_roster(made, null, of_source);
  return made;
end $$;
comment on function app.load_roster(text, date, date, text, jsonb) is 'For seeds: a roster of rows [{code, name, county, kind, grades}], signed at once. Any problem of a row stops it.';
