-- Who was at a date of an event: told by a phone that scanned the event's code, or by the door.

-- Who was there: derived from the ledger, one row per person and date. `people`: of their party, as the door counted, else
-- as their ticket says, else 1.
create table app.attendance (
  event text not null,
  origin timestamptz not null,
  person uuid not null references app.person (id),
  people smallint not null check (people > 0),
  helper boolean not null,
  door boolean not null,
  at timestamptz not null,
  primary key (event, origin, person),
  foreign key (event, origin) references app.session (event, origin)
);
create index attendance_person on app.attendance (person);
alter table app.attendance enable row level security;

-- Who was where, as the ledger has it: of one person, or of everybody. What the door counted holds against what a ticket says.
create function app.attendance_of(of_person uuid default null) returns setof app.attendance
  language sql stable security definer set search_path = ''
  as $$
    with told as (
      select p.person, split_part(p.quiz, '/', 1) as event, app.origin_of(p.quiz) as origin, p.occurred_at,
        (p.body::jsonb ->> 'people')::integer as people, (p.body::jsonb ->> 'ticket')::uuid as ticket
      from app.participation p where p.kind = 'attend' and (of_person is null or p.person = of_person)),
    per as (
      select event, origin, person, sum(people) as counted, min(occurred_at) as at from told group by event, origin, person)
    select p.event, p.origin, p.person, least(coalesce(p.counted, t.party, 1), coalesce(t.party, 20))::smallint, coalesce(t.role = 'helper', false), p.counted is not null, p.at
    from per p left join lateral (
      select sum(x.party) as party, max(x.role) as role from app.ticket x
      where x.person = p.person and x.event = p.event and x.origin = p.origin
        and (x.state in ('taken', 'waiting') or x.id in (select o.ticket from told o where o.person = p.person))) t on true
  $$;
comment on function app.attendance_of(uuid) is 'Attendance derived from ledger and tickets: of a person, or (null) of everybody.';

create function app.derive_attendance(of_person uuid) returns void
  language plpgsql security definer set search_path = ''
  as $$
begin
  delete from app.attendance a where a.person = of_person;
  insert into app.attendance select * from app.attendance_of(of_person);
end $$;
comment on function app.derive_attendance(uuid) is 'Makes a person''s attendance anew; the person is locked.';

-- Dates whose running counts differ from their tickets, and attendance that differs from the ledger. Empty when all is well.
create function app.verify_tickets() returns table (session text, running bigint[], counted bigint[])
  language sql stable security definer set search_path = ''
  as $$
    select app.session_key(s.event, s.origin), array[s.taken, s.waiting, s.helping]::bigint[], c.v
    from app.session s cross join lateral (
      select array[coalesce(sum(t.party) filter (where t.state = 'taken' and t.role = 'guest'), 0), coalesce(sum(t.party) filter (where t.state = 'waiting'), 0),
        coalesce(sum(t.party) filter (where t.state = 'taken' and t.role = 'helper'), 0)]::bigint[] as v
      from app.ticket t where t.event = s.event and t.origin = s.origin) c
    where array[s.taken, s.waiting, s.helping]::bigint[] <> c.v
    union all
    select app.session_key(coalesce(a.event, d.event), coalesce(a.origin, d.origin)), array[a.people]::bigint[], array[d.people]::bigint[]
    from app.attendance a full join app.attendance_of() d on d.event = a.event and d.origin = a.origin and d.person = a.person
    where (a.people, a.helper, a.door) is distinct from (d.people, d.helper, d.door)
  $$;
comment on function app.verify_tickets() is 'Differences between running counts, tickets and ledger; must return no row.';

create function api.my_events(locale text) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
declare me uuid;
begin
  if auth.uid() is null then perform app.refuse('no_session'); end if;
  select l.person into me from private.person_link l where l.sign_in = auth.uid();
  if me is null then return null; end if;
  return jsonb_build_object(
    'tickets', (
      select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'event', t.event, 'title', app.say(e.body -> 'title', locale), 'where', app.event_where(e, locale),
          'origin', app.moment(t.origin), 'starts_at', app.moment(s.starts_at), 'ends_at', app.moment(s.ends_at), 'all_day', e.body -> 'all_day',
          'session_state', s.state, 'as', t.role, 'party', t.party, 'state', t.state, 'code', p.body::jsonb ->> 'ticket',
          'ahead', case t.state when 'waiting' then (select coalesce(sum(o.party), 0) from app.ticket o
            where o.event = t.event and o.origin = t.origin and o.state = 'waiting' and o.seq < t.seq) end,
          'came', exists (select from app.attendance a where a.person = me and a.event = t.event and a.origin = t.origin))
        order by s.starts_at, t.seq), '[]')
      from app.ticket t join app.session s on s.event = t.event and s.origin = t.origin join app.event e on e.slug = t.event
      join app.participation p on p.id = t.id
      where t.person = me and s.starts_at > app.clock_now() - interval '180 days'),
    'attended', (
      select coalesce(jsonb_agg(jsonb_build_object('event', a.event, 'title', app.say(e.body -> 'title', locale), 'origin', app.moment(a.origin),
        'day', app.day(s.starts_at), 'people', a.people, 'helper', a.helper) order by s.starts_at desc), '[]')
      from app.attendance a join app.session s on s.event = a.event and s.origin = a.origin join app.event e on e.slug = a.event
      where a.person = me));
end $$;
comment on function api.my_events(text) is 'The caller''s tickets of the last 180 days and to come, and the dates they were at (MyEvents); null when nothing was ever delivered. Error no_session.';

create function app.events_export(of_person uuid) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select jsonb_build_object(
      'tickets', (select coalesce(jsonb_agg(to_jsonb(t) - '{person,hash}'::text[] order by t.seq), '[]') from app.ticket t where t.person = of_person),
      'attended', (select coalesce(jsonb_agg(to_jsonb(a) - 'person' order by a.at), '[]') from app.attendance a where a.person = of_person))
  $$;
comment on function app.events_export(uuid) is 'Tickets and attendance of a person, for api.my_export.';

grant execute on function api.my_events(text) to authenticated;
