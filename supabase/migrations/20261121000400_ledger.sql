-- The ledger: every participation record once, append-only; and the figures derived from it.
-- Phones hand records in through api.record_participation (next file).

-- A person is a random id that lives as long as the passport. District and age band are coarse, self-chosen, optional.
create table app.person (
  id uuid primary key default gen_random_uuid(),
  since date not null,
  district text references app.district (code),
  age_band text check (age_band in ('u18', '18-34', '35-59', '60up')),
  profile_at timestamptz
);
create index person_district on app.person (district);
alter table app.person enable row level security;

-- The only link from a sign-in to a person. Recovery re-points it; erasure and retention (180 days unused) cut it.
create table private.person_link (
  sign_in uuid primary key,
  person uuid not null references app.person (id),
  last_used date not null
);
create index person_link_person on private.person_link (person);
alter table private.person_link enable row level security;

-- sha-256 of the recovery key that the phone made for itself.
create table private.recovery (
  key_hash bytea primary key check (octet_length(key_hash) = 32),
  person uuid not null references app.person (id)
);
create index recovery_person on private.recovery (person);
alter table private.recovery enable row level security;

-- One row per record, by the phone's id. `body` is the text as it was sent: a replay with the same text is `seen`, with
-- another text `conflict`. What the server derived on arrival stands beside it, so that every figure can be rebuilt:
--   occurred_at   server time minus the record's age as the phone measured it, never in the future
--   period        first day of the month (records) or quarter (monitoring forms) of occurred_at, Asia/Shanghai
--   district, age_band  as the person had chosen them then
--   correct, total, marks  graded by the server; marks is one 0/1 per item of a monitoring form
--   outcome       what the record counts as: see app.effect
--   first_ever, first_in_month  this record made the person (in this month) a participant
--   channel       placement that first brought the phone here, if it is a known one
create table app.participation (
  id uuid primary key,
  person uuid not null references app.person (id),
  kind text not null,
  outcome text not null,
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  period date not null,
  quiz text,
  question text,
  kp smallint,
  attempt uuid,
  correct smallint,
  total smallint,
  marks text,
  district text,
  age_band text,
  first_ever boolean not null default false,
  first_in_month boolean not null default false,
  channel text,
  body text not null
);
create index participation_person on app.participation (person);
create unique index participation_attempt on app.participation (attempt) where attempt is not null;
alter table app.participation enable row level security;

-- Rows are never changed. Merging two passports (app.merge_person) re-owns rows and says so by a setting.
create function app.keep_ledger() returns trigger
  language plpgsql set search_path = ''
  as $$
begin
  if tg_op = 'UPDATE' and current_setting('qingtu.merging', true) = 'yes' then return new; end if;
  raise exception using errcode = '55000', message = 'app.participation is append-only';
end $$;
comment on function app.keep_ledger() is 'Trigger: the ledger is append-only.';
create trigger keep_ledger before update or delete on app.participation for each row execute function app.keep_ledger();

-- Months in which a person took part: what first_in_month is decided by.
create table app.person_month (
  person uuid not null references app.person (id),
  month date not null,
  primary key (person, month)
);
alter table app.person_month enable row level security;

-- Records that were refused, kept 90 days so that support can see them. At most 1,000 per person.
create table app.participation_reject (
  person uuid not null references app.person (id),
  digest bytea not null,
  verdict text not null,
  body text not null check (octet_length(body) <= 4096),
  received_at timestamptz not null,
  primary key (person, digest)
);
alter table app.participation_reject enable row level security;

-- Figures = rollup (folded) + tail (not yet folded). Nothing in a request touches a shared row.
create table app.rollup (
  kind text not null,
  period date not null,
  quiz text not null,
  district text not null,
  age_band text not null,
  kp smallint not null,
  records bigint not null,
  correct bigint not null,
  total bigint not null,
  passed bigint not null,
  perfect bigint not null,
  people bigint not null,
  newcomers bigint not null,
  primary key (kind, period, quiz, district, age_band, kp)
);
-- All figures of one school are read by its page.
create index rollup_place on app.rollup (district, period);
alter table app.rollup enable row level security;

create table app.tail (like app.rollup) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
alter table app.tail enable row level security;

-- Every figure reads this and sums: exact at every moment.
create view app.figure as select * from app.rollup union all select * from app.tail;
comment on view app.figure is 'Rollup and tail; to be summed by whoever reads.';

