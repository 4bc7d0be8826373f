-- Staff: who they are, which role they hold at which place of the tree of districts, and what a role may do. Rights are
-- rows, never user metadata, and are read at every call: what is withdrawn is gone with the next one.
create table app.staff (
  sign_in uuid primary key,
  name text not null check (length(name) between 1 and 40)
);
alter table app.staff enable row level security;

-- Roles, from the widest to the narrowest. City roles are held at the city only, those of schools at a school.
create table app.role (
  name text primary key,
  position smallint not null,
  level text not null check (level in ('city', 'county', 'school'))
);
alter table app.role enable row level security;
insert into app.role values ('city_admin', 1, 'city'), ('city_editor', 2, 'city'), ('reviewer', 3, 'city'),
  ('district', 4, 'county'), ('school_admin', 5, 'school'), ('counter', 6, 'county'), ('teacher', 7, 'school');

-- What a role may do, at its place and below. `second_factor`: only in a session that passed TOTP (aal2).
create table app.role_right (
  role text not null references app.role (name),
  "right" text not null check ("right" in ('people.manage', 'audit.read', 'content.write', 'content.review', 'content.export',
    'figures.see', 'figures.release', 'items.see', 'posters.make', 'counter.serve', 'rewards.manage', 'schools.manage',
    'classes.manage', 'classes.teach', 'events.manage', 'registers.manage', 'registers.sign')),
  second_factor boolean not null,
  primary key (role, "right")
);
alter table app.role_right enable row level security;
insert into app.role_right
  select r.role, x, r.role in ('city_admin', 'city_editor', 'reviewer') or x = 'content.export'
  from (values
    ('city_admin', '{people.manage,audit.read,content.export,figures.see,figures.release,items.see,posters.make,counter.serve,rewards.manage,schools.manage,registers.manage,registers.sign}'::text[]),
    ('city_editor', '{content.write,content.export,figures.see,items.see,posters.make,rewards.manage,events.manage,registers.manage}'),
    ('reviewer', '{content.review,figures.see,figures.release,items.see,posters.make,registers.sign}'),
    ('district', '{people.manage,content.write,figures.see,items.see,posters.make,counter.serve,rewards.manage,schools.manage,
      events.manage,registers.manage,registers.sign}'),
    ('school_admin', '{people.manage,posters.make,classes.manage,classes.teach}'),
    ('teacher', '{classes.teach}'),
    ('counter', '{posters.make,counter.serve}')) r (role, rights), unnest(r.rights) x;

-- Which roles the holder of a role may give and withdraw, at the same place and below.
create table app.role_grant (
  role text not null references app.role (name),
  grants text not null references app.role (name),
  primary key (role, grants)
);
create index role_grant_grants on app.role_grant (grants);
alter table app.role_grant enable row level security;
insert into app.role_grant
  select 'city_admin', name from app.role
  union all values ('district', 'counter'), ('district', 'school_admin'), ('district', 'teacher'), ('school_admin', 'teacher');

-- A role that somebody holds at a place, or held: rows are withdrawn, not deleted.
create table app.staff_role (
  id uuid primary key default gen_random_uuid(),
  sign_in uuid not null references app.staff (sign_in),
  role text not null references app.role (name),
  place text not null references app.district (code),
  granted_by uuid,
  granted_at timestamptz not null,
  withdrawn_by uuid,
  withdrawn_at timestamptz
);
create unique index staff_role_standing on app.staff_role (sign_in, role, place) where withdrawn_at is null;
create index staff_role_sign_in on app.staff_role (sign_in);
create index staff_role_role on app.staff_role (role);
create index staff_role_place on app.staff_role (place);
alter table app.staff_role enable row level security;

-- The place itself and everything above it.
create function app.place_and_above(of_place text) returns setof text
  language sql stable security definer set search_path = ''
  as $$
    with recursive up as (
      select d.code, d.parent from app.district d where d.code = of_place
      union all select d.code, d.parent from app.district d join up on d.code = up.parent)
    select code from up
  $$;
comment on function app.place_and_above(text) is 'A place and all places above it.';

