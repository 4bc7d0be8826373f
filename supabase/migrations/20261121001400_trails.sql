-- Check-in trails: what is published of them, and what a phone reads. Trails are written as documents (kind trail, TrailBody
-- of src/contract/trails.ts); publishing one puts it here. Positions are those of places: no person has one anywhere.

-- `body`: the document without its points.
create table app.trail (
  slug text primary key check (slug ~ '^[a-z0-9][a-z0-9-]{1,39}$'),
  revision integer not null,
  status text not null default 'published' check (status in ('published', 'withdrawn')),
  opens_on date,
  closes_on date,
  positions text not null check (positions in ('illustrative', 'surveyed')),
  speed numeric not null check (speed > 0),
  body jsonb not null
);
alter table app.trail enable row level security;

-- A checkpoint keeps its row when it is taken out of the trail: stamps stay. `body`: PointBody without the answer of its
-- on-site question. position: order on the trail.
create table app.checkpoint (
  trail text not null references app.trail (slug),
  id text not null check (id ~ '^[a-z0-9][a-z0-9-]{0,19}$'),
  position smallint not null,
  required boolean not null,
  lng numeric check (lng between -180 and 180),
  lat numeric check (lat between -90 and 90),
  proofs text[] not null,
  game text,
  body jsonb not null,
  removed_at timestamptz,
  primary key (trail, id)
);
alter table app.checkpoint enable row level security;

-- What a screen at the place signs its codes with, and the answer that stands on the exhibit.
create table private.checkpoint_secret (
  trail text not null,
  point text not null,
  screen bytea not null default extensions.gen_random_bytes(32),
  answer text check (answer ~ '^[A-L]$'),
  primary key (trail, point),
  foreign key (trail, point) references app.checkpoint (trail, id)
);
alter table private.checkpoint_secret enable row level security;

-- Printed codes. One per point holds (retired_at null); renewing retires it, and what was scanned before still counts.
create table private.checkpoint_key (
  token text primary key check (token ~ '^[A-Za-z0-9_-]{22}$'),
  typed text not null unique check (typed ~ '^[0-9A-HJKMNP-TV-Z]{6}$'),
  trail text not null,
  point text not null,
  made_at timestamptz not null,
  retired_at timestamptz,
  foreign key (trail, point) references app.checkpoint (trail, id)
);
create index checkpoint_key_point on private.checkpoint_key (trail, point);
create unique index checkpoint_key_holds on private.checkpoint_key (trail, point) where retired_at is null;
alter table private.checkpoint_key enable row level security;

create function app.base32_code(length integer) returns text
  language sql volatile set search_path = ''
  as $$
    select string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', (get_byte(b, i) & 31) + 1, 1), '')
    from extensions.gen_random_bytes(length) b, generate_series(0, length - 1) i
  $$;
comment on function app.base32_code(integer) is 'Random characters of Crockford''s base32: no I, L, O, U.';

create function app.base64url(bytes bytea) returns text
  language sql immutable set search_path = ''
  as $$ select translate(rtrim(encode(bytes, 'base64'), '='), '+/', '-_') $$;
comment on function app.base64url(bytea) is 'Base64 for addresses, without padding (RFC 4648 §5); at most 57 bytes.';

-- Prints a new code for a point: what held until now is retired.
create function app.make_checkpoint_key(of_trail text, of_point text) returns void
  language plpgsql security definer set search_path = ''
  as $$
begin
  update private.checkpoint_key k set retired_at = app.clock_now() where k.trail = of_trail and k.point = of_point and k.retired_at is null;
  loop
    insert into private.checkpoint_key (token, typed, trail, point, made_at)
      values (app.base64url(extensions.gen_random_bytes(16)), app.base32_code(6), of_trail, of_point, app.clock_now())
      on conflict (typed) do nothing;
    exit when found;
  end loop;
end $$;
comment on function app.make_checkpoint_key(text, text) is 'Makes a point''s printed code anew; the old one is retired.';

-- Puts a trail with its checkpoints; `t` is the document's body with slug and revision.
create function app.put_trail(t jsonb) returns text
  language plpgsql security definer set search_path = ''
  as $$
declare
  of_slug text := t ->> 'slug';
  existed boolean := exists (select from app.trail x where x.slug = of_slug);
  p record;
begin
  insert into app.trail as x (slug, revision, opens_on, closes_on, positions, speed, body)
  values (of_slug, (t ->> 'revision')::integer, (t ->> 'opens_on')::date, (t ->> 'closes_on')::date, t ->> 'positions',
    (t ->> 'speed')::numeric, t - '{slug,revision,points}'::text[])
  on conflict (slug) do update set revision = excluded.revision, status = 'published', opens_on = excluded.opens_on,
    closes_on = excluded.closes_on, positions = excluded.positions, speed = excluded.speed, body = excluded.body;
  update app.checkpoint c set removed_at = app.clock_now()
    where c.trail = of_slug and c.removed_at is null
      and c.id not in (select i ->> 'id' from jsonb_array_elements(t -> 'points') i);
  for p in select i as body, i ->> 'id' as id, ord from jsonb_array_elements(t -> 'points') with ordinality x (i, ord) loop
    insert into app.checkpoint as c (trail, id, position, required, lng, lat, proofs, game, body)
    values (of_slug, p.id, p.ord, (p.body ->> 'required')::boolean, (p.body #>> '{position,0}')::numeric, (p.body #>> '{position,1}')::numeric,
      array(select jsonb_array_elements_text(p.body -> 'proofs')), p.body ->> 'game', p.body #- '{question,answer}')
    on conflict (trail, id) do update set position = excluded.position, required = excluded.required, lng = excluded.lng,
      lat = excluded.lat, proofs = excluded.proofs, game = excluded.game, body = excluded.body, removed_at = null;
    insert into private.checkpoint_secret as s (trail, point, answer) values (of_slug, p.id, p.body #>> '{question,answer}')
      on conflict (trail, point) do update set answer = excluded.answer;
    if not exists (select from private.checkpoint_key k where k.trail = of_slug and k.point = p.id and k.retired_at is null) then
      perform app.make_checkpoint_key(of_slug, p.id);
    end if;
  end loop;
  return case when existed then 'changed' else 'new' end;
end $$;
comment on function app.put_trail(jsonb) is 'Publishes a trail and its checkpoints; makes printed codes for new points; answers new or changed.';

create function app.open_trails() returns setof app.trail
  language sql stable security definer set search_path = ''
  as $$
    select t.* from app.trail t
    where t.status = 'published' and coalesce(app.day(app.clock_now()) between coalesce(t.opens_on, '-infinity') and coalesce(t.closes_on, 'infinity'), true)
  $$;
comment on function app.open_trails() is 'Trails that are published and open today.';

create trigger bump_revision after insert or update or delete on app.trail for each statement execute function app.bump_revision();
create trigger bump_revision after insert or update or delete on app.checkpoint for each statement execute function app.bump_revision();
create trigger bump_revision after insert or update or delete on private.checkpoint_key for each statement execute function app.bump_revision();