-- What one ledger row adds to the figures: the single definition that arrival, verification and rebuilding share.
--   answer / round / contest / game    records, right answers, answers
--   test           the same of tests of classes, for the school: no reach
--   stamp          the first stamp of a person at a point on a day; quiz is <trail>/<point>
--   stamp_again    further ones of the same day: kept, worth nothing
--   monitor        first attempts per person, period and version: items right, items, threshold reached, all right
--   monitor_item   the same first attempts by knowledge point
--   monitor_fast   first attempts answered in under 2 s per item: disclosed, never counted as aware
--   monitor_again  later attempts: learning data
--   person         people: the record made a person a participant of the month; newcomers: for the first time at all
--   block          a block of a lesson gone through; check, recall: first answers of a school year to those that ask (quiz: lesson/block)
--   block_again    further ones: kept, worth nothing
--   signup         sign-ups to dates of events (quiz: event), cancel: some taken back; whether there was a place is the ticket's matter (app.ticket)
--   attend         a person was at a date of an event (quiz: event); attend_again: told once more
--   vote           a vote (quiz: round/work), one per person and round; vote_again: of a joined passport, worth nothing
--   channel        records that a placement led to (quiz: its code), people and newcomers among them
-- What joins and class hours count as follows from a person's whole way through a class (app.class_act, below).
create view app.record_effect as
  select p.id, p.outcome as kind, p.period,
    case when p.kind in ('monitor', 'contest', 'round', 'stamp', 'game', 'block', 'vote') then coalesce(p.quiz, '')
      when p.kind in ('signup', 'attend') then split_part(p.quiz, '/', 1) else '' end as quiz,
    coalesce(p.district, '') as district, coalesce(p.age_band, '') as age_band,
    coalesce(p.kp, 0)::smallint as kp,
    1::bigint as records, coalesce(p.correct, 0)::bigint as correct, coalesce(p.total, 0)::bigint as total,
    (p.outcome = 'monitor' and p.correct >= f.threshold)::int::bigint as passed,
    (p.outcome = 'monitor' and p.correct = p.total)::int::bigint as perfect,
    0::bigint as people, 0::bigint as newcomers
  from app.participation p
  left join app.form_version f on p.outcome = 'monitor' and f.quiz || '@' || f.version = p.quiz
  where p.outcome not in ('profile', 'seat', 'hour')
  union all
  select p.id, 'monitor_item', p.period, p.quiz, coalesce(p.district, ''), coalesce(p.age_band, ''), q.kp,
    1, substr(p.marks, i.position, 1)::bigint, 1, 0, 0, 0, 0
  from app.participation p
  join app.quiz_item i on i.quiz = split_part(p.quiz, '@', 1) and i.version = split_part(p.quiz, '@', 2)::smallint
  join app.question q on q.code = i.question and q.revision = i.revision
  where p.outcome = 'monitor'
  union all
  select p.id, 'person', app.month(p.occurred_at), '', coalesce(p.district, ''), coalesce(p.age_band, ''), 0::smallint,
    0, 0, 0, 0, 0, 1, p.first_ever::int
  from app.participation p
  where p.first_in_month
  union all
  select p.id, 'channel', app.month(p.occurred_at), p.channel, coalesce(p.district, ''), coalesce(p.age_band, ''), 0::smallint,
    1, 0, 0, 0, 0, p.first_in_month::int, p.first_ever::int
  from app.participation p
  where p.channel is not null;
comment on view app.record_effect is 'Figures contributed by each ledger row by itself.';

-- What the ledger rows of a pupil mean for a class, derived by app.class_acts_of: a seat was taken (pupil, sign 1) or left
-- (-1); a class hour was done (hour) as the n-th of the school year, or taken back by who had entered it (-1); the first
-- contest of the year was handed in (contest). `record` is the ledger row that brought it about.
create table app.class_act (
  record uuid not null,
  act text not null check (act in ('pupil', 'hour', 'contest')),
  class uuid not null references app.class (id),
  lesson text not null default '',
  person uuid not null references app.person (id),
  how text not null default '' check (how in ('', 'device', 'projector', 'paper')),
  n smallint not null default 0,
  sign smallint not null check (sign in (1, -1)),
  at timestamptz not null,
  primary key (record, act, class, lesson)
);
create index class_act_class on app.class_act (class);
create index class_act_person on app.class_act (person);
alter table app.class_act enable row level security;

-- Figures of an act, by school and school year:
--   pupil               pupils registered; quiz: grade
--   hour                class hours; quiz: grade/how/n, so that n = L counts the pupils who have done all L
--   pupil_contest       contests: right answers, questions; passed: 60 of 100 and more; perfect: all right; quiz: grade
--   pupil_contest_90    of those, 90 of 100 and more
create view app.class_effect as
  select a.record as id, a.act, a.class, a.lesson, a.person, k.kind, c.year as period,
    case a.act when 'hour' then c.grade || '/' || a.how || '/' || a.n else c.grade::text end as quiz,
    c.school as district, '' as age_band, 0::smallint as kp,
    a.sign::bigint as records, coalesce(p.correct, 0)::bigint as correct, coalesce(p.total, 0)::bigint as total,
    coalesce(p.correct * 100 >= p.total * 60, false)::int::bigint as passed,
    coalesce(p.correct = p.total, false)::int::bigint as perfect,
    0::bigint as people, 0::bigint as newcomers
  from app.class_act a
  join app.class c on c.id = a.class
  left join app.participation p on a.act = 'contest' and p.id = a.record
  cross join lateral (
    select case a.act when 'contest' then 'pupil_contest' else a.act end as kind
    union all select 'pupil_contest_90' where a.act = 'contest' and p.correct * 100 >= p.total * 90) k;