create function app.place_and_below(of_place text) returns setof text
  language sql stable security definer set search_path = ''
  as $$
    with recursive down as (
      select d.code from app.district d where d.code = of_place
      union all select d.code from app.district d join down on d.parent = down.code)
    select code from down
  $$;
comment on function app.place_and_below(text) is 'A place and all places below it.';

create function app.city() returns text
  language sql stable security definer set search_path = ''
  as $$ select d.code from app.district d where d.parent is null order by d.code limit 1 $$;
comment on function app.city() is 'The root of the tree of places.';

-- Has the session passed a second factor? True as well where the deployment does not ask for one and the person has not
-- connected one of their own accord.
create function app.has_second_factor() returns boolean
  language sql stable security definer set search_path = ''
  as $$
    select coalesce(auth.jwt() ->> 'aal' = 'aal2', false)
      or not d.second_factor and not exists (select from auth.mfa_factors f where f.user_id = auth.uid() and f.status::text = 'verified')
    from private.deployment d
  $$;
comment on function app.has_second_factor() is 'The session is aal2, or neither this deployment nor the person asks for a second factor.';

-- Is a second factor asked for a right? Of whoever has connected one, for all they may do: a password that somebody else
-- has learnt shall open nothing.
create function app.asks_second_factor(of_right boolean) returns boolean
  language sql stable security definer set search_path = ''
  as $$ select of_right or exists (select from auth.mfa_factors f where f.user_id = auth.uid() and f.status::text = 'verified') $$;
comment on function app.asks_second_factor(boolean) is 'Does the right ask for a second factor, or has the caller connected one?';

-- Sessions of staff end 8 hours after signing in, and at once when they are ended at the auth service: the token alone
-- does not carry them on. Supabase Auth keeps sessions in auth.sessions.
create function app.session_ends() returns timestamptz
  language sql stable security definer set search_path = ''
  as $$
    select case when auth.jwt() ->> 'session_id' is null then 'infinity'::timestamptz
      else coalesce((select s.created_at + interval '8 hours' from auth.sessions s
        where s.id = (auth.jwt() ->> 'session_id')::uuid and s.user_id = auth.uid()), '-infinity') end
  $$;
comment on function app.session_ends() is 'End of the caller''s staff session: 8 h after it began; in the past when it was ended.';

-- The caller's staff row, or the error no_session or not_staff.
create function app.staff_caller() returns app.staff
  language plpgsql stable security definer set search_path = ''
  as $$
declare s app.staff;
begin
  if auth.uid() is null or app.session_ends() <= now() then perform app.refuse('no_session'); end if;
  select * into s from app.staff t where t.sign_in = auth.uid()
    and exists (select from app.staff_role r where r.sign_in = t.sign_in and r.withdrawn_at is null);
  if s.sign_in is null then perform app.refuse('not_staff'); end if;
  return s;
end $$;
comment on function app.staff_caller() is 'The caller''s staff row; errors no_session, not_staff.';

-- Places where the caller holds a right by a standing role (rights hold for everything below as well).
create function app.places_of(wanted text) returns setof text
  language sql stable security definer set search_path = ''
  as $$
    select distinct h.place from app.staff_role h join app.role_right r on r.role = h.role and r."right" = wanted
    where h.sign_in = auth.uid() and h.withdrawn_at is null and (app.has_second_factor() or not app.asks_second_factor(r.second_factor))
  $$;
comment on function app.places_of(text) is 'Places where the caller holds a right; it reaches everything below them.';

-- Does the caller hold a right at a place (null: anywhere)?
create function app.has_right(wanted text, at_place text default null) returns boolean
  language sql stable security definer set search_path = ''
  as $$
    select exists (select from app.places_of(wanted) p
      where at_place is null or p in (select app.place_and_above(at_place)))
  $$;
comment on function app.has_right(text, text) is 'Does the caller hold a right at a place, or anywhere?';

-- The caller's staff row if they hold the right; otherwise not_staff, or second_factor when only that is missing.
create function app.need_right(wanted text, at_place text default null) returns app.staff
  language plpgsql stable security definer set search_path = ''
  as $$
