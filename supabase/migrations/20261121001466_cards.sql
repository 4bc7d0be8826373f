-- Passports on paper: for children and for whoever has no phone. A card is named by the hash of its key, which never comes
-- here: the clerk's device reads it from the card and forgets it.

-- The holder of a card, locked.
create function app.lock_card(of_hash text) returns uuid
  language plpgsql security definer set search_path = ''
  as $$
declare
  holder uuid;
  again uuid;
begin
  if coalesce(of_hash, '') !~ '^[0-9a-f]{64}$' then perform app.refuse('bad_argument'); end if;
  loop
    select r.person into holder from private.recovery r where r.key_hash = decode(of_hash, 'hex');
    if holder is null then perform app.refuse('not_found'); end if;
    perform pg_advisory_xact_lock(hashtextextended(holder::text, 2));
    -- A merge that we waited for may have given the card to another passport.
    select r.person into again from private.recovery r where r.key_hash = decode(of_hash, 'hex');
    exit when again = holder;
  end loop;
  return holder;
end $$;
comment on function app.lock_card(text) is 'The person whose recovery key has this sha-256 (hex), locked. Errors bad_argument, not_found.';

-- Passports on paper: persons with a recovery key, whose card the browser draws and prints, and without a sign-in. Staff
-- stamp the card; whoever gets a phone later reclaims it with the same key.
create function api.make_cards(hashes text[]) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  h bytea;
  card uuid;
  made integer := 0;
begin
  perform app.need_right('counter.serve');
  if coalesce(array_ndims(hashes), 0) <> 1 or cardinality(hashes) > 60
    or exists (select from unnest(hashes) x where coalesce(x, '') !~ '^[0-9a-f]{64}$') then perform app.refuse('bad_argument'); end if;
  for h in select distinct decode(x, 'hex') from unnest(hashes) x order by 1 loop
    insert into app.person (since) values (app.day(app.clock_now())) returning id into card;
    insert into private.recovery values (h, card) on conflict do nothing;
    if found then made := made + 1; else delete from app.person p where p.id = card; end if;
  end loop;
  perform app.note_access('make_cards', made);
  perform app.note_audit('make_cards', 'passport', null, null, jsonb_build_object('made', made));
  return jsonb_build_object('made', made);
end $$;
comment on function api.make_cards(text[]) is
  'Makes passports on paper for at most 60 recovery keys (sha-256 in hex): {made}; keys that are taken are passed over. Errors no_session, not_staff, second_factor, bad_argument.';

create function api.card_gifts(key_hash text, counter text) returns jsonb
  language plpgsql volatile security definer set search_path = ''
  as $$
declare
  here app.counter := app.need_counter('counter.serve', counter);
  holder uuid := app.lock_card(key_hash);
begin
  perform app.note_access('passport', 1, here.place);
  return (select coalesce(jsonb_agg(jsonb_build_object('gift', g.slug, 'name', g.body -> 'name', 'missing', app.gift_missing(holder, g.slug)) order by g.slug), '[]')
    from app.gift g join app.stock s on s.gift = g.slug and s.counter = here.code where app.is_shown(g));
end $$;
comment on function api.card_gifts(text, text) is
  'Gifts of a counter and what the holder of a card still lacks for each: [{gift, name, missing}]. Errors no_session, not_staff, second_factor, not_found, bad_argument.';

-- A gift for somebody who has only a card: laid aside and handed out in one, by the same rules.
create function api.hand_to_card(key_hash text, gift text, counter text) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  here app.counter := app.need_counter('counter.serve', counter);
  holder uuid := app.lock_card(key_hash);
  laid jsonb := app.lay_aside(holder, gift, counter);
  c app.claim;
  problem text;
begin
  perform app.note_access('claim', 1, here.place);
  if laid ? 'missing' then return laid; end if;
  select * into c from app.claim x where x.id = (laid #>> '{claim,id}')::uuid for update;
  -- Laid aside before, by a phone of the same passport: by now it may have been handed out for its code, or its trail flagged.
  problem := app.claim_problem(c, null, here.code);
  if problem is not null then
    return jsonb_strip_nulls(jsonb_build_object('problem', problem, 'at', c.used_at, 'by', c.used_by_name,
      'counter', case when problem in ('used', 'other_counter') then (select o.name from app.counter o where o.code = c.counter) end));
  end if;
  return app.hand_out(c, here.place);
end $$;
comment on function api.hand_to_card(text, text, text) is
  'Hands a gift to the holder of a card, once: {ok, claim, gift, number}, {missing} or {problem: used | expired | cancelled | other_counter | flagged, at, counter, by}. Errors no_session, not_staff, second_factor, not_found, bad_argument.';

grant execute on function api.make_cards(text[]), api.card_gifts(text, text), api.hand_to_card(text, text, text) to authenticated;
