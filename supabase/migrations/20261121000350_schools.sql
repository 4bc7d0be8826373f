-- Schools and classes. No pupil has a name here: a class is a school, a grade and a number, a pupil a seat in it.

-- What the law asks of a school year (two class hours in grades 5 to 11; some provinces add grade 12): data, one row.
create table app.course_rule (
  one boolean primary key default true check (one),
  lessons smallint not null default 2 check (lessons between 1 and 9),
  grades smallint[] not null default '{5,6,7,8,9,10,11}' check (grades <@ '{1,2,3,4,5,6,7,8,9,10,11,12}'::smallint[] and cardinality(grades) > 0)
);
alter table app.course_rule enable row level security;
insert into app.course_rule default values;

create function app.school_year(on_day date) returns date
  language sql immutable set search_path = ''
  as $$ select make_date(extract(year from on_day - interval '8 months')::integer, 9, 1) $$;
comment on function app.school_year(date) is 'First day (1 September) of the school year that a day belongs to.';

create function app.stage_of(grade smallint) returns text
  language sql immutable set search_path = ''
  as $$ select case when grade <= 6 then 'primary' when grade <= 9 then 'junior' else 'senior' end $$;
comment on function app.stage_of(smallint) is 'Stage of a grade: primary 1–6, junior 7–9, senior 10–12.';

-- A school is a place of level school; names stand there.
create table app.school (
  code text primary key references app.district (code),
  kind text not null check (kind in ('primary', 'junior', 'senior', 'nine', 'complete', 'twelve', 'vocational', 'special'))
);
alter table app.school enable row level security;

-- Adds schools of the official list, or changes their names: [{code, county, kind, name}].
create function app.put_schools(list jsonb) returns integer
  language plpgsql security definer set search_path = ''
  as $$
declare put integer;
begin
  insert into app.district as d (code, parent, level, name)
    select s ->> 'code', s ->> 'county', 'school', s -> 'name' from jsonb_array_elements(list) s order by 1
    on conflict (code) do update set parent = excluded.parent, name = excluded.name
      where (d.parent, d.name) is distinct from (excluded.parent, excluded.name);
  insert into app.school as x (code, kind)
    select s ->> 'code', s ->> 'kind' from jsonb_array_elements(list) s order by 1
    on conflict (code) do update set kind = excluded.kind where x.kind <> excluded.kind;
  get diagnostics put = row_count;
  return put;
end $$;
comment on function app.put_schools(jsonb) is 'Adds or renames schools; answers how many are new or of another kind than before.';

create table app.class (
  id uuid primary key default gen_random_uuid(),
  school text not null references app.school (code),
  year date not null check (year = app.school_year(year)),
  grade smallint not null check (grade between 1 and 12),
  number smallint not null check (number between 1 and 60),
  seats smallint not null check (seats between 1 and 70),
  opened_at timestamptz not null,
  closed_at timestamptz,
  unique (school, year, grade, number)
);
alter table app.class enable row level security;
