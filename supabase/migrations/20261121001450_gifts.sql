-- Gifts: what a walked trail, points or a passed quiz lead to, and the counters where they are handed out. Participation is
-- rewarded, never rank; nothing is for sale and nothing is drawn by lot.

-- A place where gifts are fetched and passports are stamped. `street` says where to go, in words.
create table app.counter (
  code text primary key check (code ~ '^[a-z0-9][a-z0-9-]{1,39}$'),
  place text not null references app.district (code),
  name jsonb not null check (name ? 'zh-Hans'),
  street jsonb not null check (street ? 'zh-Hans'),
  hours jsonb not null check (hours ? 'zh-Hans'),
  open boolean not null default true
);
create index counter_place on app.counter (place);
alter table app.counter enable row level security;

-- A gift as it was published (`body`: GiftBody). Columns from `trail` to `first_persons` are its rule; null: not asked.
create table app.gift (
  slug text primary key check (slug ~ '^[a-z0-9][a-z0-9-]{1,39}$'),
  trail text references app.trail (slug),
  grade smallint not null check (grade between 1 and 3),
  strong smallint not null check (strong >= 0),
  points integer check (points > 0),
  quiz text references app.quiz (slug),
  first_persons integer check (first_persons > 0),
  per_person smallint not null check (per_person between 1 and 20),
  opens_at timestamptz,
  closes_at timestamptz,
  status text not null default 'published' check (status in ('published', 'withdrawn')),
  body jsonb not null check (body -> 'name' ? 'zh-Hans'),
  check (closes_at > opens_at)
);
create index gift_trail on app.gift (trail);
create index gift_quiz on app.gift (quiz);
alter table app.gift enable row level security;

-- The running row of a gift at a counter: the one place at which it is decided whether there is another one.
--   stocked    brought in, minus what was taken out, plus corrections
--   taken      laid aside for somebody or handed out; never more than there is
--   handed     handed out; stocked - handed stands on the shelf
--   low_below  the counter is warned when fewer than this can still be claimed
create table app.stock (
  gift text not null references app.gift (slug),
  counter text not null references app.counter (code),
  stocked integer not null default 0,
  taken integer not null default 0,
  handed integer not null default 0,
  low_below integer not null default 5 check (low_below >= 0),
  primary key (gift, counter),
  check (0 <= handed and handed <= taken and taken <= stocked)
);
create index stock_counter on app.stock (counter);
alter table app.stock enable row level security;

do $$
declare t text;
begin
  foreach t in array array['gift', 'counter'] loop
    execute format('create trigger bump_revision after insert or update or delete on app.%I for each statement execute function app.bump_revision()', t);
  end loop;
end $$;
-- A gift's page names the counters that have it: a first delivery changes public content, a further one does not.
create trigger bump_revision after insert on app.stock for each statement execute function app.bump_revision();

create function app.put_gift(g jsonb) returns text
  language plpgsql security definer set search_path = ''
  as $$
declare
  rule jsonb := g -> 'rule';
  existed boolean := exists (select from app.gift x where x.slug = g ->> 'slug');
begin
  insert into app.gift as x (slug, trail, grade, strong, points, quiz, first_persons, per_person, opens_at, closes_at, body)
  values (g ->> 'slug', rule ->> 'trail', (rule ->> 'grade')::smallint, (rule ->> 'strong')::smallint, (rule ->> 'points')::integer, rule ->> 'quiz',
    (rule ->> 'first')::integer, (g ->> 'per_person')::smallint, (g ->> 'opens_at')::timestamptz, (g ->> 'closes_at')::timestamptz, g - '{slug,revision}'::text[])
  on conflict (slug) do update set status = 'published', trail = excluded.trail, grade = excluded.grade, strong = excluded.strong, points = excluded.points,
    quiz = excluded.quiz, first_persons = excluded.first_persons, per_person = excluded.per_person, opens_at = excluded.opens_at,
    closes_at = excluded.closes_at, body = excluded.body;
  return case when existed then 'changed' else 'new' end;
