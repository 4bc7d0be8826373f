-- Tickets: who has a place at a date of an event, who waits, who came. No ticket has a name: it is a code made on a phone.
--
-- A sign-up is a ledger row; whether there was a place for it is decided here, in the order of arrival, under the lock of
-- the date's row (app.session). Whoever changes a ticket's state or a date's places holds that lock.

-- state: taken (has a place) · waiting · cancelled (taken back by its owner, or with the event) · full (neither a place nor
-- room to wait was left) · again (the person had a ticket for that date already). `seq` is the order of arrival.
create table app.ticket (
  id uuid primary key,
  seq bigint generated always as identity,
  event text not null,
  origin timestamptz not null,
  person uuid not null references app.person (id),
  role text not null check (role in ('guest', 'helper')),
  party smallint not null check (party between 1 and 20),
  hash bytea not null unique check (octet_length(hash) = 32),
  state text not null check (state in ('taken', 'waiting', 'cancelled', 'full', 'again')),
  at timestamptz not null,
  foreign key (event, origin) references app.session (event, origin)
);
create index ticket_session on app.ticket (event, origin, seq);
create index ticket_person on app.ticket (person);
alter table app.ticket enable row level security;

-- What the printed code of an event carries; a new one makes the old one void.
create table private.event_code (
  event text primary key references app.event (slug),
  token text not null unique check (token ~ '^[A-Za-z0-9_-]{22}$'),
  made_at timestamptz not null
);
alter table private.event_code enable row level security;

create function app.session_key(of_event text, of_origin timestamptz) returns text
  language sql immutable set search_path = ''
  as $$ select of_event || '/' || to_char(of_origin at time zone 'UTC', 'YYYYMMDD"T"HH24MI') $$;
comment on function app.session_key(text, timestamptz) is 'A date of an event as ledger rows name it: <event>/<origin, UTC>.';

create function app.origin_of(session_key text) returns timestamptz
  language sql immutable set search_path = ''
  as $$ select to_timestamp(split_part(session_key, '/', 2), 'YYYYMMDD"T"HH24MI')::timestamp at time zone 'UTC' $$;
comment on function app.origin_of(text) is 'The first announced start that a session key names.';

-- Verdict and subject (session key) of a record about an event. Of a sign-up only what can be told without a lock: whether
-- there is a place follows later, in the order of arrival.
create function app.judge_event(me uuid, kind text, j jsonb, occurred timestamptz, received timestamptz)
  returns table (verdict text, subject text)
  language plpgsql stable rows 1 security definer set search_path = ''
  as $$
declare
  s app.session;
