-- Who teaches a class, and how a school year ends.

create function api.school_teachers(school text) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
begin
  perform app.need_right('classes.teach', school_teachers.school);
  return (select coalesce(jsonb_agg(jsonb_build_object('sign_in', s.sign_in, 'name', s.name) order by s.name), '[]') from app.staff s
    where exists (select from app.staff_role h join app.role_right r on r.role = h.role and r."right" = 'classes.teach'
      where h.sign_in = s.sign_in and h.withdrawn_at is null and h.place = school_teachers.school));
end $$;
comment on function api.school_teachers(text) is 'Who may teach at a school: [{sign_in, name}]. Errors no_session, not_staff.';

create function api.set_class_teacher(class uuid, sign_in uuid, until date default null) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare here app.class := app.hold_class(set_class_teacher.class);
begin
  if until < app.day(app.clock_now()) or not exists (select from app.staff_role h join app.role_right r on r.role = h.role and r."right" = 'classes.teach'
    where h.sign_in = set_class_teacher.sign_in and h.withdrawn_at is null and h.place = here.school) then perform app.refuse('bad_argument'); end if;
  insert into app.class_teacher values (here.id, set_class_teacher.sign_in, app.clock_now(), set_class_teacher.until)
    on conflict on constraint class_teacher_pkey do update set until = excluded.until;
  perform app.note_audit('set_class_teacher', 'class', here.grade || '-' || here.number, here.school,
    jsonb_build_object('class', here.id, 'sign_in', set_class_teacher.sign_in, 'until', until));
  return '{"done": true}';
end $$;
comment on function api.set_class_teacher(uuid, uuid, date) is 'Gives a class a further teacher of the school, or a substitute until a day. Errors no_session, not_staff, not_open, bad_argument.';

create function api.drop_class_teacher(class uuid, sign_in uuid) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare here app.class := app.hold_class(drop_class_teacher.class);
begin
  delete from app.class_teacher t where t.class = here.id and t.sign_in = drop_class_teacher.sign_in;
  if not found then perform app.refuse('not_found'); end if;
  perform app.note_audit('drop_class_teacher', 'class', here.grade || '-' || here.number, here.school, jsonb_build_object('class', here.id, 'sign_in', drop_class_teacher.sign_in));
  return '{"done": true}';
end $$;
comment on function api.drop_class_teacher(uuid, uuid) is 'Takes a class from a teacher. Errors no_session, not_staff, not_open, not_found.';

-- Ends a class: its code stops, and the links between seats and persons go; what was counted stays. Whoever calls holds it.
create function app.end_class(of_class uuid) returns void
  language plpgsql security definer set search_path = ''
  as $$
begin
  perform app.lock_seats(of_class, array(select s.seat::integer from app.seat s where s.class = of_class));
  update app.class c set closed_at = app.clock_now() where c.id = of_class and c.closed_at is null;
  delete from private.class_code k where k.class = of_class;
  delete from private.class_code_day d where d.class = of_class;
  delete from app.seat s where s.class = of_class;
  update app.contest_attempt a set seat = null from app.test t where t.class = of_class and t.id = a.test and a.seat is not null;
end $$;
comment on function app.end_class(uuid) is 'Closes a class and deletes who sat where.';

create function api.close_class(class uuid) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare here app.class := app.hold_class(close_class.class, true);
begin
  perform app.need_right('classes.manage', here.school);
  perform app.end_class(here.id);
  perform app.note_audit('close_class', 'class', here.grade || '-' || here.number, here.school, jsonb_build_object('class', here.id));
  return '{"done": true}';
end $$;
comment on function api.close_class(uuid) is 'Closes a class for good: its code and the links to its seats go, counts stay. Errors no_session, not_staff, not_open.';

create function api.next_year(school text) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  now_at timestamptz := app.clock_now();
  this_year date := app.school_year(app.day(now_at));
  c app.class;
  next_id uuid;
  made integer := 0;
begin
  perform app.need_right('classes.manage', next_year.school);
  for c in select x.* from app.class x where x.school = next_year.school and x.year < this_year and x.grade < 12
    and x.year = (select max(o.year) from app.class o where o.school = next_year.school and o.year < this_year) order by x.grade, x.number loop
    insert into app.class (school, year, grade, number, seats, opened_at) values (c.school, this_year, c.grade + 1, c.number, c.seats, now_at)
      on conflict do nothing returning id into next_id;
    if next_id is not null then
      insert into app.class_teacher select next_id, t.sign_in, now_at from app.class_teacher t where t.class = c.id and t.until is null;
      made := made + 1;
    end if;
  end loop;
  perform from app.class x where x.school = next_year.school and x.year < this_year and x.closed_at is null order by x.id for no key update;
  perform app.end_class(x.id) from app.class x where x.school = next_year.school and x.year < this_year and x.closed_at is null;
  perform app.note_audit('next_year', 'school', next_year.school, next_year.school, jsonb_build_object('made', made, 'year', this_year));
  return jsonb_build_object('made', made);
end $$;
comment on function api.next_year(text) is
  'After 1 September: closes the classes of earlier years and opens them one grade higher with their teachers, without anybody in their seats: {made}. Errors no_session, not_staff.';

-- Nightly: classes of an earlier school year end by themselves a month into the new one, and codes that have run out go.
create function app.end_old_classes() returns integer
  language plpgsql security definer set search_path = ''
  as $$
declare
  ended integer;
  begun date := app.school_year(app.day(app.clock_now() - interval '30 days'));
begin
  perform from app.class c where c.closed_at is null and c.year < begun order by c.id for no key update;
  perform app.end_class(c.id) from app.class c where c.closed_at is null and c.year < begun;
  get diagnostics ended = row_count;
  delete from private.class_code_day d where d.day < app.day(app.clock_now());
  return ended;
end $$;
comment on function app.end_old_classes() is 'Closes classes of earlier school years; answers how many.';

-- Seeds: a class with its teacher, and class hours as a teacher would enter them.
create function app.load_class(of_school text, of_grade integer, of_number integer, seats integer, teacher_email text) returns uuid
  language plpgsql security definer set search_path = ''
  as $$
declare here app.class;
begin
  insert into app.class (school, year, grade, number, seats, opened_at)
    values (of_school, app.school_year(app.day(app.clock_now())), of_grade, of_number, seats, app.clock_now()) on conflict do nothing;
  select * into here from app.class c where c.school = of_school and c.year = app.school_year(app.day(app.clock_now())) and c.grade = of_grade and c.number = of_number;
  insert into app.class_teacher select here.id, u.id, app.clock_now() from auth.users u where lower(u.email) = lower(teacher_email) on conflict do nothing;
  return here.id;
end $$;
comment on function app.load_class(text, integer, integer, integer, text) is 'Seed: a class of this school year and its teacher; answers its id.';

create function app.load_hour(of_class uuid, lesson text, how text, on_day date, seats integer[]) returns jsonb
  language sql volatile security definer set search_path = ''
  as $$ select app.write_hours(c, load_hour.lesson, load_hour.how, on_day, load_hour.seats, '{}') from app.class c where c.id = of_class $$;
comment on function app.load_hour(uuid, text, text, date, integer[]) is 'Seed: a class hour without phones (HourHeld).';

grant execute on function api.school_teachers(text), api.set_class_teacher(uuid, uuid, date), api.drop_class_teacher(uuid, uuid),
  api.close_class(uuid), api.next_year(text) to authenticated;
