-- Stock of gifts at counters: deliveries, what was taken out, corrections after counting, warnings.

create function app.stock_json(s app.stock) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select jsonb_build_object('gift', s.gift, 'name', g.body -> 'name', 'counter', s.counter, 'stocked', s.stocked, 'reserved', s.taken - s.handed,
      'handed', s.handed, 'balance', s.stocked - s.handed, 'low_below', s.low_below, 'low', s.stocked - s.taken < s.low_below)
    from app.gift g where g.slug = s.gift
  $$;
comment on function app.stock_json(app.stock) is 'A row of stock; balance is what stands on the shelf, reserved is part of it.';

create function api.stock(counter text default null) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
begin
  if counter is null then perform app.need_right('rewards.manage'); else perform app.need_counter('rewards.manage', counter); end if;
  return (select coalesce(jsonb_agg(app.stock_json(s) order by s.counter, s.gift), '[]')
    from app.stock s join app.counter c on c.code = s.counter
    where (stock.counter is null or s.counter = stock.counter) and app.has_right('rewards.manage', c.place));
end $$;
comment on function api.stock(text) is
  'Stock of one counter, or of all that the caller manages: [{gift, name, counter, stocked, reserved, handed, balance, low_below, low}]. Errors no_session, not_staff, second_factor, not_found.';

-- in: brought · out: taken away · correction: what counting the shelf added or took (negative), with a note. Never below what
-- is handed out and laid aside.
create function api.move_stock(gift text, counter text, act text, amount integer, note text default null) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  here app.counter := app.need_counter('rewards.manage', counter);
  step integer := case act when 'in' then amount when 'out' then -amount when 'correction' then amount end;
  balance integer;
begin
  if not exists (select from app.gift g where g.slug = move_stock.gift) then perform app.refuse('not_found'); end if;
  if not coalesce(step <> 0 and amount between case act when 'correction' then -100000 else 1 end and 100000, false)
    or act = 'correction' and note is null or note is not null and not app.is_text(to_jsonb(note), 200) then perform app.refuse('bad_argument'); end if;
  if step > 0 and not exists (select from app.stock s where s.gift = move_stock.gift and s.counter = here.code) then
    insert into app.stock (gift, counter) values (move_stock.gift, here.code) on conflict on constraint stock_pkey do nothing;
  end if;
  update app.stock s set stocked = s.stocked + step
    where s.gift = move_stock.gift and s.counter = here.code and s.stocked + step between s.taken and 1000000
    returning s.stocked - s.handed into balance;
  if balance is null then perform app.refuse('bad_argument'); end if;
  perform app.note_move(act, move_stock.gift, here.code, step, nullif(btrim(note), ''));
  perform app.note_audit('move_stock', 'gift', move_stock.gift, here.place,
    jsonb_build_object('counter', here.code, 'act', act, 'delta', step, 'balance', balance, 'note', note));
  return jsonb_build_object('balance', balance);
end $$;
comment on function api.move_stock(text, text, text, integer, text) is
  'Moves stock: in and out (amount 1–100,000), correction (amount is the signed difference; with a note): {balance}. Errors no_session, not_staff, second_factor, not_found, bad_argument (also: less would be left than is laid aside).';

create function api.set_low(gift text, counter text, below integer) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare here app.counter := app.need_counter('rewards.manage', counter);
begin
  if not coalesce(below between 0 and 100000, false) then perform app.refuse('bad_argument'); end if;
  update app.stock s set low_below = below where s.gift = set_low.gift and s.counter = here.code;
  if not found then perform app.refuse('not_found'); end if;
  perform app.note_audit('set_low', 'gift', set_low.gift, here.place, jsonb_build_object('counter', here.code, 'below', below));
  return jsonb_build_object('low_below', below);
end $$;
comment on function api.set_low(text, text, integer) is
  'Warns from now on when fewer than so many can be claimed (0: never): {low_below}. Errors no_session, not_staff, second_factor, not_found, bad_argument.';

create function api.stock_log(counter text default null, after bigint default null, size integer default 50) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
begin
  if counter is null then perform app.need_right('rewards.manage'); else perform app.need_counter('rewards.manage', counter); end if;
  return (
    with page as (
      select m.* from app.stock_move m join app.counter c on c.code = m.counter
      where (stock_log.counter is null or m.counter = stock_log.counter) and (after is null or m.id < after)
        and app.has_right('rewards.manage', c.place)
      order by m.id desc limit least(greatest(size, 1), 200))
    select jsonb_build_object('items', coalesce(jsonb_agg(to_jsonb(page) - '{by_sign_in,by_name,claim}'::text[] || jsonb_build_object('by', by_name) order by id desc), '[]'),
      'next', case when count(*) = least(greatest(size, 1), 200) then min(id) end) from page);
end $$;
comment on function api.stock_log(text, bigint, integer) is
  'The stock ledger, newest first: {items: [{id, at, by, act: in | out | correction | handed | undo, gift, counter, delta, note}], next}. Errors no_session, not_staff, second_factor, not_found.';

-- The demo city's first delivery; the same file twice changes nothing.
create function app.load_stock(of_gift text, at_counter text, amount integer) returns void
  language plpgsql security definer set search_path = ''
  as $$
begin
  insert into app.stock (gift, counter, stocked) values (of_gift, at_counter, amount) on conflict do nothing;
  if not found then return; end if;
  insert into app.stock_move (at, by_name, act, gift, counter, delta) values (app.clock_now(), '', 'in', of_gift, at_counter, amount);
end $$;
comment on function app.load_stock(text, text, integer) is 'Seed: brings a gift to a counter that has never had it.';

-- Every row of stock that says otherwise than its ledger or its claims. Empty when all is well.
create function app.verify_stock() returns table (gift text, counter text, running integer[], ledger bigint[])
  language sql stable security definer set search_path = ''
  as $$
    select * from (
      select s.gift, s.counter, array[s.stocked, s.taken, s.handed] as running,
        array[(select coalesce(sum(m.delta), 0) from app.stock_move m where m.gift = s.gift and m.counter = s.counter and m.claim is null),
          (select count(*) from app.claim c where c.gift = s.gift and c.counter = s.counter and c.state in ('issued', 'used')),
          (select -coalesce(sum(m.delta), 0) from app.stock_move m where m.gift = s.gift and m.counter = s.counter and m.claim is not null)] as ledger
      from app.stock s) x
    where running::bigint[] <> ledger
  $$;
comment on function app.verify_stock() is 'Rows of stock ([stocked, taken, handed]) that differ from their ledger and claims; must return no row.';

grant execute on function api.stock(text), api.move_stock(text, text, text, integer, text), api.set_low(text, text, integer),
  api.stock_log(text, bigint, integer) to authenticated;
