-- The door: staff let people in by their tickets, also without network. The ledger of the door keeps every scan that was
-- made, on whichever device; what it means for a person is a participation record, made by the server.

-- `id` is the device's. `ticket` null: a code that nobody holds for this date. verdict: accepted · double (the party was
-- inside already: kept and shown, counts nothing) · unknown.
create table app.scan (
  id uuid primary key,
  event text not null,
  origin timestamptz not null,
  ticket uuid references app.ticket (id),
  hash text not null check (hash ~ '^[0-9a-f]{32}$'),
  device uuid not null,
  people smallint not null check (people between 1 and 20),
  verdict text not null check (verdict in ('accepted', 'double', 'unknown')),
  at timestamptz not null,
  received_at timestamptz not null,
  by_sign_in uuid,
  by_name text not null,
  foreign key (event, origin) references app.session (event, origin)
);
create index scan_session on app.scan (event, origin);
create index scan_ticket on app.scan (ticket);
alter table app.scan enable row level security;

-- The event, if the caller may let people in there. One that is not theirs and one that is nowhere answer alike.
create function app.need_event(of_event text, rights text[] default '{events.manage}') returns app.event
  language plpgsql stable security definer set search_path = ''
  as $$
declare e app.event := (select x from app.event x where x.slug = of_event);
begin
  perform app.staff_caller();
  if e.slug is not null and exists (select from unnest(rights) r where app.has_right(r, e.place)) then return e; end if;
  -- Says second_factor where only that is missing.
  if e.slug is not null then perform app.need_right(rights[1], e.place); end if;
  perform app.need_right(rights[1]);
  perform app.refuse('not_found');
  return e;
end $$;
comment on function app.need_event(text, text[]) is 'An event at whose place the caller holds one of the rights. Errors no_session, not_staff, second_factor, not_found.';

create function app.need_session(of_event text, of_origin timestamptz, rights text[] default '{events.manage}') returns app.session
  language plpgsql stable security definer set search_path = ''
  as $$
declare
  e app.event := app.need_event(of_event, rights);
  s app.session := (select x from app.session x where x.event = e.slug and x.origin = of_origin);
begin
  if s.event is null then perform app.refuse('not_found'); end if;
  return s;
end $$;
comment on function app.need_session(text, timestamptz, text[]) is 'A date of an event of the caller. Errors as app.need_event.';

create function api.event_code(event text, renew boolean default false) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  e app.event := app.need_event(event_code.event, '{events.manage,posters.make}');
  fresh text := app.base64url(extensions.gen_random_bytes(16));
begin
  if renew then
    perform app.need_right('events.manage', e.place);
    delete from private.event_code c where c.event = e.slug;
  end if;
  insert into private.event_code as c values (e.slug, fresh, app.clock_now()) on conflict on constraint event_code_pkey do nothing;
  if found then perform app.note_audit('event_code', 'event', e.slug, e.place); end if;
  return (select jsonb_build_object('token', c.token, 'made_at', c.made_at) from private.event_code c where c.event = e.slug);
end $$;
comment on function api.event_code(text, boolean) is
  'The printed code of an event, made when first asked for; renew makes the old one void: {token, made_at}. Errors no_session, not_staff, second_factor, not_found.';

create function api.door(event text, origin timestamptz) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  s app.session := app.need_session(door.event, door.origin, '{events.manage,counter.serve}');
  listed jsonb;
begin
  select coalesce(jsonb_agg(jsonb_build_object('hash', left(encode(t.hash, 'hex'), 32), 'as', t.role, 'party', t.party, 'state', t.state,
      'scans', (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'device', c.device, 'at', c.at, 'people', c.people, 'by', c.by_name, 'verdict', c.verdict)
        order by c.received_at, c.id), '[]') from app.scan c where c.ticket = t.id)) order by t.seq), '[]')
    into listed from app.ticket t where t.event = s.event and t.origin = s.origin and t.state <> 'again';
  perform app.note_access('door', jsonb_array_length(listed), s.place);
  return jsonb_build_object('event', s.event, 'title', (select e.body -> 'title' from app.event e where e.slug = s.event),
    'origin', app.moment(s.origin), 'starts_at', app.moment(s.starts_at), 'ends_at', app.moment(s.ends_at), 'state', s.state,
    'capacity', s.capacity, 'server_now', app.clock_now(), 'tickets', listed,
    'strangers', (select count(*) from app.scan c where c.event = s.event and c.origin = s.origin and c.verdict = 'unknown'));
end $$;
comment on function api.door(text, timestamptz) is
  'What a door needs to let people in without network (Door; title in all languages). Errors no_session, not_staff, second_factor, not_found.';

