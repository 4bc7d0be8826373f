-- What staff do with trails: codes for posters, codes for a screen, stamps by hand, a look at where people stamp.

-- The trail of a call that needs a right at its place; answers not_found as well where it is elsewhere.
create function app.need_trail(wanted text, of_trail text) returns app.trail
  language plpgsql stable security definer set search_path = ''
  as $$
declare t app.trail;
begin
  perform app.need_right(wanted);
  select * into t from app.trail x where x.slug = of_trail;
  if t.slug is null then perform app.refuse('not_found'); end if;
  -- Trails of the city lead through all districts: staff of a district serve them at home.
  if app.place_of_key('trail', of_trail) <> app.city() and not app.has_right(wanted, app.place_of_key('trail', of_trail)) then perform app.refuse('not_found'); end if;
  return t;
end $$;
comment on function app.need_trail(text, text) is 'A trail for which the caller holds a right. Errors no_session, not_staff, second_factor, not_found.';

create function api.trail_codes(trail text) returns jsonb
  language plpgsql volatile security definer set search_path = ''
  as $$
begin
  -- A printed code is worth a seal, and seals are worth gifts.
  perform app.need_trail('rewards.manage', trail);
  perform app.note_audit('print_codes', 'trail', trail, app.place_of_key('trail', trail));
  return (select coalesce(jsonb_agg(jsonb_build_object('point', c.id, 'token', k.token, 'typed', k.typed, 'made_at', k.made_at) order by c.position), '[]')
    from app.checkpoint c join private.checkpoint_key k on k.trail = c.trail and k.point = c.id and k.retired_at is null
    where c.trail = trail_codes.trail and c.removed_at is null);
end $$;
comment on function api.trail_codes(text) is 'Printed and typed codes of a trail''s points, for posters: [{point, token, typed, made_at}]. Errors not_staff, second_factor, not_found.';

create function api.renew_code(trail text, point text) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
begin
  perform app.need_trail('rewards.manage', trail);
  perform app.need_right('rewards.manage', app.place_of_key('trail', trail));
  perform from app.checkpoint c where c.trail = renew_code.trail and c.id = renew_code.point and c.removed_at is null for update;
  if not found then perform app.refuse('not_found'); end if;
  perform app.make_checkpoint_key(trail, point);
  perform app.note_audit('renew_code', 'trail', trail, app.place_of_key('trail', trail), jsonb_build_object('point', point));
  return (select jsonb_build_object('token', k.token, 'typed', k.typed) from private.checkpoint_key k
    where k.trail = renew_code.trail and k.point = renew_code.point and k.retired_at is null);
end $$;
comment on function api.renew_code(text, text) is 'Makes a point''s printed code anew; the poster that hangs there stops working. Errors not_staff, second_factor, not_found.';

create function api.screen_codes(trail text, point text) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
declare
  step bigint := floor(extract(epoch from app.clock_now()) / 30);
  own_secret bytea;
begin
  perform app.need_trail('counter.serve', trail);
  select s.screen into own_secret from private.checkpoint_secret s join app.checkpoint c on c.trail = s.trail and c.id = s.point
    where s.trail = screen_codes.trail and s.point = screen_codes.point and c.removed_at is null and 'screen' = any (c.proofs);
  if own_secret is null then perform app.refuse('not_found'); end if;
  return jsonb_build_object('step_seconds', 30, 'now', app.clock_now(), 'codes', (
    select jsonb_agg(jsonb_build_object('step', n, 'mac', app.screen_mac(own_secret, trail, point, n)) order by n) from generate_series(step, step + 20) n));
end $$;
comment on function api.screen_codes(text, text) is 'Codes for a screen at a point for the next ten minutes: {step_seconds, now, codes: [{step, mac}]}. Errors not_staff, second_factor, not_found.';

-- A stamp by hand.
create function api.stamp_passport(key_hash text, trail text, point text) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  holder uuid;
  verdict text;
  again boolean;
begin
  perform app.need_trail('counter.serve', trail);
  holder := app.lock_card(key_hash);
  again := exists (select from app.stamp s where s.person = holder and s.trail = stamp_passport.trail and s.point = stamp_passport.point
    and s.day = app.day(app.clock_now()) and s.grade = 3);
  if again then verdict := 'seen';
  else
    verdict := app.take_batch(holder, array[jsonb_build_object('id', gen_random_uuid(), 'v', 1, 'kind', 'stamp', 'proof', 'staff', 'trail', trail, 'point', point,
      'at', to_char(app.clock_now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))::text], null, true) #>> '{0,verdict}';
    perform app.note_audit('stamp', 'trail', trail, app.place_of_key('trail', trail), jsonb_build_object('point', point, 'verdict', verdict));
  end if;
  perform app.note_access('passport', 1, app.place_of_key('trail', trail));
  return jsonb_build_object('verdict', verdict,
    'stamps', (select count(distinct s.point) from app.stamp s where s.person = holder and s.trail = stamp_passport.trail),
    'total', (select count(*) from app.checkpoint c where c.trail = stamp_passport.trail and c.removed_at is null));
