-- People of the console: invitations, roles given and withdrawn, logs.

-- An invitation is a link that is handed over in person or by the office's own mail; only its hash is kept.
create table private.invitation (
  code_hash bytea primary key check (octet_length(code_hash) = 32),
  role text not null references app.role (name),
  place text not null references app.district (code),
  name text not null,
  invited_by uuid not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index invitation_role on private.invitation (role);
create index invitation_place on private.invitation (place);
alter table private.invitation enable row level security;

-- May the caller give and withdraw this role at this place?
create function app.may_grant(of_role text, at_place text) returns boolean
  language sql stable security definer set search_path = ''
  as $$
    -- One role has to carry both: a wide one that waits for its second factor lends nothing to a narrow one.
    select exists (
      select from app.staff_role h join app.role_grant g on g.role = h.role and g.grants = of_role
        join app.role_right r on r.role = h.role and r."right" = 'people.manage'
      where h.sign_in = auth.uid() and h.withdrawn_at is null and (app.has_second_factor() or not app.asks_second_factor(r.second_factor))
        and h.place in (select app.place_and_above(at_place)))
  $$;
comment on function app.may_grant(text, text) is 'May the caller give and withdraw this role at this place?';

-- The caller may give the role there and the role belongs there, or an error.
create function app.need_grant(of_role text, at_place text) returns void
  language plpgsql stable security definer set search_path = ''
  as $$
begin
  perform app.need_right('people.manage');
  -- Nobody learns which places exist: a place that is not theirs and one that is nowhere answer alike.
  if not coalesce(app.may_grant(of_role, at_place), false) then perform app.refuse('not_staff'); end if;
  if not exists (select from app.role r join app.district d on d.code = at_place and d.level = r.level where r.name = of_role) then
    perform app.refuse('bad_argument');
  end if;
end $$;
comment on function app.need_grant(text, text) is 'Errors not_staff, second_factor, bad_argument unless the caller may give this role at this place.';

-- For the operator, once: gives an account of the auth service a role. Everybody else is invited in the console.
create function app.appoint(account_email text, shown_name text, of_role text default 'city_admin', at_place text default app.city()) returns uuid
  language plpgsql security definer set search_path = ''
  as $$
declare account uuid := (select u.id from auth.users u where lower(u.email) = lower(account_email) and not u.is_anonymous);
begin
  if account is null then perform app.refuse('not_found'); end if;
  insert into app.staff values (account, shown_name) on conflict do nothing;
  insert into app.staff_role (sign_in, role, place, granted_at) values (account, of_role, at_place, app.clock_now()) on conflict do nothing;
  perform app.note_audit('appoint', 'person', shown_name, at_place, jsonb_build_object('role', of_role));
  return account;
end $$;
comment on function app.appoint(text, text, text, text) is 'Operator: gives an account of the auth service its first role. Error not_found.';

-- A city has thousands of teachers: staff of schools are listed for one school, or for whoever belongs to one themselves.
create function api.people(school text default null) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
declare mine text[];
begin
  perform app.need_right('people.manage');
  select array_agg(distinct b) into mine from app.places_of('people.manage') p, app.place_and_below(p) b
    join app.district d on d.code = b
    where case when people.school is null then d.level in ('city', 'county') or b = p else b = people.school end;
  return jsonb_build_object(
    'people', (select coalesce(jsonb_agg(jsonb_build_object('sign_in', s.sign_in, 'name', s.name,
        'email', (select u.email from auth.users u where u.id = s.sign_in),
        'last_sign_in', (select u.last_sign_in_at from auth.users u where u.id = s.sign_in),
        'me', s.sign_in = auth.uid(), 'roles', h.roles) order by s.name), '[]')
      from app.staff s join lateral (
        select jsonb_agg(jsonb_build_object('id', h.id, 'role', h.role, 'place', h.place, 'place_name', d.name,
          'granted_at', h.granted_at, 'withdrawn_at', h.withdrawn_at, 'may_withdraw', h.withdrawn_at is null and app.may_grant(h.role, h.place))
          order by h.withdrawn_at is not null, r.position) as roles
        from app.staff_role h join app.district d on d.code = h.place join app.role r on r.name = h.role
        where h.sign_in = s.sign_in and h.place = any (mine)) h on h.roles is not null),
    'invitations', (select coalesce(jsonb_agg(jsonb_build_object('id', encode(i.code_hash, 'hex'), 'name', i.name, 'role', i.role, 'place', i.place,
        'place_name', d.name, 'expires_at', i.expires_at) order by i.expires_at), '[]')
      from private.invitation i join app.district d on d.code = i.place
      where i.place = any (mine) and i.used_at is null and i.expires_at > app.clock_now()),
    'grantable', (select coalesce(jsonb_agg(jsonb_build_object('role', r.name, 'place', d.code, 'place_name', d.name) order by r.position, d.code), '[]')
      from app.role r join app.district d on d.level = r.level and d.code = any (mine) where app.may_grant(r.name, d.code)));
end $$;
comment on function api.people(text) is
  'Staff and invitations at the caller''s places and below, without those of schools unless the school is named or the caller''s own, and the roles the caller may give there. Errors not_staff, second_factor.';

create function api.invite(role text, place text, name text, days integer default 7) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  code text := replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
  until timestamptz := app.clock_now() + least(greatest(days, 0), 30) * interval '1 day';
begin
  perform app.need_grant(invite.role, invite.place);
  if not (app.is_text(to_jsonb(invite.name), 40) and coalesce(days between 1 and 30, false)) then perform app.refuse('bad_argument'); end if;
  insert into private.invitation values (sha256(convert_to(code, 'UTF8')), invite.role, invite.place, btrim(invite.name), auth.uid(), until, null);
  perform app.note_audit('invite', 'person', btrim(invite.name), invite.place, jsonb_build_object('role', invite.role));
  return jsonb_build_object('code', code, 'expires_at', until);
end $$;
comment on function api.invite(text, text, text, integer) is 'Makes an invitation to a role, valid for 1–30 days; its code is shown once. Errors not_staff, second_factor, bad_argument.';

create function api.revoke_invitation(id text) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare i private.invitation;
begin
  perform app.need_right('people.manage');
  select * into i from private.invitation x where encode(x.code_hash, 'hex') = revoke_invitation.id and x.used_at is null;
  if i.role is null or not app.may_grant(i.role, i.place) then perform app.refuse('not_found'); end if;
  delete from private.invitation x where x.code_hash = i.code_hash;
  perform app.note_audit('revoke_invitation', 'person', i.name, i.place, jsonb_build_object('role', i.role));
  return '{"done": true}';
end $$;
comment on function api.revoke_invitation(text) is 'Takes an invitation back before it is used. Errors not_staff, not_found.';

-- One message for a code that is wrong, used or too old.
create function api.accept_invitation(code text) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare i private.invitation;
begin
  if auth.uid() is null then perform app.refuse('no_session'); end if;
  -- A resident's anonymous sign-in would be lost with the browser, and the role with it.
  if not exists (select from auth.users u where u.id = auth.uid() and u.email is not null and not u.is_anonymous) then
    perform app.refuse('no_session');
  end if;
  -- Whoever invited must still be allowed to: nobody comes back by an invitation that they wrote before they left.
  update private.invitation x set used_at = app.clock_now()
    where x.code_hash = sha256(convert_to(coalesce(code, ''), 'UTF8')) and x.used_at is null and x.expires_at > app.clock_now()
      and exists (select from app.staff_role h join app.role_grant g on g.role = h.role and g.grants = x.role
        where h.sign_in = x.invited_by and h.withdrawn_at is null and h.place in (select app.place_and_above(x.place)))
    returning * into i;
  if i.role is null then perform app.refuse('not_found'); end if;
  insert into app.staff values (auth.uid(), i.name) on conflict do nothing;
  insert into app.staff_role (sign_in, role, place, granted_by, granted_at) values (auth.uid(), i.role, i.place, i.invited_by, app.clock_now())
    on conflict do nothing;
  perform app.note_audit('accept_invitation', 'person', i.name, i.place, jsonb_build_object('role', i.role));
  return jsonb_build_object('role', i.role, 'place', i.place);
end $$;
comment on function api.accept_invitation(text) is 'Gives the caller (signed in by e-mail) the role of an invitation. Errors no_session, not_found.';

create function api.grant_role(sign_in uuid, role text, place text) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare s app.staff;
begin
  perform app.need_grant(grant_role.role, grant_role.place);
  -- Only people who stand in the caller's list already: others are invited.
  select * into s from app.staff t where t.sign_in = grant_role.sign_in and exists (
    select from app.staff_role h where h.sign_in = t.sign_in and app.has_right('people.manage', h.place));
  if s.sign_in is null then perform app.refuse('not_found'); end if;
  insert into app.staff_role (sign_in, role, place, granted_by, granted_at)
    values (s.sign_in, grant_role.role, grant_role.place, auth.uid(), app.clock_now()) on conflict do nothing;
  perform app.note_audit('grant_role', 'person', s.name, grant_role.place, jsonb_build_object('role', grant_role.role, 'sign_in', s.sign_in));
  return '{"done": true}';
end $$;
comment on function api.grant_role(uuid, text, text) is 'Gives a further role to somebody of the caller''s list. Errors not_staff, second_factor, not_found, bad_argument.';

create function api.withdraw_role(id uuid) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare h app.staff_role;
begin
  -- Two administrators who withdraw each other at once: the second one waits here, and has lost the right to.
  perform pg_advisory_xact_lock(hashtextextended('app.staff_role', 4));
  perform app.need_right('people.manage');
  select * into h from app.staff_role x where x.id = withdraw_role.id and x.withdrawn_at is null for update;
  if h.id is null or not app.may_grant(h.role, h.place) then perform app.refuse('not_found'); end if;
  if h.role = 'city_admin' and (select count(*) from app.staff_role x where x.role = 'city_admin' and x.withdrawn_at is null) = 1 then
    perform app.refuse('in_use');
  end if;
  update app.staff_role x set withdrawn_at = app.clock_now(), withdrawn_by = auth.uid() where x.id = h.id;
  perform app.note_audit('withdraw_role', 'person', (select s.name from app.staff s where s.sign_in = h.sign_in), h.place,
    jsonb_build_object('role', h.role, 'sign_in', h.sign_in));
  return '{"done": true}';
end $$;
comment on function api.withdraw_role(uuid) is 'Withdraws a role from now on. Errors not_staff, not_found, in_use (the last city administrator).';

-- Logs, newest first, by pages. `after` is the id of the last row seen.
create function api.audit_log(filter jsonb default '{}', after bigint default null, size integer default 50) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
declare mine text[]; wanted text := lower(filter ->> 'text');
begin
  perform app.need_right('audit.read');
  select array_agg(distinct b) into mine from app.places_of('audit.read') p, app.place_and_below(p) b;
  return (
    with page as (
      select a.* from app.audit a
      where (after is null or a.id < after)
        and (a.place = any (mine) or a.place is null and app.city() = any (mine))
        and (filter ->> 'act' is null or a.act = filter ->> 'act')
        and (filter ->> 'kind' is null or a.kind = filter ->> 'kind')
        and (filter ->> 'key' is null or a.key = filter ->> 'key')
        and (filter ->> 'from' is null or app.day(a.at)::text >= filter ->> 'from')
        and (filter ->> 'to' is null or app.day(a.at)::text <= filter ->> 'to')
        and (wanted is null or strpos(lower(concat_ws(' ', a.by_name, a.act, a.kind, a.key, a.detail::text)), wanted) > 0)
      order by a.id desc limit least(greatest(size, 1), 200))
    select jsonb_build_object('items', coalesce(jsonb_agg(to_jsonb(page) - 'by_sign_in' order by id desc), '[]'), 'next', min(id)) from page);
end $$;
comment on function api.audit_log(jsonb, bigint, integer) is 'Audit log {items, next}; filter {text, act, kind, key, from, to}. Errors not_staff, second_factor.';

create function api.access_log(after bigint default null, size integer default 50) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
declare mine text[];
begin
  perform app.need_right('audit.read');
  select array_agg(distinct b) into mine from app.places_of('audit.read') p, app.place_and_below(p) b;
  return (
    with page as (select a.* from app.access a
      where (after is null or a.id < after) and (a.place = any (mine) or a.place is null and app.city() = any (mine))
      order by a.id desc limit least(greatest(size, 1), 200))
    select jsonb_build_object('items', coalesce(jsonb_agg(to_jsonb(page) - 'by_sign_in' order by id desc), '[]'), 'next', min(id)) from page);
end $$;
comment on function api.access_log(bigint, integer) is 'Who among staff read rows of participants: {items, next}. Errors not_staff, second_factor.';

-- The caller's own sessions. Ending them is the auth service's business (logout, scope others or global).
create function api.my_sessions() returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
begin
  perform app.staff_caller();
  return (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'began', s.created_at, 'last_used', coalesce(s.refreshed_at at time zone 'UTC', s.updated_at, s.created_at),
      'agent', left(s.user_agent, 200), 'current', s.id::text is not distinct from auth.jwt() ->> 'session_id') order by s.created_at desc), '[]')
    from auth.sessions s where s.user_id = auth.uid() and s.created_at > now() - interval '8 hours');
end $$;
comment on function api.my_sessions() is 'The caller''s sessions of the last 8 hours. Errors no_session, not_staff.';

grant execute on function api.people(text), api.invite(text, text, text, integer), api.revoke_invitation(text), api.accept_invitation(text),
  api.grant_role(uuid, text, text), api.withdraw_role(uuid), api.audit_log(jsonb, bigint, integer), api.access_log(bigint, integer),
  api.my_sessions() to authenticated;
