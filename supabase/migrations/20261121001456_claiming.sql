-- What a resident's phone asks about gifts.

create function api.my_gifts() returns jsonb
  language plpgsql volatile security definer set search_path = ''
  as $$
declare me uuid;
begin
  if auth.uid() is null then perform app.refuse('no_session'); end if;
  select l.person into me from private.person_link l where l.sign_in = auth.uid();
  if me is null then return null; end if;
  perform app.release_claims();
  return jsonb_build_object(
    'gifts', (select coalesce(jsonb_agg(jsonb_build_object('slug', g.slug, 'missing', app.gift_missing(me, g.slug),
        'done', case when g.trail is not null then (
          select jsonb_build_object('points', w.proved, 'of', w.goal) from app.trail_progress(me, g.trail, g.grade) w) end)
        order by g.opens_at nulls first, g.slug), '[]')
      from app.gift g where app.is_shown(g)),
    'claims', (select coalesce(jsonb_agg(app.claim_json(c) order by c.claimed_at desc), '[]') from app.claim c where c.person = me));
end $$;
comment on function api.my_gifts() is 'What the caller has, and what is missing for each gift (MyGifts); null when nothing was ever delivered. Error no_session.';

-- A second press, or a phone that never heard the first answer, gets the claim that stands already. Whether there is one
-- left is decided by the row of stock itself, last: counting claims first would let two take the last one.
-- Knows no rights; `me` is locked.
create function app.lay_aside(me uuid, gift text, counter text) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  now_at timestamptz := app.clock_now();
  g app.gift;
  c app.claim;
  missing text[];
begin
  select x.* into g from app.gift x join app.stock s on s.gift = x.slug and s.counter = lay_aside.counter where x.slug = lay_aside.gift;
  if g.slug is null then perform app.refuse('not_found'); end if;
  select * into c from app.claim x where x.person = me and x.gift = g.slug and x.state = 'issued' and x.expires_at > now_at order by x.claimed_at limit 1;
  if c.id is not null then return jsonb_build_object('claim', app.claim_json(c)); end if;
  if g.first_persons is not null then
    -- The first so many are counted one after the other.
    perform pg_advisory_xact_lock(hashtextextended('gift/' || g.slug, 7));
  end if;
  perform app.release_claims(g.slug, lay_aside.counter);
  missing := app.gift_missing(me, g.slug);
  if missing <> '{}' then return jsonb_build_object('missing', missing); end if;
  update app.stock s set taken = s.taken + 1
    where s.gift = g.slug and s.counter = lay_aside.counter and s.taken < s.stocked
      and exists (select from app.counter o where o.code = s.counter and o.open);
  if not found then return '{"missing": ["stock"]}'; end if;
  loop
    insert into app.claim (person, gift, counter, number, claimed_at, expires_at)
      values (me, g.slug, lay_aside.counter, app.base32_code(8), now_at, least(now_at + interval '14 days', g.closes_at))
      on conflict (number) do nothing returning * into c;
    exit when found;
  end loop;
  insert into private.claim_secret (claim) values (c.id);
  return jsonb_build_object('claim', app.claim_json(c));
end $$;
comment on function app.lay_aside(uuid, text, text) is 'Lays a gift aside for a locked person: {claim}, or {missing}. Error not_found.';

create function api.claim_gift(gift text, counter text) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare me uuid := app.lock_caller();
begin
  return app.lay_aside(me, gift, counter);
end $$;
comment on function api.claim_gift(text, text) is
  'Lays a gift aside for the caller at a counter: {claim} (Claim), or {missing} (words of MISSING). Errors no_session, not_found.';

create function api.cancel_claim(id uuid) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  me uuid := app.lock_caller();
  c app.claim;
begin
  select * into c from app.claim x where x.id = cancel_claim.id and x.person = me for update;
  if c.id is null then perform app.refuse('not_found'); end if;
  if c.state = 'used' then perform app.refuse('in_use'); end if;
  if c.state = 'issued' then perform app.end_claims(array[c.id], 'cancelled'); end if;
  return '{"cancelled": true}';
end $$;
comment on function api.cancel_claim(uuid) is 'Gives a claim of the caller back, so that somebody else can have it. Errors no_session, not_found, in_use (it was handed out).';

grant execute on function api.my_gifts(), api.claim_gift(text, text), api.cancel_claim(uuid) to authenticated;
