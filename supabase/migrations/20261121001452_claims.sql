-- Claims: a gift laid aside for somebody at a counter, for 14 days or until the gift closes.
--   issued → used        handed out at the counter (and back to issued when that is undone)
--   issued → expired     not fetched in time; the gift goes back into stock
--   issued → cancelled   given back, or the passport was erased
-- Locks are taken in this order, so that nobody waits in a circle: the person, then claims by their ids, then rows of stock.

create table app.claim (
  id uuid primary key default gen_random_uuid(),
  person uuid not null references app.person (id),
  gift text not null,
  counter text not null,
  number text not null unique check (number ~ '^[0-9A-HJKMNP-TV-Z]{8}$'),
  state text not null default 'issued' check (state in ('issued', 'used', 'expired', 'cancelled')),
  claimed_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  used_by uuid,
  used_by_name text,
  foreign key (gift, counter) references app.stock (gift, counter),
  check ((state = 'used') = (used_at is not null))
);
create index claim_person on app.claim (person);
create index claim_stock on app.claim (gift, counter, state, expires_at);
create index claim_expires on app.claim (expires_at) where state = 'issued';
alter table app.claim enable row level security;

create function app.is_kept(c app.claim) returns boolean
  language sql stable security definer set search_path = ''
  as $$ select c.state = 'used' or c.state = 'issued' and c.expires_at > app.clock_now() $$;
comment on function app.is_kept(app.claim) is 'Is the gift of this claim handed out, or still laid aside?';

-- What the phone makes the changing digits from; gone as soon as they can be of no use.
create table private.claim_secret (
  claim uuid primary key references app.claim (id),
  secret bytea not null default extensions.gen_random_bytes(16) check (octet_length(secret) = 16)
);
alter table private.claim_secret enable row level security;

-- Six digits of one step of 30 seconds (RFC 6238 with SHA-256; truncated as in RFC 4226 §5.3).
create function app.claim_digits(secret bytea, step bigint) returns text
  language sql immutable set search_path = ''
  as $$
    select lpad(((('x' || encode(substr(mac, (get_byte(mac, 31) & 15) + 1, 4), 'hex'))::bit(32)::bigint & 2147483647) % 1000000)::text, 6, '0')
    from extensions.hmac(int8send(step), secret, 'sha256') mac
  $$;
comment on function app.claim_digits(bytea, bigint) is 'The six digits that a claim''s secret shows in a step of 30 seconds.';

create function app.claim_json(c app.claim) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select jsonb_strip_nulls(jsonb_build_object('id', c.id, 'gift', c.gift, 'counter', c.counter, 'number', c.number,
      'secret', coalesce((select encode(s.secret, 'base64') from private.claim_secret s where s.claim = c.id), ''),
      'state', case when c.state = 'issued' and not app.is_kept(c) then 'expired' else c.state end,
      'claimed_at', c.claimed_at, 'expires_at', c.expires_at, 'used_at', c.used_at))
  $$;
comment on function app.claim_json(app.claim) is 'A claim as its owner''s phone has it (Claim); `secret` is empty when it can be of no use.';

-- Ends issued claims and puts their gifts back into stock. Whoever calls holds locks on these claims.
create function app.end_claims(ids uuid[], as_state text) returns integer
  language plpgsql security definer set search_path = ''
  as $$
declare
  freed record;
  ended integer := 0;
begin
  for freed in
    with gone as (update app.claim c set state = as_state where c.id = any (ids) and c.state = 'issued' returning c.gift, c.counter)
    select g.gift, g.counter, count(*)::integer as n from gone g group by 1, 2 order by 1, 2
  loop
    update app.stock s set taken = s.taken - freed.n where s.gift = freed.gift and s.counter = freed.counter;
    ended := ended + freed.n;
  end loop;
  delete from private.claim_secret s where s.claim = any (ids);
  return ended;
end $$;
comment on function app.end_claims(uuid[], text) is 'Ends issued claims that the caller has locked: expired or cancelled; answers how many.';

-- Gifts that nobody fetched go back into stock: of one gift at one counter when somebody wants it, of a counter when its
-- clerk looks, and all of them every night. A claim that somebody else works on at this moment is left to them.
create function app.release_claims(of_gift text default null, at_counter text default null) returns integer
  language plpgsql security definer set search_path = ''
  as $$
declare ids uuid[];
begin
  select array_agg(x.id) into ids from (
    select c.id from app.claim c
    where c.state = 'issued' and c.expires_at <= app.clock_now() and (of_gift is null or c.gift = of_gift) and (at_counter is null or c.counter = at_counter)
    order by c.id for update skip locked) x;
  return case when ids is null then 0 else app.end_claims(ids, 'expired') end;
end $$;
comment on function app.release_claims(text, text) is 'Puts gifts whose claims have expired back into stock; answers how many claims that were.';

-- Two passports become one: claims go along. What is then more than a person may have is given back, the newest first;
-- what was handed out stays handed out. Both persons are locked.
create function app.merge_claims(source uuid, target uuid) returns void
  language plpgsql security definer set search_path = ''
  as $$
declare surplus uuid[];
begin
  perform from app.claim c where c.person in (source, target) order by c.id for update;
  update app.claim c set person = target where c.person = source;
  select array_agg(r.id) into surplus
    from (select c.id, c.state, g.per_person,
        row_number() over (partition by c.gift order by c.state = 'used' desc, c.claimed_at, c.id) as nth
      from app.claim c join app.gift g on g.slug = c.gift where c.person = target and app.is_kept(c)) r
    where r.state = 'issued' and r.nth > r.per_person;
  if surplus is not null then perform app.end_claims(surplus, 'cancelled'); end if;
end $$;
comment on function app.merge_claims(uuid, uuid) is 'Gives the claims of one person to another; issued ones above the limit are cancelled. Part of app.merge_person.';

create function app.cut_claims(of_person uuid) returns void
  language plpgsql security definer set search_path = ''
  as $$
declare ids uuid[];
begin
  select array_agg(x.id) into ids from (
    select c.id from app.claim c where c.person = of_person and c.state = 'issued' order by c.id for update) x;
  if ids is not null then perform app.end_claims(ids, 'cancelled'); end if;
end $$;
comment on function app.cut_claims(uuid) is 'Gives back what is laid aside for a person who leaves; handed-out gifts stay, belonging to nobody. Part of app.cut_person.';

create function app.claims_export(of_person uuid) returns jsonb
  language sql stable security definer set search_path = ''
  as $$ select coalesce(jsonb_agg(to_jsonb(c) - '{used_by,used_by_name}'::text[] order by c.claimed_at), '[]') from app.claim c where c.person = of_person $$;
comment on function app.claims_export(uuid) is 'A person''s claims for their own export, without secrets and without the clerk''s name.';
