-- Joining a class: eight characters and a seat number.

-- The code of a class, as its teachers see it.
create table private.class_code (
  class uuid primary key references app.class (id),
  code text not null unique check (code ~ '^[0-9A-HJKMNP-TV-Z]{8}$'),
  until date not null,
  locked boolean not null default false
);
alter table private.class_code enable row level security;

-- The days on which a code opens its class. A code that is wrong, has run out or is locked has no row for today: all three
-- run the same statements and read the same rows, so that nobody learns which codes exist from an answer or its time.
create table private.class_code_day (
  code text not null,
  day date not null,
  class uuid not null references app.class (id),
  primary key (code, day)
);
create index class_code_day_class on private.class_code_day (class);
alter table private.class_code_day enable row level security;

create function app.class_json(c app.class, locale text) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select jsonb_build_object('id', c.id, 'school', c.school, 'school_name', app.say(d.name, locale), 'year', c.year, 'grade', c.grade, 'number', c.number)
    from app.district d where d.code = c.school
  $$;
comment on function app.class_json(app.class, text) is 'A ClassName of src/contract/courses.ts.';

-- How a typed code is read: Crockford's base32, without its hyphen; O is 0, I and L are 1.
create function app.read_code(typed text) returns text
  language sql immutable set search_path = ''
  as $$ select translate(upper(regexp_replace(left(coalesce(typed, ''), 40), '[[:space:]-]', '', 'g')), 'OIL', '011') $$;
comment on function app.read_code(text) is 'A class code as it was meant.';

-- Guesses: 10 at once and one a minute by a sign-in. When all together guess wrong more than 600 times in a minute, those who
-- have guessed wrong before wait as well; a class that types its code right is let in all the while.
create function api.join_class(code text, seat integer, locale text default 'zh-Hans') returns jsonb
  language plpgsql security definer set search_path = '' set enable_seqscan = off
  as $$
declare
  now_at timestamptz := app.clock_now();
  caller text := app.rate_subject();
  alarm boolean;
  failed boolean;
  joins boolean;
  here app.class;
  me uuid;
  mine app.seat;
  there app.seat;
begin
  if auth.uid() is null then perform app.refuse('no_session'); end if;
  if not (api.spend_rate('join_class', caller, 10, 60) ->> 'allowed')::boolean then perform app.refuse('too_many'); end if;
  select count(*) filter (where r.bucket = 'join_wrong' and r.subject = 'all' and r.until > clock_timestamp() + interval '60 seconds') > 0,
      count(*) filter (where r.bucket = 'join_failed') > 0
    into alarm, failed
    from private.rate r where (r.bucket, r.subject) in (('join_wrong', 'all'), ('join_failed', caller));
  if alarm and failed then perform app.refuse('too_many'); end if;
  -- Held first: whoever ends the class now has ended it before, or finds this seat.
  select c.* into here from private.class_code_day d join app.class c on c.id = d.class
    where d.code = app.read_code(join_class.code) and d.day = app.day(now_at) and c.closed_at is null for share of c;
  if here.id is null then
    perform api.spend_rate('join_wrong', 'all', 1000, 0.1);
    perform api.spend_rate('join_failed', caller, 100, 60);
    return app.answer_not_found();
  end if;
  if not coalesce(seat between 1 and here.seats, false) then return jsonb_build_object('problem', 'no_such_seat', 'seats', here.seats); end if;
  -- One merge at a time, as with recovery keys; then the seat, then persons. A free seat needs no merge, and no waiting.
  joins := exists (select from app.seat s where s.class = here.id and s.seat = join_class.seat);
  if joins then perform pg_advisory_xact_lock(hashtextextended('reclaim', 3)); end if;
  perform pg_advisory_xact_lock(hashtextextended(here.id::text || '/' || seat, 7));
  me := app.lock_caller();
  select * into mine from app.seat s where s.person = me;
  select * into there from app.seat s where s.class = here.id and s.seat = join_class.seat;
  if there.person is not null and there.person <> me then
    if there.device and coalesce(there.reopened_until <= now_at, true) or not joins then return '{"problem": "seat_taken"}'; end if;
    -- Filled in by the teacher before, or the same pupil on another phone: what both have done becomes one.
    if mine.class is not null then
      perform app.note_for_seat(me, jsonb_build_object('kind', 'seat', 'class', mine.class, 'act', 'leave'));
      delete from app.seat s where s.person = me;
    end if;
    perform app.merge_person(me, there.person);
    update app.seat s set device = true, reopened_until = null, since = now_at where s.class = here.id and s.seat = join_class.seat;
    -- Whatever class the other passport sat in last: from now on it is this one.
    perform app.note_for_seat(there.person, jsonb_build_object('kind', 'seat', 'class', here.id, 'act', 'join'));
  elsif there.person is null then
    if mine.class is null then insert into app.seat values (here.id, join_class.seat, me, true, now_at);
    else update app.seat s set class = here.id, seat = join_class.seat, device = true, since = now_at, reopened_until = null where s.person = me; end if;
    if mine.class is distinct from here.id then
      perform app.note_for_seat(me, jsonb_build_object('kind', 'seat', 'class', here.id, 'act', 'join'));
    end if;
  end if;
  return jsonb_build_object('class', app.class_json(here, locale), 'seat', join_class.seat);
end $$;
comment on function api.join_class(text, integer, text) is
  'The caller takes a seat in a class (Joined). Errors no_session, not_found (a code that is wrong, has expired or is locked), too_many.';

create function api.leave_class() returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  me uuid := app.lock_caller();
  mine app.seat;
begin
  select * into mine from app.seat s where s.person = me;
  if mine.class is null then return '{"left": false}'; end if;
  perform app.note_for_seat(me, jsonb_build_object('kind', 'seat', 'class', mine.class, 'act', 'leave'));
  delete from app.seat s where s.person = me;
  return '{"left": true}';
end $$;
comment on function api.leave_class() is 'The caller gives the seat back: {left}. What was done stays counted. Error no_session.';

grant execute on function api.join_class(text, integer, text), api.leave_class() to authenticated;
