-- Rosters at the desk. Whoever may manage schools at a place may bring a roster of it in, see it, and sign it, if
-- somebody else has brought it in.
create function app.own_roster(of_roster uuid) returns app.roster
  language plpgsql security definer set search_path = ''
  as $$
declare r app.roster;
begin
  perform app.need_right('schools.manage');
  select * into r from app.roster x where x.id = of_roster for update;
  if r.id is null or not app.has_right('schools.manage', r.place) then perform app.refuse('not_found'); end if;
  return r;
end $$;
comment on function app.own_roster(uuid) is 'A roster of a place where the caller manages schools, locked. Errors not_staff, second_factor, not_found.';

create function api.open_roster(place text, year date, as_of date, source text, rows integer) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  s app.staff := app.need_right('schools.manage', open_roster.place);
  made uuid;
begin
  -- First by itself: a day without end has no school year.
  if not coalesce(year between '2000-09-01' and app.school_year(app.day(app.clock_now())) + interval '1 year', false) then perform app.refuse('bad_argument'); end if;
  if not exists (select from app.district d where d.code = open_roster.place and d.level in ('city', 'county')) or year <> app.school_year(year)
    or not coalesce(as_of between '2000-01-01' and app.day(app.clock_now()), false)
    or not app.is_text(to_jsonb(source), 100) or coalesce(rows, 0) not between 1 and 10000 then perform app.refuse('bad_argument'); end if;
  -- What never arrived whole is of no use to anybody.
  delete from app.roster r where r.place = open_roster.place and r.state = 'draft' and r.schools < r.expected
    and (r.made_by = s.sign_in or r.made_at < app.clock_now() - interval '1 day');
  insert into app.roster (place, year, as_of, source, expected, made_by, made_name, made_at)
    values (open_roster.place, open_roster.year, open_roster.as_of, btrim(open_roster.source), open_roster.rows, s.sign_in, s.name, app.clock_now())
    returning id into made;
  perform app.note_audit('bring_roster', 'roster', open_roster.year::text, open_roster.place,
    jsonb_build_object('as_of', as_of, 'source', btrim(open_roster.source), 'schools', open_roster.rows));
  return jsonb_build_object('roster', made);
end $$;
comment on function api.open_roster(text, date, date, text, integer) is
  'Begins a roster of a city or county and a school year with so many rows (1–10,000): {roster}. Errors not_staff, second_factor, bad_argument.';

create function api.add_roster_rows(roster uuid, rows jsonb) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  r app.roster := app.own_roster(roster);
  problems jsonb;
begin
  if r.state <> 'draft' then perform app.refuse('in_use'); end if;
  if jsonb_typeof(rows) is distinct from 'array' or jsonb_array_length(rows) not between 1 and 200
    or exists (select from jsonb_array_elements(rows) i where jsonb_typeof(i) <> 'object' or not coalesce(i ->> 'row' ~ '^([1-9][0-9]{0,4}|100000)$', false))
    or (select count(distinct i ->> 'row') from jsonb_array_elements(rows) i) < jsonb_array_length(rows) then perform app.refuse('bad_argument'); end if;
  -- One pair of hands brings it, another signs it.
  if r.made_by is distinct from auth.uid() then perform app.refuse('not_staff'); end if;
  -- What is whole may be under somebody's eyes who signs it: what arrives once more says the same, or is refused.
  if r.schools = r.expected then
    if exists (select from jsonb_array_elements(rows) i left join app.roster_row x on x.roster = r.id and x.ord = (i ->> 'row')::integer
      where case when app.roster_row_problems(app.counties_of(r.place), i) <> '[]' then true
        else (x.school, x.name, x.county, x.kind, x.grades) is distinct from (i ->> 'code', btrim(i ->> 'name'), i ->> 'county', i ->> 'kind',
          (select jsonb_object_agg(k, v::integer) from jsonb_each_text(i -> 'grades') e (k, v) where v <> '0')) end) then perform app.refuse('in_use'); end if;
    return '{"problems": []}';
  end if;
  problems := app.put_roster_rows(r.id, rows);
  if (select x.schools > x.expected from app.roster x where x.id = r.id) then perform app.refuse('bad_argument'); end if;
  return jsonb_build_object('problems', problems);