declare s app.staff := app.staff_caller();
begin
  if app.has_right(wanted, at_place) then return s; end if;
  if exists (select from app.staff_role h join app.role_right r on r.role = h.role and r."right" = wanted
    where h.sign_in = s.sign_in and h.withdrawn_at is null and app.asks_second_factor(r.second_factor) and not app.has_second_factor()
      and (at_place is null or h.place in (select app.place_and_above(at_place)))) then perform app.refuse('second_factor'); end if;
  perform app.refuse('not_staff');
  return s;
end $$;
comment on function app.need_right(text, text) is 'The caller''s staff row; errors no_session, not_staff, second_factor.';

-- What staff did, for good: no row is changed or removed.
create table app.audit (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  by_sign_in uuid,
  by_name text not null,
  act text not null,
  kind text not null,
  key text,
  place text,
  detail jsonb not null default '{}'
);
create index audit_place on app.audit (place);
alter table app.audit enable row level security;

create function app.keep_audit() returns trigger
  language plpgsql set search_path = ''
  as $$
begin
  raise exception using errcode = '55000', message = 'logs are append-only';
end $$;
comment on function app.keep_audit() is 'Trigger: logs are append-only.';
create trigger keep_audit before update or delete or truncate on app.audit for each statement execute function app.keep_audit();

create function app.note_audit(act text, kind text, key text, place text default null, detail jsonb default '{}') returns void
  language sql security definer set search_path = ''
  as $$
    insert into app.audit (at, by_sign_in, by_name, act, kind, key, place, detail)
    values (app.clock_now(), auth.uid(), coalesce((select s.name from app.staff s where s.sign_in = auth.uid()), ''), act, kind, key, place, detail)
  $$;
comment on function app.note_audit(text, text, text, text, jsonb) is 'Writes one row to the audit log.';

-- Every reading by staff of rows that belong to participants, written by the function that reads
-- (未成年人网络保护条例 art. 36: minimal authorisation, access recorded).
create table app.access (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  by_sign_in uuid not null,
  by_name text not null,
  what text not null,
  place text,
  rows bigint not null
);
create index access_place on app.access (place);
alter table app.access enable row level security;
create trigger keep_audit before update or delete or truncate on app.access for each statement execute function app.keep_audit();

create function app.note_access(what text, rows bigint, place text default null) returns void
  language sql security definer set search_path = ''
  as $$
    insert into app.access (at, by_sign_in, by_name, what, place, rows)
    select app.clock_now(), s.sign_in, s.name, note_access.what, note_access.place, coalesce(note_access.rows, 0)
    from app.staff s where s.sign_in = auth.uid()
  $$;
comment on function app.note_access(text, bigint, text) is 'Writes one row to the access log: what was read, of which place, how many rows.';

create function api.staff_me() returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
declare s app.staff := app.staff_caller();
begin
  return (
    with held as (
      select h.role, h.place, d.name as place_name, d.parent, r.position
      from app.staff_role h join app.district d on d.code = h.place join app.role r on r.name = h.role
      where h.sign_in = s.sign_in and h.withdrawn_at is null),
    rights as (
      select r."right", bool_and(app.asks_second_factor(r.second_factor)) as second_factor from held h join app.role_right r on r.role = h.role group by 1)
    select jsonb_build_object('name', s.name, 'email', auth.jwt() ->> 'email',
      'roles', (select jsonb_agg(jsonb_build_object('role', role, 'place', place, 'place_name', place_name) order by position, place) from held),
      'rights', (select coalesce(jsonb_agg("right" order by "right"), '[]') from rights where not second_factor or app.has_second_factor()),
      'places', (select jsonb_agg(distinct place) from held),
      'second_factor', case when not exists (select from rights where second_factor) then 'off' when not app.has_second_factor() then 'needed'
        when auth.jwt() ->> 'aal' = 'aal2' then 'ok' else 'off' end,
      'aal', coalesce(auth.jwt() ->> 'aal', 'aal1'),
      'session_ends', case when isfinite(app.session_ends()) then app.session_ends() end,
      'role', (select case when parent is null then 'city' else role end from held order by position limit 1),
      'district', (select place from held order by position limit 1),
      'district_name', (select place_name from held order by position limit 1)));
end $$;
comment on function api.staff_me() is 'Who the caller is: roles with places, rights that hold now, second factor needed, ok or off. Errors no_session, not_staff.';

grant execute on function api.staff_me() to authenticated;
