-- Stamps: what a scan, a code or an answer at a checkpoint is worth. A stamp is a ledger row whose `quiz` is <trail>/<point>;
-- the tables here are derived from the ledger and can be made anew.

-- One row per person, point and day: the best proof of the day. `grade`: 1 can be feigned at home, 2 needs the poster or a
-- photograph of it, 3 needs somebody at the place at that time. `fast`: nobody can have come there in time from the stamp before.
create table app.stamp (
  person uuid not null references app.person (id),
  trail text not null,
  point text not null,
  day date not null,
  at timestamptz not null,
  grade smallint not null check (grade between 1 and 3),
  fast boolean not null,
  primary key (person, trail, point, day),
  foreign key (trail, point) references app.checkpoint (trail, id)
);
create index stamp_point on app.stamp (trail, point, at);
alter table app.stamp enable row level security;

-- What staff should look at. One open flag of a kind per point; `count` is what was seen when it was raised, and since.
create table app.flag (
  id bigint generated always as identity primary key,
  trail text not null,
  point text not null,
  kind text not null check (kind in ('shared_code', 'fast')),
  at timestamptz not null,
  count integer not null,
  cleared_at timestamptz,
  cleared_by text,
  note text,
  foreign key (trail, point) references app.checkpoint (trail, id)
);
create unique index flag_open on app.flag (trail, point, kind) where cleared_at is null;
create index flag_point on app.flag (trail, point);
alter table app.flag enable row level security;

create function app.grade_of(proof text) returns smallint
  language sql immutable set search_path = ''
  as $$ select case proof when 'place' then 1 when 'code' then 2 when 'typed' then 2 when 'screen' then 3 when 'question' then 3 when 'staff' then 3 end::smallint $$;
comment on function app.grade_of(text) is 'What a proof is worth (GRADES of src/contract/trails.ts).';

-- Great-circle distance in metres between two places (haversine, mean radius of the earth 6 371 km). Strict: least() passes
-- nulls over, and a point without a place would lie half the earth away.
create function app.metres(lng1 numeric, lat1 numeric, lng2 numeric, lat2 numeric) returns double precision
  language sql immutable strict set search_path = ''
  as $$
    select 12742000 * asin(sqrt(least(1, power(sin(radians(lat2::float8 - lat1::float8) / 2), 2)
      + cos(radians(lat1::float8)) * cos(radians(lat2::float8)) * power(sin(radians(lng2::float8 - lng1::float8) / 2), 2))))
  $$;
comment on function app.metres(numeric, numeric, numeric, numeric) is 'Distance between two places in metres; null when one of them is not known.';

-- Stamps as the ledger has them: of one person, or of everybody. Speed is judged only where positions were surveyed, from one
-- point to the next that a person was at, with 30 m given.
create function app.stamps_of(of_person uuid default null) returns setof app.stamp
  language sql stable security definer set search_path = ''
  as $$
    with made as (
      select p.person, split_part(p.quiz, '/', 1) as trail, split_part(p.quiz, '/', 2) as point, p.occurred_at as at, p.id,
        -- A phone may lie about when it saw a screen: after ten minutes the screen proves no more than a poster.
        case when p.body::jsonb ->> 'proof' = 'screen' and p.received_at > p.occurred_at + interval '10 minutes' then 2::smallint
          else app.grade_of(p.body::jsonb ->> 'proof') end as grade
      from app.participation p where p.kind = 'stamp' and (of_person is null or p.person = of_person)),
    placed as (
      select m.*, c.lng, c.lat, t.speed, t.positions = 'surveyed' as surveyed,
        lag(c.lng) over w as from_lng, lag(c.lat) over w as from_lat, lag(m.at) over w as from_at
      from made m join app.checkpoint c on c.trail = m.trail and c.id = m.point join app.trail t on t.slug = m.trail
      window w as (partition by m.person, m.trail order by m.at, m.id))
    select person, trail, point, app.day(at), min(at), max(grade),
      bool_and(surveyed and coalesce(app.metres(from_lng, from_lat, lng, lat) > 30 + speed * extract(epoch from at - from_at), false))
    from placed group by person, trail, point, app.day(at)
  $$;
comment on function app.stamps_of(uuid) is 'Stamps of a person (null: of everybody) derived from the ledger.';

create function app.derive_stamps(of_person uuid) returns void
  language plpgsql security definer set search_path = ''
  as $$
begin
  delete from app.stamp s where s.person = of_person;
  insert into app.stamp select * from app.stamps_of(of_person);
end $$;
comment on function app.derive_stamps(uuid) is 'Makes a person''s stamps anew from the ledger; the person is locked.';

-- Signature of a step of a screen's code.
create function app.screen_mac(secret bytea, of_trail text, of_point text, step bigint) returns text
  language sql immutable set search_path = ''
  as $$ select app.base64url(substr(extensions.hmac(convert_to(of_trail || '.' || of_point || '.' || step, 'UTF8'), secret, 'sha256'), 1, 10)) $$;
comment on function app.screen_mac(bytea, text, text, bigint) is 'First 80 bits of HMAC-SHA-256 over trail, point and 30-second step, base64url.';