comment on view app.class_effect is 'Figures contributed by the acts of pupils.';

create view app.effect as
  select * from app.record_effect
  union all
  select id, kind, period, quiz, district, age_band, kp, records, correct, total, passed, perfect, people, newcomers from app.class_effect;
comment on view app.effect is 'Figures contributed by each ledger row, by itself and for a class.';

-- Writes the effects of the given ledger rows to the tail, grouped.
create function app.note_effects(ids uuid[], sign integer default 1) returns void
  language plpgsql security definer set search_path = ''
  as $$
begin
    insert into app.tail
    select kind, period, quiz, district, age_band, kp, sign * sum(records), sign * sum(correct), sign * sum(total),
      sign * sum(passed), sign * sum(perfect), sign * sum(people), sign * sum(newcomers)
    from app.record_effect where id = any (ids)
    group by kind, period, quiz, district, age_band, kp;
end $$;
comment on function app.note_effects(uuid[], integer) is 'Adds (sign 1) or compensates (sign -1) the figures of ledger rows by themselves.';

-- Moves the tail into the rollup. Only committed rows are seen, one transaction, one folder at a time.
-- Returns the number of rows moved. Called every few seconds by pg_cron on Supabase and by a timer in the local stack.
create function app.fold_tail() returns bigint
  language plpgsql security definer set search_path = ''
  as $$
declare moved bigint;
begin
  if not pg_try_advisory_xact_lock(hashtext('app.fold_tail')) then return 0; end if;
  with taken as (delete from app.tail returning *),
  folded as (
    insert into app.rollup as r
    select kind, period, quiz, district, age_band, kp, sum(records), sum(correct), sum(total), sum(passed), sum(perfect),
      sum(people), sum(newcomers)
    from taken group by kind, period, quiz, district, age_band, kp
    on conflict (kind, period, quiz, district, age_band, kp) do update set
      records = r.records + excluded.records, correct = r.correct + excluded.correct, total = r.total + excluded.total,
      passed = r.passed + excluded.passed, perfect = r.perfect + excluded.perfect,
      people = r.people + excluded.people, newcomers = r.newcomers + excluded.newcomers
    returning 1)
  select count(*) into moved from taken;
  return moved;
end $$;
comment on function app.fold_tail() is 'Folds unfolded figures; returns rows moved.';

-- Every group in which the figures differ from what the ledger says, and every person-month that is not counted exactly
-- once. Empty when all is well.
create function app.verify_rollups() returns table (kind text, period date, dims text, ledger bigint[], figures bigint[])
  language sql stable security definer set search_path = ''
  as $$
    with l as (
      select e.kind, e.period, concat_ws('/', quiz, district, age_band, kp) as dims,
        array[sum(records), sum(correct), sum(total), sum(passed), sum(perfect), sum(people), sum(newcomers)]::bigint[] as v
      from app.effect e group by 1, 2, 3),
    f as (
      select x.kind, x.period, concat_ws('/', quiz, district, age_band, kp) as dims,
        array[sum(records), sum(correct), sum(total), sum(passed), sum(perfect), sum(people), sum(newcomers)]::bigint[] as v
      from app.figure x group by 1, 2, 3)
    select coalesce(l.kind, f.kind), coalesce(l.period, f.period), coalesce(l.dims, f.dims), l.v, f.v
    from l full join f on l.kind = f.kind and l.period = f.period and l.dims = f.dims
    where coalesce(l.v, array_fill(0::bigint, array[7])) is distinct from coalesce(f.v, array_fill(0::bigint, array[7]))
    union all
    select 'person_month', m.month, m.person::text, array[count(p.id)], array[1::bigint]
    from app.person_month m
    left join app.participation p on p.person = m.person and p.first_in_month and date_trunc('month', p.occurred_at at time zone 'Asia/Shanghai')::date = m.month
    group by m.person, m.month having count(p.id) <> 1
  $$;
comment on function app.verify_rollups() is 'Differences between ledger and figures; must return no row.';

-- Makes the figures anew from the ledger. Idempotent; writers wait for the moment it takes.
create function app.rebuild_rollups() returns bigint
  language plpgsql security definer set search_path = ''
  as $$
declare made bigint;
begin
  lock table app.tail, app.rollup in exclusive mode;
  delete from app.tail;
  delete from app.rollup;
  insert into app.rollup
    select kind, period, quiz, district, age_band, kp, sum(records), sum(correct), sum(total), sum(passed), sum(perfect),
      sum(people), sum(newcomers)
    from app.effect group by kind, period, quiz, district, age_band, kp;
  get diagnostics made = row_count;
  return made;
end $$;
comment on function app.rebuild_rollups() is 'Rebuilds all figures from the ledger; returns the number of groups.';
