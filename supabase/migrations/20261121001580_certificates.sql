-- Certificates of class hours. They name a school, a class and a seat, never a person; whose seat it was, only the school knows.

-- `seat` is null on a class's certificate: `done` of `of` taken seats had all class hours on that day. A certificate outlives
-- the school year, when the links between seats and persons go. When staff take back a class hour that it rests on, it stays
-- and says so (`withdrawn_on`): the paper is out in the world, and whoever checks it is told. Once the hour is done again and
-- the certificate asked for again, the same code holds again.
create table app.certificate (
  code text primary key check (code ~ '^[0-9A-HJKMNP-TV-Z]{10}$'),
  class uuid not null references app.class (id),
  seat smallint check (seat between 1 and 70),
  hours smallint not null,
  done smallint not null check (done between 1 and "of"),
  "of" smallint not null,
  issued_on date not null,
  withdrawn_on date,
  unique nulls not distinct (class, seat)
);
alter table app.certificate enable row level security;

create function app.certificate_code() returns text
  language sql volatile set search_path = ''
  as $$
    select string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', get_byte(b.bytes, i) % 32 + 1, 1), '' order by i)
    from (select extensions.gen_random_bytes(10) as bytes) b, generate_series(0, 9) i
  $$;
comment on function app.certificate_code() is 'Ten characters of Crockford''s base32: 50 random bits.';

create function app.hours_by_seat(of_class uuid) returns table (seat smallint, hours bigint)
  language sql stable security definer set search_path = ''
  as $$
    select s.seat, count(h.lesson) from app.seat s left join app.hours_of_seats(of_class) h on h.person = s.person
    where s.class = of_class group by s.seat
  $$;
comment on function app.hours_by_seat(uuid) is 'Taken seats of a class, each with the number of its class hours that stand.';

create function app.certificate_of(of_class uuid, of_seat smallint) returns text
  language sql stable security definer set search_path = ''
  as $$
    select c.code from app.certificate c join app.hours_by_seat(of_class) h on h.seat = c.seat
    where c.class = of_class and c.seat = of_seat and c.withdrawn_on is null and h.hours >= (select r.lessons from app.course_rule r)
  $$;
comment on function app.certificate_of(uuid, smallint) is 'Code of a seat''s certificate; null before it was issued, and while whoever sits there has not done all class hours.';

-- Issues what is due for seats. They are locked as by those who write class hours, so that what is taken back meanwhile is seen.
create function app.issue_certificates(here app.class, seats integer[]) returns integer
  language plpgsql security definer set search_path = ''
  as $$
declare
  rule smallint := (select r.lessons from app.course_rule r);
  issued integer;
begin
  perform app.lock_seats(here.id, seats);
  insert into app.certificate as c (code, class, seat, hours, done, "of", issued_on)
    select app.certificate_code(), here.id, h.seat, rule, rule, rule, app.day(app.clock_now()) from app.hours_by_seat(here.id) h
    where h.seat = any (seats) and h.hours >= rule order by h.seat
    on conflict (class, seat) do update set issued_on = excluded.issued_on, hours = excluded.hours, done = excluded.done, "of" = excluded."of", withdrawn_on = null
      where c.withdrawn_on is not null;
  get diagnostics issued = row_count;
  return issued;
end $$;
comment on function app.issue_certificates(app.class, integer[]) is 'Issues certificates of seats whose class hours are all done; answers how many are new.';

-- The class's own: when everybody who sits there has done all class hours, or `early` with its numbers of the day. Its seats
-- are locked. New numbers replace those of an earlier day under the same code.
create function app.issue_class_certificate(here app.class, early boolean) returns integer
  language plpgsql security definer set search_path = ''
  as $$
declare
  rule smallint := (select r.lessons from app.course_rule r);
  issued integer;
begin
  insert into app.certificate as c (code, class, seat, hours, done, "of", issued_on)
    select app.certificate_code(), here.id, null, rule, n.done, n."of", app.day(app.clock_now())
    from (select count(*) filter (where h.hours >= rule) as done, count(*) as "of" from app.hours_by_seat(here.id) h) n
    where n.done > 0 and (n.done = n."of" or early)
    on conflict (class, seat) do update set issued_on = excluded.issued_on, hours = excluded.hours, done = excluded.done, "of" = excluded."of", withdrawn_on = null
      where c.withdrawn_on is not null or (c.done, c."of") <> (excluded.done, excluded."of");
  get diagnostics issued = row_count;
  return issued;
