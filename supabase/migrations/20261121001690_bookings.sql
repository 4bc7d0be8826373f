-- Bookings: a school asks for a visit to a base, whoever manages events at its place agrees or declines. No names, only heads.
create table app.booking (
  id uuid primary key default gen_random_uuid(),
  -- key of an entry of the family venue
  venue text not null,
  place text not null references app.district (code),
  school text not null references app.school (code),
  day date not null,
  from_time time not null,
  to_time time not null check (to_time > from_time),
  pupils integer not null check (pupils between 1 and 2000),
  state text not null default 'asked' check (state in ('asked', 'agreed', 'declined', 'cancelled', 'visited', 'missed')),
  asked_by uuid not null,
  asked_name text not null,
  asked_at timestamptz not null,
  answered_name text,
  answered_at timestamptz,
  note text
);
create index booking_venue on app.booking (venue, day);
create index booking_place on app.booking (place, day);
create index booking_school on app.booking (school, day);
alter table app.booking enable row level security;

create function app.venue_of(of_key text) returns app.register_entry
  language sql stable security definer set search_path = ''
  as $$ select e from app.register_entry e join app.register_type t on t.key = e.type and t.family = 'venue' where e.key = of_key $$;
comment on function app.venue_of(text) is 'The entry of a venue, by its key alone.';

create function api.ask_booking(venue text, day date, from_time text, to_time text, school text, pupils integer) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  s app.staff;
  v app.register_entry := app.venue_of(ask_booking.venue);
  made uuid;
begin
  if app.has_right('classes.manage', ask_booking.school) then s := app.staff_caller(); else s := app.need_right('classes.teach', ask_booking.school); end if;
  if not exists (select from app.school x where x.code = ask_booking.school) or v.id is null then perform app.refuse('not_found'); end if;
  if not coalesce(from_time ~ '^[0-2][0-9]:[0-5][0-9]$' and to_time ~ '^[0-2][0-9]:[0-5][0-9]$' and pg_input_is_valid(from_time, 'time') and pg_input_is_valid(to_time, 'time')
    and from_time < to_time and pupils between 1 and 2000 and day between app.day(app.clock_now()) and app.day(app.clock_now()) + 400, false) then perform app.refuse('bad_argument'); end if;
  if v.body -> 'bookable' is distinct from 'true' or not app.is_live(v, day) or pupils > (v.body ->> 'capacity')::numeric then perform app.refuse('not_open'); end if;
  -- One press that was sent twice asks once; a school that asks for everything asks for nothing.
  perform pg_advisory_xact_lock(hashtextextended('booking ' || ask_booking.school, 9));
  select b.id into made from app.booking b where b.venue = ask_booking.venue and b.school = ask_booking.school and b.day = ask_booking.day
    and b.from_time = ask_booking.from_time::time and b.state in ('asked', 'agreed');
  if made is not null then return jsonb_build_object('id', made); end if;
  if (select count(*) from app.booking b where b.school = ask_booking.school and b.state = 'asked') >= 20 then perform app.refuse('too_many'); end if;
  insert into app.booking (venue, place, school, day, from_time, to_time, pupils, asked_by, asked_name, asked_at)
    values (ask_booking.venue, v.place, ask_booking.school, ask_booking.day, ask_booking.from_time::time, ask_booking.to_time::time, ask_booking.pupils, s.sign_in, s.name, app.clock_now())
    returning id into made;
  perform app.note_audit('ask_booking', 'venue', ask_booking.venue, ask_booking.school, jsonb_build_object('day', day, 'pupils', pupils));
  return jsonb_build_object('id', made);
end $$;
comment on function api.ask_booking(text, date, text, text, text, integer) is
  'Asks for a visit of so many pupils to a bookable venue, times HH:MM, within 400 days: {id}; asked twice it is the same. Errors not_staff, second_factor, not_found, bad_argument, not_open (not bookable or closed that day, or more pupils than it holds), too_many (20 are waiting for an answer).';