-- One scan, of a person who is locked.
create function app.take_scan(s app.session, scan jsonb, t app.ticket, by_whom app.staff) returns text
  language plpgsql security definer set search_path = ''
  as $$
declare
  now_at timestamptz := app.clock_now();
  age double precision := least(greatest((scan ->> 'age')::float8, 0), 30 * 86400e3);
  before integer := coalesce((select sum(c.people) from app.scan c where c.ticket = t.id and c.verdict = 'accepted'), 0);
  verdict text := case when t.id is null then 'unknown' when before + (scan ->> 'people')::integer > t.party then 'double' else 'accepted' end;
begin
  insert into app.scan values ((scan ->> 'id')::uuid, s.event, s.origin, t.id, scan ->> 'hash', (scan ->> 'device')::uuid, (scan ->> 'people')::smallint,
    verdict, now_at - age * interval '1 millisecond', now_at, by_whom.sign_in, by_whom.name) on conflict (id) do nothing;
  if not found then return 'seen'; end if;
  if verdict = 'accepted' then
    -- The record of it has the scan's id: however often it is sent, it is one.
    perform app.take_batch(t.person, array[jsonb_build_object('id', scan ->> 'id', 'v', 1, 'kind', 'attend', 'at', app.moment(now_at),
      'event', s.event, 'origin', app.moment(s.origin), 'ticket', t.id, 'people', (scan ->> 'people')::integer)::text], array[age], true);
  end if;
  return verdict;
end $$;
comment on function app.take_scan(app.session, jsonb, app.ticket, app.staff) is 'Puts one scan; answers accepted, double, unknown or seen. Knows no rights.';

create function api.put_scans(scans jsonb) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  by_whom app.staff := app.staff_caller();
  verdicts jsonb := '[]';
  owners uuid[] := '{}';
  held uuid[] := '{}';
  r record;
begin
  if jsonb_typeof(scans) is distinct from 'array' or jsonb_array_length(scans) not between 1 and 200
    or exists (select from jsonb_array_elements(scans) i where not coalesce(jsonb_typeof(i) = 'object' and i - '{id,event,origin,device,hash,people,age}'::text[] = '{}'
      and i ->> 'id' ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' and i ->> 'device' ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
      and jsonb_typeof(i -> 'event') = 'string' and app.read_origin(i -> 'origin') is not null and i ->> 'hash' ~ '^[0-9a-f]{32}$'
      and app.is_count(i -> 'people', 1, 20) and jsonb_typeof(i -> 'age') = 'number' and pg_input_is_valid(i ->> 'age', 'float8'), false)) then perform app.refuse('bad_argument'); end if;
  perform app.need_session(e.event, e.origin, '{events.manage,counter.serve}')
    from (select distinct i ->> 'event' as event, app.read_origin(i -> 'origin') as origin from jsonb_array_elements(scans) i) e;
  -- Those whose tickets they are, locked in one order before anything is read of them; a merge that was waited for has given
  -- them to somebody else.
  loop
    owners := array(select distinct t.person from jsonb_array_elements(scans) i
      join app.ticket t on t.event = i ->> 'event' and t.origin = app.read_origin(i -> 'origin') and left(encode(t.hash, 'hex'), 32) = i ->> 'hash' order by 1);
    exit when owners <@ held;
    perform pg_advisory_xact_lock(hashtextextended(p::text, 2)) from unnest(owners) p;
    held := held || owners;
  end loop;
  for r in select i.scan, s as at_date, t as of_ticket from jsonb_array_elements(scans) with ordinality i (scan, n)
    join app.session s on s.event = i.scan ->> 'event' and s.origin = app.read_origin(i.scan -> 'origin')
    left join app.ticket t on t.event = s.event and t.origin = s.origin and left(encode(t.hash, 'hex'), 32) = i.scan ->> 'hash'
    order by i.n loop
    verdicts := verdicts || jsonb_build_object('id', r.scan ->> 'id', 'verdict', app.take_scan(r.at_date, r.scan, r.of_ticket, by_whom));
  end loop;
  perform app.note_access('scans', jsonb_array_length(scans), null);
  return verdicts;
end $$;
comment on function api.put_scans(jsonb) is
  'Delivers scans of a door ([DoorScan], at most 200; the same ones may come again): [{id, verdict: accepted | double | unknown | seen}]. Errors no_session, not_staff, second_factor, not_found, bad_argument.';

grant execute on function api.event_code(text, boolean), api.door(text, timestamptz), api.put_scans(jsonb) to authenticated;
