-- Classes as their teachers keep them: opened, joined by a code, filled in without phones, closed.

-- Who teaches a class; `until` is the last day of a substitute.
create table app.class_teacher (
  class uuid not null references app.class (id),
  sign_in uuid not null references app.staff (sign_in),
  since timestamptz not null,
  until date,
  primary key (class, sign_in)
);
create index class_teacher_sign_in on app.class_teacher (sign_in);
alter table app.class_teacher enable row level security;

create function app.teaches(of_class uuid) returns boolean
  language sql stable security definer set search_path = ''
  as $$
    select exists (select from app.class_teacher t join app.class c on c.id = t.class
      where t.class = of_class and t.sign_in = auth.uid() and (t.until is null or t.until >= app.day(app.clock_now()))
        and app.has_right('classes.teach', c.school))
  $$;
comment on function app.teaches(uuid) is 'Does the caller teach this class today?';

-- The class, if the caller teaches it or manages the classes of its school. A class that is not theirs and one that is
-- nowhere answer alike.
create function app.need_class(of_class uuid) returns app.class
  language plpgsql stable security definer set search_path = ''
  as $$
declare c app.class;
begin
  perform app.staff_caller();
  select * into c from app.class x where x.id = of_class;
  if c.id is null or not (app.teaches(c.id) or app.has_right('classes.manage', c.school)) then perform app.refuse('not_staff'); end if;
  return c;
end $$;
comment on function app.need_class(uuid) is 'A class of the caller. Errors no_session, not_staff.';

-- The class stays as it is until the transaction ends: whoever ends or resizes it (`changes`) waits for those who write to its
-- seats, and the other way round. Held before merges, seats and persons are, so that nobody waits in a circle.
create function app.hold_class(of_class uuid, changes boolean default false) returns app.class
  language plpgsql security definer set search_path = ''
  as $$
declare c app.class := app.need_class(of_class);
begin
  if changes then select * into c from app.class x where x.id = c.id for no key update;
  else select * into c from app.class x where x.id = c.id for share; end if;
  if c.closed_at is not null then perform app.refuse('not_open'); end if;
  return c;
end $$;
comment on function app.hold_class(uuid, boolean) is 'An open class of the caller, held. Errors no_session, not_staff, not_open.';

create function api.create_class(school text, grade integer, number integer, seats integer) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  now_at timestamptz := app.clock_now();
  made uuid;
begin
  perform app.need_right('classes.teach', create_class.school);
  if not coalesce(grade between 1 and 12 and number between 1 and 60 and seats between 1 and 70
    and exists (select from app.school s where s.code = create_class.school), false) then perform app.refuse('bad_argument'); end if;
  insert into app.class (school, year, grade, number, seats, opened_at)
    values (create_class.school, app.school_year(app.day(now_at)), create_class.grade, create_class.number, create_class.seats, now_at)
    on conflict do nothing returning id into made;
  if made is null then perform app.refuse('in_use'); end if;
  insert into app.class_teacher values (made, auth.uid(), now_at);
  perform app.note_audit('create_class', 'class', create_class.grade || '-' || create_class.number, create_class.school, jsonb_build_object('class', made));
  return jsonb_build_object('id', made);
end $$;
comment on function api.create_class(text, integer, integer, integer) is
  'Opens a class of this school year, taught by the caller: {id}. Errors no_session, not_staff, bad_argument, in_use (there is that class).';

-- Days on which a code opens the class, from today on.
create function app.lay_code_days(of_class uuid) returns void
  language plpgsql security definer set search_path = ''
  as $$
begin
  delete from private.class_code_day d where d.class = of_class;
  insert into private.class_code_day
    select k.code, d::date, k.class from private.class_code k, generate_series(app.day(app.clock_now()), k.until, interval '1 day') d
    where k.class = of_class and not k.locked and exists (select from app.class c where c.id = of_class and c.closed_at is null);
