-- A passport in another browser (WeChat → Safari) by six digits.

-- An offer to hand a passport over: one per person, for 60 seconds, once. The digits are known to the offering phone only.
create table private.handover (
  person uuid primary key references app.person (id) on delete cascade,
  code_hash bytea not null unique check (octet_length(code_hash) = 32),
  until timestamptz not null
);
alter table private.handover enable row level security;

create function app.rate_subject() returns text
  language sql stable security definer set search_path = ''
  as $$ select encode(sha256(convert_to(auth.uid()::text, 'UTF8')), 'hex') $$;
comment on function app.rate_subject() is 'Under what name tries of the caller are counted.';

create function api.offer_passport() returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  now_at timestamptz := app.clock_now();
  me uuid;
  code text;
begin
  if auth.uid() is null then perform app.refuse('no_session'); end if;
  -- Whoever could offer without end could fill the numbers, and wait for somebody to mistype.
  if not (api.spend_rate('offer_passport', app.rate_subject(), 10, 60) ->> 'allowed')::boolean then perform app.refuse('too_many'); end if;
  me := app.lock_caller();
  delete from private.handover h where h.person = me;
  delete from private.handover h where h.person in (select o.person from private.handover o where o.until <= now_at for update skip locked);
  loop
    code := lpad((('x' || encode(extensions.gen_random_bytes(7), 'hex'))::bit(56)::bigint % 1000000)::text, 6, '0');
    insert into private.handover values (me, sha256(convert_to(code, 'UTF8')), now_at + interval '60 seconds')
      on conflict on constraint handover_code_hash_key do nothing;
    exit when found;
  end loop;
  return jsonb_build_object('code', code, 'until', now_at + interval '60 seconds');
end $$;
comment on function api.offer_passport() is 'Six digits by which another browser gets the caller''s passport: {code, until}; 60 seconds, once. Errors no_session, too_many.';

-- Tries are counted although the answer is an error: an exception would take the count back with it. So the answer carries
-- its status itself (PostgREST: response.status), in the shape that errors have.
create function app.answer_not_found() returns jsonb
  language plpgsql volatile set search_path = ''
  as $$
begin
  perform set_config('response.status', '404', true);
  return '{"code": "PT404", "message": "not_found", "details": null, "hint": null}';
end $$;
comment on function app.answer_not_found() is 'The error not_found as an answer: what the function has written stays.';

-- Tried: 5 times in ten minutes by one sign-in, 30 times a minute by all together; of a million numbers, those of one minute.
create function api.take_passport(code text) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  hash bytea := sha256(convert_to(coalesce(code, ''), 'UTF8'));
  me uuid;
  owner uuid;
begin
  if auth.uid() is null then perform app.refuse('no_session'); end if;
  if coalesce(code, '') !~ '^[0-9]{6}$' then perform app.refuse('bad_argument'); end if;
  if not (api.spend_rate('take_passport', app.rate_subject(), 5, 120) ->> 'allowed')::boolean
    or not (api.spend_rate('take_passport', 'all', 30, 2) ->> 'allowed')::boolean then perform app.refuse('too_many'); end if;
  -- One merge at a time, as with recovery keys; then persons, then the offer: whoever leaves or is merged goes the same way.
  perform pg_advisory_xact_lock(hashtextextended('reclaim', 3));
  select h.person into owner from private.handover h where h.code_hash = hash and h.until > app.clock_now();
  if owner is null then return app.answer_not_found(); end if;
  me := app.lock_caller();
  perform pg_advisory_xact_lock(hashtextextended(owner::text, 2));
  delete from private.handover h where h.code_hash = hash and h.person = owner;
  if not found then return app.answer_not_found(); end if;
  if me = owner then return '{"merged": 0}'; end if;
  return jsonb_build_object('merged', app.merge_person(me, owner));
end $$;
comment on function api.take_passport(text) is
  'Gives the caller the passport that somebody offers by six digits; what the caller had collected meanwhile is merged into it: {merged}. Errors no_session, bad_argument, not_found, too_many.';

grant execute on function api.offer_passport(), api.take_passport(text) to authenticated;