create function app.booking_json(b app.booking) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select jsonb_build_object('id', b.id, 'venue', b.venue, 'venue_name', (app.venue_of(b.venue)).title, 'place', b.place, 'school', b.school, 'school_name', d.name, 'day', b.day,
      'from_time', to_char(b.from_time, 'HH24:MI'), 'to_time', to_char(b.to_time, 'HH24:MI'), 'pupils', b.pupils, 'state', b.state, 'asked_by', b.asked_name, 'asked_at', b.asked_at,
      'answered_by', b.answered_name, 'answered_at', b.answered_at, 'note', b.note, 'capacity', (app.venue_of(b.venue)).body -> 'capacity',
      -- people agreed to at the same time, without these
      'beside', (select coalesce(sum(o.pupils), 0) from app.booking o where o.venue = b.venue and o.day = b.day and o.id <> b.id and o.state in ('agreed', 'visited')
        and o.from_time < b.to_time and o.to_time > b.from_time))
    from app.district d where d.code = b.school
  $$;
comment on function app.booking_json(app.booking) is 'A booking as lists show it. beside: pupils of other agreed visits that overlap.';

-- Whoever answers sees those of their venues, whoever teaches those of their school.
create function app.sees_booking(b app.booking) returns boolean
  language sql stable security definer set search_path = ''
  as $$ select app.has_right('events.manage', b.place) or app.has_right('classes.teach', b.school) or app.has_right('classes.manage', b.school) $$;
comment on function app.sees_booking(app.booking) is 'Does the caller manage events at the venue, or teach at the school?';

create function api.bookings(place text default null, venue text default null) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
begin
  perform app.staff_caller();
  if not (app.has_right('events.manage') or app.has_right('classes.teach') or app.has_right('classes.manage')) then perform app.need_right('events.manage'); end if;
  return (select coalesce(jsonb_agg(app.booking_json(b) order by b.day, b.from_time, b.asked_at), '[]') from (
    select x.* from app.booking x where x.day >= app.day(app.clock_now()) - 60 and (bookings.venue is null or x.venue = bookings.venue)
      and (bookings.place is null or x.place in (select app.place_and_below(bookings.place)) or x.school in (select app.place_and_below(bookings.place)))
      and app.sees_booking(x) order by x.day, x.from_time, x.asked_at limit 500) b);
end $$;
comment on function api.bookings(text, text) is
  'Bookings of the caller''s venues and schools from 60 days ago on, at most 500, of one place (venue''s or school''s, and below) or venue. Errors no_session, not_staff, second_factor.';

-- Locked together with its venue: two agreed at once would both find room.
create function app.own_booking(of_id uuid) returns app.booking
  language plpgsql security definer set search_path = ''
  as $$
declare b app.booking;
begin
  perform app.staff_caller();
  select * into b from app.booking x where x.id = of_id;
  if b.id is null or not app.sees_booking(b) then perform app.refuse('not_found'); end if;
  perform pg_advisory_xact_lock(hashtextextended('venue ' || b.venue, 9));
  select * into b from app.booking x where x.id = of_id for update;
  return b;
end $$;
comment on function app.own_booking(uuid) is 'A booking that the caller sees, its venue locked. Errors no_session, not_staff, not_found.';

create function api.answer_booking(id uuid, agreed boolean, note text default null) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  b app.booking := app.own_booking(id);
  v app.register_entry := app.venue_of(b.venue);
  s app.staff := app.need_right('events.manage', b.place);
begin
  if agreed is null or note is not null and (not app.is_text(to_jsonb(note), 200) or app.has_number_of_person(note)) then perform app.refuse('bad_argument'); end if;
  if b.state not in ('asked', 'agreed', 'declined') or b.day < app.day(app.clock_now()) then perform app.refuse('not_open'); end if;
  -- A venue without a stated capacity receives one group at a time; of others the fullest moment counts.
  if agreed and (
    select max((select coalesce(sum(o.pupils), 0) from app.booking o where o.venue = b.venue and o.day = b.day and o.id <> b.id and o.state = 'agreed' and o.from_time <= m.at and o.to_time > m.at))
    from (select b.from_time as at union select o.from_time from app.booking o where o.venue = b.venue and o.day = b.day and o.state = 'agreed' and o.from_time > b.from_time and o.from_time < b.to_time) m)
    > coalesce((v.body ->> 'capacity')::numeric - b.pupils, 0) then perform app.refuse('in_use'); end if;
  update app.booking x set state = case when agreed then 'agreed' else 'declined' end, answered_name = s.name, answered_at = app.clock_now(), note = btrim(answer_booking.note) where x.id = b.id;
  perform app.note_audit('answer_booking', 'venue', b.venue, b.place, jsonb_build_object('day', b.day, 'agreed', agreed, 'pupils', b.pupils));
  return '{"done": true}';