end $$;
comment on function app.lay_code_days(uuid) is 'Makes the days of a class code anew.';

create function api.set_class_code(class uuid, days integer) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  here app.class := app.hold_class(set_class_code.class);
  until date := app.day(app.clock_now()) + days - 1;
  code text;
begin
  if not coalesce(days between 1 and 30, false) then perform app.refuse('bad_argument'); end if;
  -- 40 random bits, five for each character
  select string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', ((b.bits >> (5 * i)) % 32)::integer + 1, 1), '') into code
    from (select ('x' || encode(extensions.gen_random_bytes(5), 'hex'))::bit(40)::bigint as bits) b, generate_series(0, 7) i;
  insert into private.class_code values (here.id, code, until, false)
    on conflict on constraint class_code_pkey do update set code = excluded.code, until = excluded.until, locked = false;
  perform app.lay_code_days(here.id);
  perform app.note_audit('set_class_code', 'class', here.grade || '-' || here.number, here.school, jsonb_build_object('class', here.id, 'until', until));
  return jsonb_build_object('code', code, 'until', until);
end $$;
comment on function api.set_class_code(uuid, integer) is
  'A new code for a class, good for 1–30 days; the old one stops: {code, until}. Errors no_session, not_staff, not_open, bad_argument.';

create function api.lock_class_code(class uuid, locked boolean) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare here app.class := app.hold_class(lock_class_code.class);
begin
  update private.class_code k set locked = coalesce(lock_class_code.locked, true) where k.class = here.id;
  if not found then perform app.refuse('not_found'); end if;
  perform app.lay_code_days(here.id);
  perform app.note_audit('lock_class_code', 'class', here.grade || '-' || here.number, here.school, jsonb_build_object('class', here.id, 'locked', lock_class_code.locked));
  return '{"done": true}';
end $$;
comment on function api.lock_class_code(uuid, boolean) is 'Locks or unlocks a class code. Errors no_session, not_staff, not_open, not_found (there is none yet).';

-- The person of a seat; made and seated when the seat is empty. The seat is locked by the caller.
create function app.sit(of_class uuid, of_seat smallint) returns uuid
  language plpgsql security definer set search_path = ''
  as $$
declare sitting uuid := (select s.person from app.seat s where s.class = of_class and s.seat = of_seat);
begin
  if sitting is null then
    insert into app.person (since) values (app.day(app.clock_now())) returning id into sitting;
    insert into app.seat values (of_class, of_seat, sitting, false, app.clock_now());
    perform app.note_for_seat(sitting, jsonb_build_object('kind', 'seat', 'class', of_class, 'act', 'join'));
  end if;
  return sitting;
end $$;
comment on function app.sit(uuid, smallint) is 'The person of a seat, made for a class without phones when there is none.';

-- Seats and whoever sits there, locked in one order, while no passports are merged: nobody waits in a circle.
create function app.lock_seats(of_class uuid, of_seats integer[]) returns void
  language plpgsql security definer set search_path = ''
  as $$
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('reclaim', 3));
  perform pg_advisory_xact_lock(hashtextextended(of_class::text || '/' || s, 7)) from (select distinct unnest(of_seats) as s order by 1) x;
  perform pg_advisory_xact_lock(hashtextextended(p::text, 2)) from (
    select s.person as p from app.seat s where s.class = of_class and s.seat = any (of_seats) order by 1) y;
end $$;
comment on function app.lock_seats(uuid, integer[]) is 'Locks seats and whoever sits there, in one order.';

-- Writes class hours for seats, and takes back what staff had written.
create function app.write_hours(here app.class, lesson text, how text, on_day date, done integer[], undone integer[]) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  had integer[];
  kept integer[];
  s integer;