end $$;
comment on function api.add_roster_rows(uuid, jsonb) is
  'Adds at most 200 rows [{row, code, name, county, kind, grades}] to a roster; the same row may come twice: {problems: [{row, field, rule}]}. Errors not_staff (also for another than who brings it in), second_factor, not_found, in_use (signed, or whole: then only the same rows may come again), bad_argument.';

create function api.sign_roster(roster uuid) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare r app.roster := app.own_roster(roster);
begin
  if r.state <> 'draft' or r.schools < r.expected then perform app.refuse('in_use'); end if;
  -- The law of four eyes: denominators decide about every rate.
  if r.made_by = auth.uid() then perform app.refuse('not_staff'); end if;
  perform app.apply_roster(r.id, auth.uid(), (select s.name from app.staff s where s.sign_in = auth.uid()));
  perform app.note_audit('sign_roster', 'roster', r.year::text, r.place, jsonb_build_object('as_of', r.as_of, 'source', r.source, 'schools', r.schools, 'pupils', r.pupils));
  return '{"done": true}';
end $$;
comment on function api.sign_roster(uuid) is
  'Signs a roster that somebody else brought in: its schools and figures count from now on. Errors not_staff (also for whoever brought it in), second_factor, not_found, in_use (signed already, or rows are missing).';

create function api.drop_roster(roster uuid) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare r app.roster := app.own_roster(roster);
begin
  if r.state <> 'draft' then perform app.refuse('in_use'); end if;
  delete from app.roster x where x.id = r.id;
  perform app.note_audit('drop_roster', 'roster', r.year::text, r.place, jsonb_build_object('as_of', r.as_of, 'source', r.source, 'schools', r.schools));
  return '{"done": true}';
end $$;
comment on function api.drop_roster(uuid) is 'Throws a roster away that nobody has signed. Errors not_staff, second_factor, not_found, in_use.';

create function app.roster_card(r app.roster) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select jsonb_build_object('id', r.id, 'place', r.place, 'place_name', d.name, 'year', r.year, 'as_of', r.as_of, 'source', r.source, 'state', r.state,
      'whole', r.schools = r.expected, 'made_by', r.made_name, 'made_at', r.made_at, 'mine', coalesce(r.made_by = auth.uid(), false),
      'signed_by', r.signed_name, 'signed_at', r.signed_at, 'schools', r.schools, 'pupils', r.pupils)
    from app.district d where d.code = r.place
  $$;
comment on function app.roster_card(app.roster) is 'A roster as lists show it.';

create function api.rosters(place text) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
begin
  perform app.need_right('schools.manage', rosters.place);
  return jsonb_build_object(
    'standing', app.roster_note(app.roster_of(rosters.place, app.school_year(app.day(app.clock_now())))),
    'items', (select coalesce(jsonb_agg(app.roster_card(r) order by r.year desc, r.made_at desc), '[]')
      from (select * from app.roster x where x.place in (select app.place_and_below(rosters.place)) order by x.year desc, x.made_at desc limit 100) r));
end $$;
comment on function api.rosters(text) is 'What covers a place this year (standing: RosterNote or null), and rosters of it and of places below, newest year first, at most 100 (items). Errors not_staff, second_factor.';

-- The roster that a new one is held against: the newest signed one that covers its place, of this or an earlier year.
create function app.roster_before(r app.roster) returns app.roster
  language sql stable security definer set search_path = ''
  as $$
    select b from app.roster b where b.state <> 'draft' and b.id <> r.id and b.place in (select app.place_and_above(r.place)) and b.year <= r.year
      and b.signed_at < coalesce(r.signed_at, 'infinity') order by b.year desc, b.signed_at desc limit 1
  $$;
comment on function app.roster_before(app.roster) is 'The signed roster before this one that covers its place; null when there is none.';