begin
  if kind = 'cancel' then
    -- Of somebody else's ticket, or of none: kept, and nothing follows.
    verdict := 'accepted';
    return next; return;
  end if;
  if kind = 'attend' and j ? 'token' then
    select x.* into s from app.session x join private.event_code c on c.event = x.event and c.token = j ->> 'token'
      where x.event = j ->> 'event' and x.state <> 'cancelled'
        and x.starts_at < occurred + interval '120 minutes' and x.ends_at > occurred - interval '120 minutes'
      order by greatest(x.starts_at - occurred, occurred - x.ends_at, interval '0'), x.starts_at limit 1;
    if s.event is null then
      verdict := case when exists (select from private.event_code c where c.event = j ->> 'event' and c.token = j ->> 'token')
        then case when exists (select from app.session x where x.event = j ->> 'event' and x.starts_at > occurred and x.state <> 'cancelled')
          then 'rejected:too_early' else 'closed' end
        else 'rejected:unknown_event' end;
    elsif received > occurred + interval '72 hours' then verdict := 'late';
    else verdict := 'accepted'; end if;
  else
    select * into s from app.session x where x.event = j ->> 'event' and x.origin = app.read_origin(j -> 'origin');
    if kind = 'attend' then verdict := case when s.event is null then 'rejected:unknown_event' else 'accepted' end;
    else
      verdict := case
        when s.event is null or case j ->> 'as' when 'helper' then s.helpers_wanted else s.capacity end is null
          or (j ->> 'as') = 'helper' and s.helpers_wanted = 0 then 'rejected:unknown_event'
        when (j ->> 'party')::integer > case j ->> 'as' when 'helper' then 1 else (select (e.body #>> '{sign_up,party}')::integer from app.event e where e.slug = s.event) end
          then 'rejected:bad_field'
        when s.state <> 'planned' then 'closed'
        -- Made in time on a phone without network, and the event has not begun: it may still ask for a place.
        when occurred < s.opens_at then 'rejected:too_early'
        when occurred >= s.closes_at or received >= s.starts_at then 'late'
        when exists (select from app.ticket x where x.hash = sha256(convert_to(j ->> 'ticket', 'UTF8'))) then 'conflict'
        else 'accepted' end;
    end if;
  end if;
  subject := app.session_key(s.event, s.origin);
  return next;
end $$;
comment on function app.judge_event(uuid, text, jsonb, timestamptz, timestamptz) is 'Verdict of signup, cancel and attend, and the date that they are about.';

-- Gives free places to those who wait, the first who asked first; a party that does not fit lets nobody past it. The date's
-- row is locked by the caller. Returns how many people got a place.
create function app.promote_waiting(of_event text, of_origin timestamptz) returns integer
  language plpgsql security definer set search_path = ''
  as $$
declare
  s app.session := (select x from app.session x where x.event = of_event and x.origin = of_origin);
  t app.ticket;
  promoted integer := 0;
begin
  -- nobody is told of a place when all is over
  if s.state <> 'planned' or app.is_over(s) then return 0; end if;
  for t in select * from app.ticket x where x.event = of_event and x.origin = of_origin and x.role = 'guest' and x.state = 'waiting'
    and x.party <= s.capacity order by x.seq loop
    exit when s.taken + promoted + t.party > s.capacity;
    update app.ticket x set state = 'taken' where x.id = t.id;
    promoted := promoted + t.party;
  end loop;
  if promoted > 0 then
    update app.session x set taken = x.taken + promoted, waiting = x.waiting - promoted where x.event = of_event and x.origin = of_origin;
  end if;
  return promoted;
end $$;
comment on function app.promote_waiting(text, timestamptz) is 'Moves up who waits for a date, in order; the date is locked. Answers how many people got a place.';

-- Takes a ticket back, and lets the next ones in. The date is locked. Whoever was there stays counted as their ticket says.
create function app.drop_ticket(of_ticket uuid) returns void
  language plpgsql security definer set search_path = ''
  as $$
declare t app.ticket := (select x from app.ticket x where x.id = of_ticket);
begin
  if t.state not in ('taken', 'waiting')
    or exists (select from app.attendance a where a.person = t.person and a.event = t.event and a.origin = t.origin) then return; end if;
  update app.ticket x set state = 'cancelled' where x.id = t.id;
  update app.session s set
      taken = s.taken - case when t.state = 'taken' and t.role = 'guest' then t.party else 0 end,
      waiting = s.waiting - case when t.state = 'waiting' then t.party else 0 end,
      helping = s.helping - case when t.role = 'helper' then t.party else 0 end
    where s.event = t.event and s.origin = t.origin;
  perform app.promote_waiting(t.event, t.origin);
end $$;
comment on function app.drop_ticket(uuid) is 'Cancels a ticket and promotes who waits; the date is locked.';

-- Locks dates of events in one order, so that nobody waits in a circle.
create function app.lock_sessions(keys text[]) returns void
  language sql security definer set search_path = ''
  as $$
    select from app.session s join (select distinct split_part(k, '/', 1) as event, app.origin_of(k) as origin from unnest(keys) k) w
      on w.event = s.event and w.origin = s.origin order by s.event, s.origin for update of s
  $$;
comment on function app.lock_sessions(text[]) is 'Locks dates of events, sorted.';

-- New sign-ups and cancellations of a person, in the order in which they were made. The person is locked.
create function app.settle_tickets(me uuid, inserted uuid[]) returns void
  language plpgsql security definer set search_path = ''
  as $$
declare
  r record;
  s app.session;
  new_state text;
begin
  -- The lock is a statement of its own, before the places are read: counted inside one statement, the last place was given twice.
  perform app.lock_sessions(array(
    select p.quiz from app.participation p where p.id = any (inserted) and p.kind = 'signup'
    union select app.session_key(t.event, t.origin) from app.participation p join app.ticket t on t.id = (p.body::jsonb ->> 'signup')::uuid
      where p.id = any (inserted) and p.kind = 'cancel'));
  for r in select p.id, p.kind, p.quiz, p.body::jsonb as j, p.received_at from app.participation p
    where p.id = any (inserted) and p.kind in ('signup', 'cancel') order by p.occurred_at, p.kind = 'cancel', p.id loop
    if r.kind = 'cancel' then
      perform app.drop_ticket(t.id) from app.ticket t where t.id = (r.j ->> 'signup')::uuid and t.person = me;
      continue;
    end if;
    select * into s from app.session x where x.event = split_part(r.quiz, '/', 1) and x.origin = app.origin_of(r.quiz);
    new_state := case
      when exists (select from app.ticket t where t.person = me and t.event = s.event and t.origin = s.origin and t.state in ('taken', 'waiting')) then 'again'
      when s.state <> 'planned' then 'full'
      when r.j ->> 'as' = 'helper' then case when s.helping + (r.j ->> 'party')::integer <= s.helpers_wanted then 'taken' else 'full' end
      -- whoever waits comes first, also where a smaller party would still fit
      when s.waiting = 0 and s.taken + (r.j ->> 'party')::integer <= s.capacity then 'taken'
      when s.waiting + (r.j ->> 'party')::integer <= s.waiting_room then 'waiting'
      else 'full' end;
    insert into app.ticket (id, event, origin, person, role, party, hash, state, at)
      values (r.id, s.event, s.origin, me, r.j ->> 'as', (r.j ->> 'party')::smallint, sha256(convert_to(r.j ->> 'ticket', 'UTF8')), new_state, r.received_at)
      -- one code is one ticket, also when it came twice at once
      on conflict (hash) do nothing;
    continue when not found;
    update app.session x set
        taken = x.taken + case when new_state = 'taken' and r.j ->> 'as' = 'guest' then (r.j ->> 'party')::integer else 0 end,
        waiting = x.waiting + case new_state when 'waiting' then (r.j ->> 'party')::integer else 0 end,
        helping = x.helping + case when new_state = 'taken' and r.j ->> 'as' = 'helper' then (r.j ->> 'party')::integer else 0 end
      where x.event = s.event and x.origin = s.origin and new_state in ('taken', 'waiting');
    -- behind a party that is larger than all places nobody has to wait
    if new_state = 'waiting' and s.taken < s.capacity then perform app.promote_waiting(s.event, s.origin); end if;
  end loop;
  -- who was there before they had a ticket came with its party
  if exists (select from app.ticket t join app.attendance a on a.person = me and a.event = t.event and a.origin = t.origin where t.id = any (inserted)) then
    perform app.derive_attendance(me);
  end if;
end $$;
comment on function app.settle_tickets(uuid, uuid[]) is 'What follows from new sign-ups and cancellations; the person is locked.';

create function app.cut_tickets(of_person uuid) returns void
  language plpgsql security definer set search_path = ''
  as $$
declare coming app.ticket[];
begin
  select array_agg(t) into coming from app.ticket t join app.session s on s.event = t.event and s.origin = t.origin
    where t.person = of_person and t.state in ('taken', 'waiting') and s.starts_at > app.clock_now();
  perform app.lock_sessions(array(select app.session_key(t.event, t.origin) from unnest(coming) t));
  perform app.drop_ticket(t.id) from unnest(coming) t;
end $$;
comment on function app.cut_tickets(uuid) is 'Gives back the places of a person who leaves; what was stays, belonging to nobody. Part of app.cut_person.';

create function app.merge_tickets(source uuid, target uuid) returns void
  language plpgsql security definer set search_path = ''
  as $$
begin
  update app.ticket t set person = target where t.person = source;
  delete from app.attendance a where a.person = source;
  perform app.derive_attendance(target);
end $$;
comment on function app.merge_tickets(uuid, uuid) is 'Joins tickets and attendance of two passports; their ledger rows belong to the target already.';