end $$;
comment on function app.issue_class_certificate(app.class, boolean) is 'Issues or renews the certificate of a class; answers 1 if it did.';

-- A class hour was taken back: certificates that rest on it say so from now on.
create function app.withdraw_certificates() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
declare here smallint := (select s.seat from app.seat s where s.class = new.class and s.person = new.person);
begin
  if (select h.hours from app.hours_by_seat(new.class) h where h.seat = here) < (select r.lessons from app.course_rule r) then
    update app.certificate c set withdrawn_on = app.day(app.clock_now())
      where c.class = new.class and (c.seat = here or c.seat is null) and c.withdrawn_on is null;
  end if;
  return null;
end $$;
comment on function app.withdraw_certificates() is 'Marks the certificates of a seat and of its class when a class hour is taken back.';
create trigger withdraw_certificates after insert on app.class_act for each row
  when (new.act = 'hour' and new.sign = -1) execute function app.withdraw_certificates();

create function api.my_certificate() returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  me uuid;
  mine app.seat;
begin
  if auth.uid() is null then perform app.refuse('no_session'); end if;
  select l.person into me from private.person_link l where l.sign_in = auth.uid();
  select * into mine from app.seat s where s.person = me;
  if mine.class is not null and app.certificate_of(mine.class, mine.seat) is null then
    perform app.issue_certificates(c, array[mine.seat::integer]) from app.class c where c.id = mine.class;
  end if;
  return jsonb_build_object('code', (select app.certificate_of(s.class, s.seat) from app.seat s where s.person = me));
end $$;
comment on function api.my_certificate() is 'The certificate of the caller''s seat, issued when all class hours are done: {code}, null before. Error no_session.';

create function api.class_certificates(class uuid, locale text, early boolean default false) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  here app.class := app.need_class(class_certificates.class);
  issued integer;
  answer jsonb;
begin
  issued := app.issue_certificates(here, array(select s.seat::integer from app.seat s where s.class = here.id));
  issued := issued + app.issue_class_certificate(here, coalesce(early, false));
  -- A seat whose pupil has changed has no certificate of its own yet; of a class that has ended all remain.
  answer := jsonb_build_object('school_name', app.class_json(here, locale) -> 'school_name',
    'class', (select jsonb_build_object('code', c.code, 'done', c.done, 'of', c."of") from app.certificate c
      where c.class = here.id and c.seat is null and c.withdrawn_on is null),
    'seats', (select coalesce(jsonb_agg(jsonb_build_object('seat', c.seat, 'code', c.code) order by c.seat), '[]') from app.certificate c
      where c.class = here.id and c.seat is not null and c.withdrawn_on is null
        and (here.closed_at is not null or app.certificate_of(here.id, c.seat) = c.code)));
  perform app.note_access('certificates', jsonb_array_length(answer -> 'seats'), here.school);
  if issued > 0 then
    perform app.note_audit('class_certificates', 'class', here.grade || '-' || here.number, here.school, jsonb_build_object('class', here.id, 'issued', issued));
  end if;
  return answer;
end $$;
comment on function api.class_certificates(uuid, text, boolean) is
  'Issues what is due and answers the certificates of a class: {school_name, class: {code, done, of} | null, seats: [{seat, code}]}; early: the class''s own with its numbers of today. Errors no_session, not_staff.';

create function api.certificate(code text, locale text) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select jsonb_build_object('code', c.code, 'kind', case when c.seat is null then 'class' else 'seat' end, 'school_name', app.say(d.name, certificate.locale),
      'year', k.year, 'grade', k.grade, 'number', k.number, 'seat', c.seat, 'hours', c.hours, 'done', c.done, 'of', c."of",
      'issued_on', c.issued_on, 'withdrawn_on', c.withdrawn_on)
    from app.certificate c join app.class k on k.id = c.class join app.district d on d.code = k.school
    where c.code = app.read_code(certificate.code)
  $$;
comment on function api.certificate(text, text) is 'What a certificate says (Certificate); null for a code that nobody has. Public.';

grant execute on function api.certificate(text, text) to anon, authenticated;
grant execute on function api.my_certificate(), api.class_certificates(uuid, text, boolean) to authenticated;
