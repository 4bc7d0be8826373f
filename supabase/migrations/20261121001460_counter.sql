-- Counters, and what clerks do there: hand a gift out once, take it back with a reason.

-- What was moved at a counter, for good: no row is changed or removed. `delta` is what it did to the shelf. Nobody moved what
-- the demo city began with.
create table app.stock_move (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  by_sign_in uuid,
  by_name text not null,
  act text not null check (act in ('in', 'out', 'correction', 'handed', 'undo')),
  gift text not null,
  counter text not null,
  delta integer not null check (delta <> 0),
  note text,
  claim uuid references app.claim (id),
  foreign key (gift, counter) references app.stock (gift, counter),
  check ((act in ('handed', 'undo')) = (claim is not null))
);
create index stock_move_stock on app.stock_move (gift, counter, id);
create index stock_move_counter on app.stock_move (counter, id);
create index stock_move_claim on app.stock_move (claim, id);
alter table app.stock_move enable row level security;
create trigger keep_audit before update or delete or truncate on app.stock_move for each statement execute function app.keep_audit();

create function app.note_move(act text, gift text, counter text, delta integer, note text default null, claim uuid default null) returns void
  language sql security definer set search_path = ''
  as $$
    insert into app.stock_move (at, by_sign_in, by_name, act, gift, counter, delta, note, claim)
    select app.clock_now(), s.sign_in, s.name, act, gift, counter, delta, note, claim from app.staff s where s.sign_in = auth.uid()
  $$;
comment on function app.note_move(text, text, text, integer, text, uuid) is 'Writes one row to the stock ledger, by the caller.';

-- A counter of the caller's places; what is elsewhere answers as if it were nowhere.
create function app.need_counter(wanted text, of_code text) returns app.counter
  language plpgsql stable security definer set search_path = ''
  as $$
declare c app.counter;
begin
  perform app.need_right(wanted);
  select * into c from app.counter x where x.code = of_code;
  if c.code is null or not app.has_right(wanted, c.place) then perform app.refuse('not_found'); end if;
  return c;
end $$;
comment on function app.need_counter(text, text) is 'A counter at which the caller holds a right. Errors no_session, not_staff, second_factor, not_found.';

create function api.counters(locale text) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
begin
  if not app.has_right('counter.serve') then perform app.need_right('rewards.manage'); else perform app.staff_caller(); end if;
  return (select coalesce(jsonb_agg(jsonb_build_object('code', c.code, 'place', c.place, 'place_name', app.say(d.name, locale), 'name', c.name,
      'address', c.street, 'hours', c.hours, 'open', c.open, 'serve', m.serve, 'manage', m.manage) order by c.place, c.code), '[]')
    from app.counter c join app.district d on d.code = c.place
    cross join lateral (select app.has_right('counter.serve', c.place) as serve, app.has_right('rewards.manage', c.place) as manage) m
    where m.serve or m.manage);
end $$;
comment on function api.counters(text) is
  'Counters that the caller serves or manages: [{code, place, place_name, name, address, hours, open, serve, manage}]. Errors no_session, not_staff, second_factor.';

create function api.save_counter(code text, place text, name jsonb, address jsonb, hours jsonb, open boolean) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare own text := save_counter.code;
begin
  if own is null then perform app.need_right('rewards.manage'); else perform app.need_counter('rewards.manage', own); end if;
  if not exists (select from app.district d where d.code = save_counter.place) or not app.has_right('rewards.manage', save_counter.place) then
    perform app.refuse('not_staff');
  end if;
  if open is null or exists (select from app.words_problems('name', name, 60)) or exists (select from app.words_problems('address', address, 200))
    or exists (select from app.words_problems('hours', hours, 200)) then perform app.refuse('bad_argument'); end if;
  own := coalesce(own, save_counter.place || '-' || lower(app.base32_code(5)));
  perform app.put_counter(jsonb_build_object('code', own, 'place', place, 'name', name, 'address', address, 'hours', hours, 'open', open));
  perform app.note_audit('save_counter', 'counter', own, save_counter.place, jsonb_build_object('open', open));
  return jsonb_build_object('code', own);