end $$;
comment on function app.put_gift(jsonb) is 'Publishes a gift (GiftBody with slug); answers new or changed. Knows no rights.';

create function app.put_counter(c jsonb) returns text
  language plpgsql security definer set search_path = ''
  as $$
declare existed boolean := exists (select from app.counter x where x.code = c ->> 'code');
begin
  insert into app.counter as x (code, place, name, street, hours, open)
  values (c ->> 'code', c ->> 'place', c -> 'name', c -> 'address', c -> 'hours', coalesce((c ->> 'open')::boolean, true))
  on conflict (code) do update set place = excluded.place, name = excluded.name, street = excluded.street, hours = excluded.hours, open = excluded.open;
  return case when existed then 'changed' else 'new' end;
end $$;
comment on function app.put_counter(jsonb) is 'Puts a counter {code, place, name, address, hours, open}; answers new or changed. Knows no rights.';

create function app.gift_problems(key text, body jsonb) returns table (field text, rule text)
  language plpgsql stable rows 5 security definer set search_path = ''
  as $$
declare
  asks jsonb := case when jsonb_typeof(body -> 'rule') = 'object' then body -> 'rule' else '{}' end;
  given text[] := array(select k from jsonb_each(asks) a (k, v) where jsonb_typeof(a.v) <> 'null');
begin
  return query select k, 'unknown' from jsonb_object_keys(body) k
    where k not in ('name', 'text', 'picture', 'picture_alt', 'rule', 'per_person', 'opens_at', 'closes_at');
  return query select 'rule.' || k, 'unknown' from jsonb_object_keys(asks) k
    where k not in ('trail', 'grade', 'strong', 'points', 'quiz', 'first');
  return query select * from app.words_problems('name', body -> 'name', 60);
  return query select * from app.words_problems('text', body -> 'text', 600);
  if coalesce(jsonb_typeof(body -> 'picture'), 'null') <> 'null' then
    if not exists (select from app.media m where m.hash = body ->> 'picture') then return query values ('picture', 'missing'); end if;
    return query select * from app.words_problems('picture_alt', body -> 'picture_alt', 200);
  end if;
  -- A gift for nothing would be gone before anybody has walked.
  if not given && '{trail,points,quiz}' then return query values ('rule', 'missing'); end if;
  if 'trail' = any (given) and not exists (select from app.trail t where t.slug = asks ->> 'trail' and t.status = 'published') then
    return query values ('rule.trail', 'unpublished'); end if;
  if not app.is_count(asks -> 'grade', 1, 3) then return query values ('rule.grade', 'range'); end if;
  if not app.is_count(asks -> 'strong', 0, case when 'trail' = any (given) then 50 else 0 end) then return query values ('rule.strong', 'range'); end if;
  if 'points' = any (given) and not app.is_count(asks -> 'points', 1, 100000) then return query values ('rule.points', 'range'); end if;
  -- Nobody is paid for a monitoring form: its answers have to stay honest.
  if 'quiz' = any (given) and not exists (select from app.quiz q where q.slug = asks ->> 'quiz' and q.status = 'published' and q.purpose <> 'monitoring') then
    return query values ('rule.quiz', 'unpublished'); end if;
  if 'first' = any (given) and not app.is_count(asks -> 'first', 1, 100000) then return query values ('rule.first', 'range'); end if;
  if not app.is_count(body -> 'per_person', 1, 20) then return query values ('per_person', 'range'); end if;
  return query select d, 'bad_day' from unnest('{opens_at,closes_at}'::text[]) d
    where jsonb_typeof(body -> d) <> 'null' and app.read_time(body -> d) is null;
  if app.read_time(body -> 'closes_at') <= app.read_time(body -> 'opens_at') then return query values ('closes_at', 'order'); end if;
end $$;
comment on function app.gift_problems(text, jsonb) is 'Problems of a gift body; none when it can be published.';