begin
  perform app.lock_seats(here.id, done || undone);
  with now_done as (
    -- also in a class that the pupil came from: that hour is theirs, and not this class's to take back
    select x.seat, h.how = 'device' or h.elsewhere as stays from app.seat x cross join lateral (
      select a.how, bool_or(a.class <> here.id) as elsewhere from app.class_act a join app.class k on k.id = a.class and k.year = here.year
      where a.person = x.person and a.act = 'hour' and a.lesson = write_hours.lesson group by a.how having sum(a.sign) > 0) h
    where x.class = here.id)
  select coalesce(array_agg(n.seat::integer order by n.seat) filter (where n.seat = any (done)), '{}'),
      coalesce(array_agg(n.seat::integer order by n.seat) filter (where n.seat = any (undone) and n.stays), '{}')
    into had, kept from now_done n;
  for s in select x from unnest(done) x where not x = any (had) order by 1 loop
    perform app.note_for_seat(app.sit(here.id, s::smallint), jsonb_build_object('kind', 'hour', 'lesson', lesson, 'how', how, 'done', true), on_day);
  end loop;
  for s in select x.seat from app.seat x where x.class = here.id and x.seat = any (undone) and not x.seat = any (kept)
    and exists (select from app.class_act a where a.person = x.person and a.class = here.id and a.act = 'hour' and a.lesson = write_hours.lesson
      having sum(a.sign) > 0) order by 1 loop
    perform app.note_for_seat((select x.person from app.seat x where x.class = here.id and x.seat = s),
      jsonb_build_object('kind', 'hour', 'lesson', lesson, 'how', how, 'done', false), on_day);
    undone := array_remove(undone, s) || array[-s];
  end loop;
  return jsonb_build_object('counted', cardinality(done) - cardinality(had), 'taken_back', (select count(*) from unnest(undone) u where u < 0),
    'had', to_jsonb(had), 'kept', to_jsonb(kept));
end $$;
comment on function app.write_hours(app.class, text, text, date, integer[], integer[]) is
  'Class hours of seats on a day: done and taken back (HourHeld). Seats are distinct numbers of the class.';

create function api.hold_hour(class uuid, lesson text, how text, day date, done integer[], undone integer[] default '{}') returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  here app.class := app.hold_class(hold_hour.class);
  today date := app.day(app.clock_now());
  answer jsonb;
begin
  if not coalesce(how in ('projector', 'paper') and day between here.year and least(today, (here.year + interval '1 year')::date - 1) and array_ndims(done || undone) = 1
      and cardinality(done || undone) <= 140 and not done && undone
      and not exists (select from unnest(done || undone) s where s is null or s not between 1 and here.seats)
      and (select count(distinct s) = count(*) from unnest(done || undone) s)
      and hold_hour.lesson in (select unnest(c.lessons) from app.course c where c.status = 'published' and c.stage = app.stage_of(here.grade)), false) then
    perform app.refuse('bad_argument');
  end if;
  answer := app.write_hours(here, hold_hour.lesson, how, day, done, undone);
  perform app.note_access('class', cardinality(done || undone), here.school);
  perform app.note_audit('hold_hour', 'class', here.grade || '-' || here.number, here.school,
    jsonb_build_object('class', here.id, 'lesson', hold_hour.lesson, 'how', how, 'day', day, 'counted', answer -> 'counted', 'taken_back', answer -> 'taken_back'));
  return answer;
end $$;
comment on function api.hold_hour(uuid, text, text, date, integer[], integer[]) is
  'A class hour held with a projector or on paper, for seats: done, and entered by mistake before (undone): HourHeld. Errors no_session, not_staff, not_open, bad_argument.';

create function api.free_seat(class uuid, seat integer) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  here app.class := app.hold_class(free_seat.class);
  sitting uuid;
begin
  perform app.lock_seats(here.id, array[free_seat.seat]);
  select s.person into sitting from app.seat s where s.class = here.id and s.seat = free_seat.seat;
  if sitting is null then perform app.refuse('not_found'); end if;
  perform app.note_for_seat(sitting, jsonb_build_object('kind', 'seat', 'class', here.id, 'act', 'leave'));
  delete from app.seat s where s.class = here.id and s.seat = free_seat.seat;
  perform app.note_access('class', 1, here.school);
  perform app.note_audit('free_seat', 'class', here.grade || '-' || here.number, here.school, jsonb_build_object('class', here.id, 'seat', free_seat.seat));
  return '{"done": true}';