end $$;
comment on function api.save_counter(text, text, jsonb, jsonb, jsonb, boolean) is
  'Makes (code null) or changes a counter: {code}. Errors not_staff, second_factor, not_found, bad_argument.';

-- Number and digits of what was scanned or typed, read as Crockford's base32: O is 0, I and L are 1.
create function app.read_claim_code(code text, out number text, out digits text)
  language sql immutable set search_path = ''
  as $$
    select left(c, 8), right(c, 6)
    from (select translate(upper(regexp_replace(code, '[[:space:]-]', '', 'g')), 'OIL', '011') as c) x
    where length(code) <= 40 and c ~ '^[0-9A-HJKMNP-TV-Z]{8}[0-9]{6}$'
  $$;
comment on function app.read_claim_code(text) is 'The parts of a redemption code; nulls when it is none.';

-- Why a claim cannot be handed out at a counter now; null when it can. The digits hold one step before and after; null: a
-- card was shown instead.
create function app.claim_problem(c app.claim, digits text, at_counter text) returns text
  language sql stable security definer set search_path = ''
  as $$
    select case
      when c.state in ('used', 'expired', 'cancelled') then c.state
      when not app.is_kept(c) then 'expired'
      when c.counter <> at_counter then 'other_counter'
      when digits is not null and not coalesce((select digits in (app.claim_digits(s.secret, n - 1), app.claim_digits(s.secret, n), app.claim_digits(s.secret, n + 1))
        from private.claim_secret s, (select floor(extract(epoch from app.clock_now()) / 30)::bigint as n) now where s.claim = c.id), false) then 'old_code'
      when g.trail is not null and (app.trail_progress(c.person, g.trail, g.grade)).strong < app.strong_needed(g) then 'flagged' end
    from app.gift g where g.slug = c.gift
  $$;
comment on function app.claim_problem(app.claim, text, text) is 'used, expired, cancelled, other_counter, old_code or flagged; null: it can be handed out.';

-- Hands out what is laid aside. Knows no rights; the claim is locked and stands.
create function app.hand_out(c app.claim, at_place text) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
begin
  update app.claim x set state = 'used', used_at = app.clock_now(), used_by = auth.uid(),
    used_by_name = (select s.name from app.staff s where s.sign_in = auth.uid()) where x.id = c.id;
  delete from private.claim_secret s where s.claim = c.id;
  update app.stock s set handed = s.handed + 1 where s.gift = c.gift and s.counter = c.counter;
  perform app.note_move('handed', c.gift, c.counter, -1, null, c.id);
  perform app.note_audit('redeem', 'gift', c.gift, at_place, jsonb_build_object('counter', c.counter, 'number', c.number));
  return jsonb_build_object('ok', true, 'claim', c.id, 'gift', (select g.body -> 'name' from app.gift g where g.slug = c.gift), 'number', c.number);
end $$;
comment on function app.hand_out(app.claim, text) is 'Hands the gift of a locked claim out: {ok, claim, gift, number}.';

-- Two counters with the same code: the second one waits for the claim's row, and is told when and where.
create function api.redeem(code text, counter text) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  here app.counter := app.need_counter('counter.serve', counter);
  read record;
  c app.claim;
  problem text;
begin
  select * into read from app.read_claim_code(code);
  if read.number is null then return '{"problem": "unknown"}'; end if;
  select * into c from app.claim x where x.number = read.number for update;
  perform app.note_access('claim', (c.id is not null)::integer, here.place);
  if c.id is null then return '{"problem": "unknown"}'; end if;
  problem := app.claim_problem(c, read.digits, here.code);
  if problem is not null then
    return jsonb_strip_nulls(jsonb_build_object('problem', problem, 'at', coalesce(c.used_at, case problem when 'expired' then c.expires_at end), 'by', c.used_by_name,
      'counter', case when problem in ('used', 'other_counter') then (select o.name from app.counter o where o.code = c.counter) end));
  end if;
  return app.hand_out(c, here.place);