end $$;
comment on function api.answer_booking(uuid, boolean, text) is
  'Agrees to a visit or declines it. Errors not_staff, second_factor, not_found, bad_argument, not_open (cancelled, visited, or over), in_use (no room beside what is agreed).';

create function api.cancel_booking(id uuid) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare b app.booking := app.own_booking(id);
begin
  if b.state not in ('asked', 'agreed') then perform app.refuse('not_open'); end if;
  update app.booking x set state = 'cancelled', answered_at = app.clock_now() where x.id = b.id;
  perform app.note_audit('cancel_booking', 'venue', b.venue, b.place, jsonb_build_object('day', b.day, 'pupils', b.pupils));
  return '{"done": true}';
end $$;
comment on function api.cancel_booking(uuid) is 'Takes back a visit that was asked for or agreed to, by the school or by the venue. Errors no_session, not_staff, not_found, not_open.';

create function api.visit_booking(id uuid, pupils integer) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  b app.booking := app.own_booking(id);
  s app.staff := app.need_right('events.manage', b.place);
begin
  if not coalesce(visit_booking.pupils between 0 and 2000, false) then perform app.refuse('bad_argument'); end if;
  if b.state not in ('agreed', 'visited', 'missed') or b.day > app.day(app.clock_now()) then perform app.refuse('not_open'); end if;
  -- Of a visit that was missed the pupils that were announced are kept.
  update app.booking x set state = case when visit_booking.pupils > 0 then 'visited' else 'missed' end, pupils = coalesce(nullif(visit_booking.pupils, 0), x.pupils), answered_name = s.name, answered_at = app.clock_now() where x.id = b.id;
  perform app.note_audit('visit_booking', 'venue', b.venue, b.place, jsonb_build_object('day', b.day, 'pupils', visit_booking.pupils));
  return '{"done": true}';
end $$;
comment on function api.visit_booking(uuid, integer) is 'Records that an agreed visit took place, and with how many pupils; 0: nobody came (missed). May be corrected. Errors no_session, not_staff, second_factor, not_found, bad_argument, not_open.';

-- What venues were visited for is measured here, visit by visit; what a register states of its visits is another number
-- (api.register_figures), and the two are never added up.
create function api.visit_figures(place text, from_day date, to_day date) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
begin
  perform app.need_figures(visit_figures.place);
  if not app.is_range(from_day, to_day, 800) then perform app.refuse('bad_argument'); end if;
  return (
    select coalesce(jsonb_agg(to_jsonb(f) order by f.type), '[]') from (
      select (app.venue_of(b.venue)).type, count(*) filter (where b.state = 'visited') as visits, coalesce(sum(b.pupils) filter (where b.state = 'visited'), 0) as pupils,
        count(*) filter (where b.state = 'missed') as missed
      from app.booking b
      where b.place in (select app.place_and_below(visit_figures.place)) and b.day between visit_figures.from_day and visit_figures.to_day
        and b.state in ('visited', 'missed')
      group by 1) f);
end $$;
comment on function api.visit_figures(text, date, date) is
  'Visits of schools to venues at a place and below in a period of at most 800 days, by type of venue, as they were recorded: [{type, visits, pupils (who came), missed (agreed, and nobody came)}]. Errors no_session, not_staff, second_factor, bad_argument.';

grant execute on function api.ask_booking(text, date, text, text, text, integer), api.bookings(text, text), api.answer_booking(uuid, boolean, text),
  api.cancel_booking(uuid), api.visit_booking(uuid, integer), api.visit_figures(text, date, date) to authenticated;