-- Every school of a roster beside what it was before: `note` says what somebody who signs should look at.
create function app.roster_compared(of_roster uuid)
  returns table (ord integer, school text, name text, county text, kind text, grades jsonb, pupils integer, before integer, old_name text, notes text[])
  language sql stable security definer set search_path = ''
  as $$
    with r as materialized (select x.*, (app.roster_before(x)).id as old from app.roster x where x.id = of_roster)
    select n.ord, coalesce(n.school, o.school), coalesce(n.name, o.name), coalesce(n.county, o.county), coalesce(n.kind, o.kind), n.grades, n.pupils, o.pupils, o.name,
      array_remove(array[
        case when n.school is null then 'missing' when o.school is null and (select r.old is not null from r) then 'new' end,
        case when n.pupils not between o.pupils * 0.7 and o.pupils * 1.3 and abs(n.pupils - o.pupils) >= 10 then 'moved' end,
        case when n.name <> o.name then 'renamed' end,
        case when n.kind <> o.kind then 'kind' end,
        case when exists (select from jsonb_object_keys(n.grades) g where not g::integer <@ app.kind_grades(n.kind)) then 'grades' end], null)
    from (select x.* from app.roster_row x where x.roster = of_roster) n
      full join (select x.* from app.roster_row x join r on x.roster = r.old and x.county = any (app.counties_of(r.place))) o on o.school = n.school
  $$;
comment on function app.roster_compared(uuid) is 'Schools of a roster and of the one before it: pupils now and then, and notes missing, new, moved (by more than 30 %), renamed, kind, grades (unusual for the kind).';

create function api.roster(roster uuid, noted boolean default false, after text default null, size integer default 50) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
declare r app.roster;
begin
  perform app.need_right('schools.manage');
  select * into r from app.roster x where x.id = roster.roster;
  if r.id is null or not app.has_right('schools.manage', r.place) then perform app.refuse('not_found'); end if;
  return (
    with compared as materialized (select c.* from app.roster_compared(r.id) c),
    page as (select c.* from compared c where (after is null or c.school > after) and (not noted or c.notes <> '{}') order by c.school limit least(greatest(size, 1), 200))
    select app.roster_card(r) || jsonb_build_object(
      -- of the schools of this place only
      'before', (select jsonb_build_object('year', b.year, 'as_of', b.as_of, 'source', b.source, 'schools', (select count(c.before) from compared c),
        'pupils', (select coalesce(sum(c.before), 0) from compared c)) from app.roster_before(r) b where b.id is not null),
      'counts', (select coalesce(jsonb_object_agg(n.note, n.count), '{}') from (select u.note, count(*) from compared c, unnest(c.notes) u (note) group by 1) n),
      'by_grade', (select coalesce(jsonb_object_agg(g.key, g.pupils), '{}') from (
        select e.key, sum(e.value::integer) as pupils from app.roster_row x cross join lateral jsonb_each_text(x.grades) e where x.roster = r.id group by 1) g),
      'total', (select count(*) from compared c where not noted or c.notes <> '{}'),
      'rows', (select coalesce(jsonb_agg(jsonb_build_object('row', p.ord, 'code', p.school, 'name', p.name, 'county', p.county, 'kind', p.kind, 'grades', p.grades,
        'pupils', p.pupils, 'before', p.before, 'old_name', case when p.old_name <> p.name then p.old_name end, 'notes', to_jsonb(p.notes)) order by p.school), '[]') from page p),
      'next', (select case when count(*) = least(greatest(size, 1), 200) then max(p.school) end from page p)));
end $$;
comment on function api.roster(uuid, boolean, text, integer) is
  'A roster beside the one before it: card, before, counts of notes, pupils by grade, rows (only those with notes: `noted`) by school, total, next. Errors not_staff, second_factor, not_found.';

grant execute on function api.open_roster(text, date, date, text, integer), api.add_roster_rows(uuid, jsonb), api.sign_roster(uuid), api.drop_roster(uuid),
  api.rosters(text), api.roster(uuid, boolean, text, integer) to authenticated;