end $$;
comment on function api.stamp_passport(text, text, text) is
  'Stamps the passport that a recovery key (sha-256 in hex) belongs to: {verdict: accepted | seen | …, stamps, total}. Errors not_staff, second_factor, not_found, bad_argument.';

-- Counts of a trail, none below ten persons: who was where is nobody's business.
create function api.stamp_map(trail text, from_day date, to_day date) returns jsonb
  language plpgsql volatile security definer set search_path = ''
  as $$
declare
  required integer := (select count(*) from app.checkpoint c where c.trail = stamp_map.trail and c.required and c.removed_at is null);
  answer jsonb;
  seen bigint;
begin
  perform app.need_trail('figures.see', trail);
  if not app.is_range(from_day, to_day, 400) then perform app.refuse('bad_argument'); end if;
  with s as materialized (select * from app.stamp x where x.trail = stamp_map.trail and x.day between from_day and to_day),
  of_point as (
    select s.point, count(*) as stamps, count(distinct s.person) as people,
      count(*) filter (where s.grade = 1) as g1, count(*) filter (where s.grade = 2) as g2, count(*) filter (where s.grade = 3) as g3
    from s group by s.point),
  -- ten persons for every grade: somebody who comes every day is one
  few as (select distinct g.point from (select s.point from s group by s.point, s.grade having count(distinct s.person) < 10) g),
  walks as (
    select s.person, count(distinct s.point) filter (where c.required) as got
    from s join app.checkpoint c on c.trail = s.trail and c.id = s.point and c.removed_at is null group by s.person)
  select jsonb_build_object(
    'points', (select coalesce(jsonb_agg(jsonb_build_object('point', c.id, 'name', c.body -> 'name', 'seal', c.body -> 'seal', 'position', case when c.lng is not null then jsonb_build_array(c.lng, c.lat) end,
        'stamps', case when o.people >= 10 then o.stamps end, 'people', case when o.people >= 10 then o.people end,
        'by_grade', case when o.people >= 10 and not exists (select from few where few.point = c.id) then jsonb_build_object('1', o.g1, '2', o.g2, '3', o.g3) end) order by c.position), '[]')
      from app.checkpoint c left join of_point o on o.point = c.id where c.trail = stamp_map.trail and c.removed_at is null),
    'started', (select case when count(*) >= 10 then count(*) end from walks),
    'finished', (select case when count(*) filter (where got = required) >= 10 and count(*) filter (where got < required) not between 1 and 9 then count(*) filter (where got = required) end from walks)),
    (select count(*) from s)
  into answer, seen;
  perform app.note_access('stamps', seen, app.place_of_key('trail', trail));
  return answer;
end $$;
comment on function api.stamp_map(text, date, date) is
  'Stamps and people per point in a range of at most 400 days, and how many started and finished; null below ten people. Errors not_staff, second_factor, not_found, bad_argument.';

create function api.flags(open boolean default true) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
begin
  if not app.has_right('rewards.manage') then perform app.need_right('figures.see'); else perform app.staff_caller(); end if;
  return (select coalesce(jsonb_agg(to_jsonb(f) || jsonb_build_object('name', c.body -> 'name', 'title', t.body -> 'title') order by f.at desc), '[]')
    from (select * from app.flag x where flags.open is null or (x.cleared_at is null) = flags.open order by x.at desc limit 200) f
    join app.checkpoint c on c.trail = f.trail and c.id = f.point join app.trail t on t.slug = f.trail
    where app.place_of_key('trail', f.trail) = app.city() or app.has_right('figures.see', app.place_of_key('trail', f.trail))
      or app.has_right('rewards.manage', app.place_of_key('trail', f.trail)));
end $$;
comment on function api.flags(boolean) is 'Points that need a look, at most 200: [{id, trail, point, kind, at, count, cleared_at, cleared_by, note, name, title}]. Errors not_staff, second_factor.';

create function api.clear_flag(id bigint, note text) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare f app.flag;
begin
  perform app.need_right('rewards.manage');
  if not app.is_text(to_jsonb(note), 200) then perform app.refuse('bad_argument'); end if;
  select * into f from app.flag x where x.id = clear_flag.id for update;
  if f.id is null then perform app.refuse('not_found'); end if;
  perform app.need_trail('rewards.manage', f.trail);
  update app.flag x set cleared_at = app.clock_now(), note = clear_flag.note, cleared_by = (select s.name from app.staff s where s.sign_in = auth.uid())
    where x.id = f.id and x.cleared_at is null;
  perform app.note_audit('clear_flag', 'trail', f.trail, app.place_of_key('trail', f.trail), jsonb_build_object('point', f.point, 'kind', f.kind, 'note', note));
  return '{"done": 1}';
end $$;
comment on function api.clear_flag(bigint, text) is 'Closes a flag with a note. Errors not_staff, second_factor, not_found, bad_argument.';

grant execute on function api.trail_codes(text), api.renew_code(text, text), api.screen_codes(text, text), api.stamp_passport(text, text, text),
  api.stamp_map(text, date, date), api.flags(boolean), api.clear_flag(bigint, text) to authenticated;