end $$;
comment on function api.redeem(text, text) is
  'Hands a gift out, once: {ok, claim, gift, number}, or {problem: unknown | used | expired | cancelled | other_counter | old_code | flagged, at, counter, by}. Errors no_session, not_staff, second_factor, not_found.';

-- By somebody else than who handed it out: nobody covers a gift that went astray with an undo of their own. Where the
-- passport has been erased meanwhile, nobody can come for it: the gift just goes back.
create function api.undo_redemption(claim uuid, reason text) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  c app.claim;
  here app.counter;
  owned boolean;
begin
  perform app.need_right('counter.serve');
  if not app.is_text(to_jsonb(reason), 200) then perform app.refuse('bad_argument'); end if;
  select * into c from app.claim x where x.id = undo_redemption.claim for update;
  select * into here from app.counter o where o.code = c.counter;
  if c.state is distinct from 'used' or not app.has_right('counter.serve', here.place) then perform app.refuse('not_found'); end if;
  if c.used_by = auth.uid() then perform app.refuse('not_staff'); end if;
  owned := exists (select from private.person_link l where l.person = c.person) or exists (select from private.recovery r where r.person = c.person);
  update app.claim x set state = case when owned then 'issued' else 'cancelled' end, used_at = null, used_by = null, used_by_name = null,
    -- a day at least, to come again
    expires_at = greatest(x.expires_at, app.clock_now() + interval '1 day') where x.id = c.id;
  if owned then insert into private.claim_secret (claim) values (c.id); end if;
  update app.stock s set handed = s.handed - 1, taken = s.taken - (not owned)::integer where s.gift = c.gift and s.counter = c.counter;
  perform app.note_move('undo', c.gift, c.counter, 1, btrim(reason), c.id);
  perform app.note_access('claim', 1, here.place);
  perform app.note_audit('undo_redemption', 'gift', c.gift, here.place, jsonb_build_object('counter', c.counter, 'number', c.number, 'reason', btrim(reason)));
  return '{"undone": true}';
end $$;
comment on function api.undo_redemption(uuid, text) is
  'Takes a handed-out gift back; its owner can fetch it again with a new code. Errors no_session, not_staff (also to who handed it out), second_factor, not_found, bad_argument.';

create function api.counter_day(counter text) returns jsonb
  language plpgsql volatile security definer set search_path = ''
  as $$
declare
  here app.counter := app.need_counter('counter.serve', counter);
  handed jsonb;
begin
  perform app.release_claims(at_counter => here.code);
  select coalesce(jsonb_agg(jsonb_build_object('claim', m.claim, 'number', c.number, 'gift', g.body -> 'name', 'at', m.at, 'by', m.by_name,
      'mine', m.by_sign_in = auth.uid(), 'undone', exists (select from app.stock_move u where u.claim = m.claim and u.act = 'undo' and u.id > m.id)) order by m.id desc), '[]')
    into handed
    from app.stock_move m join app.claim c on c.id = m.claim join app.gift g on g.slug = m.gift
    where m.counter = here.code and m.act = 'handed' and app.day(m.at) = app.day(app.clock_now());
  perform app.note_access('claims', jsonb_array_length(handed), here.place);
  return jsonb_build_object('handed', handed,
    'stock', (select coalesce(jsonb_agg(jsonb_build_object('gift', s.gift, 'name', g.body -> 'name', 'balance', s.stocked - s.handed,
        'reserved', s.taken - s.handed, 'low', s.stocked - s.taken < s.low_below) order by s.gift), '[]')
      from app.stock s join app.gift g on g.slug = s.gift where s.counter = here.code and (g.status = 'published' or s.stocked > s.handed)));
end $$;
comment on function api.counter_day(text) is
  'A counter today: {handed: [{claim, number, gift, at, by, mine, undone}], stock: [{gift, name, balance, reserved, low}]}; balance stands on the shelf, reserved of it is laid aside. Errors no_session, not_staff, second_factor, not_found.';

grant execute on function api.counters(text), api.save_counter(text, text, jsonb, jsonb, jsonb, boolean), api.redeem(text, text),
  api.undo_redemption(uuid, text), api.counter_day(text) to authenticated;