end $$;
comment on function api.free_seat(uuid, integer) is 'Frees a seat; class hours that were done stay counted. Errors no_session, not_staff, not_open, not_found.';

create function api.move_seat(class uuid, seat integer, to_seat integer) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  here app.class := app.hold_class(move_seat.class);
  a app.seat;
  b app.seat;
begin
  if not coalesce(to_seat between 1 and here.seats, false) then perform app.refuse('bad_argument'); end if;
  perform app.lock_seats(here.id, array[move_seat.seat, to_seat]);
  select * into a from app.seat s where s.class = here.id and s.seat = move_seat.seat;
  if a.person is null then perform app.refuse('not_found'); end if;
  select * into b from app.seat s where s.class = here.id and s.seat = to_seat;
  delete from app.seat s where s.class = here.id and s.seat in (move_seat.seat, to_seat);
  insert into app.seat values (here.id, to_seat, a.person, a.device, a.since, null);
  if b.person is not null and b.person <> a.person then insert into app.seat values (here.id, move_seat.seat, b.person, b.device, b.since, null); end if;
  perform app.note_access('class', 2, here.school);
  perform app.note_audit('move_seat', 'class', here.grade || '-' || here.number, here.school, jsonb_build_object('class', here.id, 'seat', move_seat.seat, 'to', to_seat));
  return '{"done": true}';
end $$;
comment on function api.move_seat(uuid, integer, integer) is 'Moves who sits on a seat to another; two that are taken are exchanged. Errors no_session, not_staff, not_open, not_found, bad_argument.';

create function api.reopen_seat(class uuid, seat integer, open boolean) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare here app.class := app.hold_class(reopen_seat.class);
begin
  update app.seat s set reopened_until = case when open then app.clock_now() + interval '10 minutes' end
    where s.class = here.id and s.seat = reopen_seat.seat;
  if not found then perform app.refuse('not_found'); end if;
  perform app.note_access('class', 1, here.school);
  perform app.note_audit('reopen_seat', 'class', here.grade || '-' || here.number, here.school, jsonb_build_object('class', here.id, 'seat', reopen_seat.seat, 'open', open));
  return '{"done": true}';
end $$;
comment on function api.reopen_seat(uuid, integer, boolean) is 'For ten minutes another phone may join on a taken seat and goes on with what was done there. Errors no_session, not_staff, not_open, not_found.';

create function api.set_class_seats(class uuid, seats integer) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare here app.class := app.hold_class(set_class_seats.class, true);
begin
  if not coalesce(set_class_seats.seats between 1 and 70, false) then perform app.refuse('bad_argument'); end if;
  if exists (select from app.seat s where s.class = here.id and s.seat > set_class_seats.seats) then perform app.refuse('in_use'); end if;
  update app.class c set seats = set_class_seats.seats where c.id = here.id;
  perform app.note_audit('set_class_seats', 'class', here.grade || '-' || here.number, here.school, jsonb_build_object('class', here.id, 'seats', set_class_seats.seats));
  return '{"done": true}';
end $$;
comment on function api.set_class_seats(uuid, integer) is 'How many seats a class has (1–70). Errors no_session, not_staff, not_open, bad_argument, in_use (a higher seat is taken).';

grant execute on function api.create_class(text, integer, integer, integer), api.set_class_code(uuid, integer), api.lock_class_code(uuid, boolean),
  api.hold_hour(uuid, text, text, date, integer[], integer[]), api.free_seat(uuid, integer), api.move_seat(uuid, integer, integer),
  api.reopen_seat(uuid, integer, boolean), api.set_class_seats(uuid, integer) to authenticated;