-- Wrong proofs that a person has sent today: all of them, and those at one point. After a thousand refusals no more are kept
-- (app.take_batch): they could not be counted, so there are no guesses left.
create function app.wrong_proofs(of_person uuid, of_trail text, of_point text) returns table (everywhere bigint, here bigint)
  language sql stable security definer set search_path = ''
  as $$
    with refused as materialized (select r.verdict, r.body, r.received_at from app.participation_reject r where r.person = of_person),
    wrong as (
      select case when pg_input_is_valid(r.body, 'jsonb') then r.body::jsonb else '{}' end as j from refused r
      where r.verdict in ('rejected:not_proved', 'rejected:unknown_point') and r.received_at > app.clock_now() - interval '1 day')
    select f.n + count(w.j), f.n + count(*) filter (where w.j ->> 'proof' = 'question' and w.j ->> 'trail' = of_trail and w.j ->> 'point' = of_point)
    from (select case when count(*) >= 1000 then 1000 else 0 end as n from refused) f left join wrong w on true
    group by f.n
  $$;
comment on function app.wrong_proofs(uuid, text, text) is 'Wrong proofs of a person in the last 24 hours: everywhere, and answers at one point.';

-- Verdict and subject of a stamp. `guess`: which of this batch at the same point or of the same kind it is. At most two wrong
-- answers per point and ten wrong proofs in a day: an answer can be guessed, and nobody shall guess a grade.
create function app.judge_stamp(of_person uuid, j jsonb, occurred timestamptz, received timestamptz, guess bigint, by_staff boolean)
  returns table (verdict text, subject text)
  language plpgsql stable rows 1 security definer set search_path = ''
  as $$
declare
  proof text := j ->> 'proof';
  of_trail text := j ->> 'trail';
  of_point text := j ->> 'point';
  k private.checkpoint_key;
  c app.checkpoint;
  t app.trail;
  s private.checkpoint_secret;
  wrong record;
begin
  if proof <> 'code' and not by_staff then
    select * into wrong from app.wrong_proofs(of_person, of_trail, of_point);
    if proof = 'question' and wrong.here + guess > 2 or proof <> 'question' and wrong.everywhere + guess > 10 then
      verdict := 'rejected:too_many'; return next; return; end if;
  end if;
  if proof in ('code', 'typed') then
    select * into k from private.checkpoint_key x where case proof when 'code' then x.token = j ->> 'token' else x.typed = j ->> 'code' end;
    of_trail := k.trail;
    of_point := k.point;
  end if;
  select * into c from app.checkpoint x where x.trail = of_trail and x.id = of_point;
  select * into t from app.trail x where x.slug = of_trail;
  select * into s from private.checkpoint_secret x where x.trail = of_trail and x.point = of_point;
  if c.id is null then verdict := 'rejected:unknown_point';
  elsif received > occurred + interval '72 hours' then verdict := 'late';
  elsif t.status <> 'published' or app.day(occurred) < t.opens_on or app.day(occurred) > t.closes_on
    or c.removed_at <= occurred or k.retired_at <= occurred then verdict := 'closed';
  elsif not (case proof
      when 'staff' then by_staff
      when 'question' then s.answer = j ->> 'choice'
      when 'screen' then (j ->> 'step')::bigint between floor(extract(epoch from occurred) / 30) - 1 and floor(extract(epoch from occurred) / 30) + 1
        and j ->> 'mac' = app.screen_mac(s.screen, of_trail, of_point, (j ->> 'step')::bigint)
      else true end)
    or proof <> 'staff' and not (proof = any (c.proofs) or proof = 'typed' and 'code' = any (c.proofs)) then verdict := 'rejected:not_proved';
  else
    verdict := 'accepted';
    subject := of_trail || '/' || of_point;
  end if;
  return next;
end $$;
comment on function app.judge_stamp(uuid, jsonb, timestamptz, timestamptz, bigint, boolean) is 'Verdict of a stamp, and <trail>/<point> when it is one.';

-- What follows from new stamps: the person's stamps, and flags for points that need a look. A printed code that more than 100
-- persons used within ten minutes has gone round as a photograph.
create function app.settle_stamps(me uuid, inserted uuid[]) returns void
  language plpgsql security definer set search_path = ''
  as $$
begin
  perform app.derive_stamps(me);
  insert into app.flag (trail, point, kind, at, count)
    select n.trail, n.point, 'shared_code', app.clock_now(), near.persons
    from (select distinct s.trail, s.point, s.at from app.participation p join app.stamp s on s.person = me
        and p.quiz = s.trail || '/' || s.point and s.day = app.day(p.occurred_at)
      where p.id = any (inserted) and p.kind = 'stamp' and p.body::jsonb ->> 'proof' in ('code', 'typed')) n
    cross join lateral (select count(distinct x.person)::integer as persons from app.stamp x
      where x.trail = n.trail and x.point = n.point and x.grade = 2 and x.at between n.at - interval '10 minutes' and n.at + interval '10 minutes') near
    where near.persons > 100
    order by n.trail, n.point
  on conflict (trail, point, kind) where cleared_at is null do nothing;
  insert into app.flag as f (trail, point, kind, at, count)
    select s.trail, s.point, 'fast', app.clock_now(), 1
    from app.stamp s where s.person = me and s.fast
      and exists (select from app.participation p where p.id = any (inserted) and p.quiz = s.trail || '/' || s.point and s.day = app.day(p.occurred_at))
    order by s.trail, s.point
  on conflict (trail, point, kind) where cleared_at is null do update set count = f.count + 1;
end $$;
comment on function app.settle_stamps(uuid, uuid[]) is 'What follows from newly inserted stamps: derived stamps and flags.';

create function app.is_flagged(of_trail text) returns boolean
  language sql stable security definer set search_path = ''
  as $$ select exists (select from app.flag f where f.trail = of_trail and f.kind = 'shared_code' and f.cleared_at is null) $$;
comment on function app.is_flagged(text) is 'Does a printed code of this trail go round?';
