-- Content: knowledge points, districts, facts, questions and quizzes, as staff publish them.
-- Words are jsonb objects {"zh-Hans": …, "zh-Hant": …, "en": …}; zh-Hans is always there.

-- The words of one language, or the simplified ones where that language has none.
create function app.say(words jsonb, locale text) returns text
  language sql immutable set search_path = ''
  as $$ select coalesce(words ->> locale, words ->> 'zh-Hans') $$;
comment on function app.say(jsonb, text) is 'One language of a words object, falling back to zh-Hans.';

create table app.knowledge_point (
  code smallint primary key check (code between 1 and 10),
  name jsonb not null check (name ? 'zh-Hans'),
  short jsonb not null check (short ? 'zh-Hans')
);
alter table app.knowledge_point enable row level security;

-- The tree of places: the city (level city), its districts (level county) and their schools (level school, by their ten
-- digits: 学校标识码). Populations carry their source and date, because every rate needs a dated denominator.
create table app.district (
  code text primary key check (code ~ '^[0-9]+$'),
  parent text references app.district (code),
  level text not null check (length(code) = case level when 'city' then 6 when 'county' then 6 when 'town' then 9 when 'community' then 12 when 'school' then 10 end
    and level in ('city', 'county', 'town', 'community', 'school')),
  name jsonb not null check (name ? 'zh-Hans'),
  population integer check (population > 0),
  population_source text,
  population_on date
);
create index district_parent on app.district (parent);
alter table app.district enable row level security;

-- Shares of the population by age band, with their source (演示数据 in the demo city).
create table app.age_margin (
  band text primary key check (band in ('u18', '18-34', '35-59', '60up')),
  share numeric not null check (share > 0 and share < 1),
  source text not null
);
alter table app.age_margin enable row level security;

-- What a question rests on. A fact with status M has not been checked: no question that rests on it is published.
create table app.fact (
  code text primary key check (code ~ '^F[0-9]{1,4}$'),
  kp smallint not null references app.knowledge_point (code),
  words jsonb not null check (words ? 'zh-Hans'),
  source text not null,
  link text,
  article text,
  valid_from date,
  valid_to date,
  checked_on date,
  checked_by text,
  status text not null
);
create index fact_kp on app.fact (kp);
alter table app.fact enable row level security;

-- A question belongs to one pool for ever, so that no revision can carry a contest's key into practice.
create table app.question_code (
  code text primary key check (code ~ '^[a-z0-9][a-z0-9-]{1,39}$'),
  pool text not null check (pool in ('practice', 'contest', 'monitoring')),
  unique (code, pool)
);
alter table app.question_code enable row level security;

-- What was ever published: one row per revision; `current` marks the one shown. Drafts stand in private.document_revision. `words` per language: {stem, options: [text], boxes?: [a, b], source}.
create table app.question (
  code text not null,
  revision integer not null check (revision > 0),
  pool text not null,
  kp smallint not null references app.knowledge_point (code),
  kind text not null check (kind in ('single', 'multiple', 'judge', 'picture', 'sort')),
  stages text[] not null check (stages <@ array['primary', 'junior', 'senior', 'adult'] and cardinality(stages) > 0),
  difficulty smallint not null check (difficulty between 1 and 3),
  words jsonb not null check (words ? 'zh-Hans'),
  pictures text[],
  facts text[] not null,
  valid_from date,
  valid_to date,
  checked_on date not null,
  status text not null check (status in ('published', 'withdrawn')),
  current boolean not null default false,
  primary key (code, revision),
  unique (code, revision, pool),
  foreign key (code, pool) references app.question_code (code, pool)
);
create unique index question_current on app.question (code) where current;
create index question_kp on app.question (kp);
create index question_code_pool on app.question (code, pool);
alter table app.question enable row level security;

-- Keys and explanations. Those of the contest and monitoring pools leave the database only after closing.
-- answer: letters of the right options ("ACD"), or one box letter per item of a sorting question.
create table private.question_key (
  code text not null,
  revision integer not null,
  answer text not null check (answer ~ '^[A-L]{1,12}$'),
  explanation jsonb not null check (explanation ? 'zh-Hans'),
  primary key (code, revision),
  foreign key (code, revision) references app.question (code, revision)
);
alter table private.question_key enable row level security;

-- A quiz of one of three purposes. Practice sets without items take every published practice question of their
-- knowledge point (all points when kp is null). Contests have a window, tries and a drawing rule (draw questions, spread
-- evenly over nothing, knowledge points or difficulties); monitoring forms a version, a window and a threshold (answers
-- right, of K, that count as aware).
create table app.quiz (
  slug text primary key check (slug ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  purpose text not null check (purpose in ('practice', 'contest', 'monitoring')),
  kp smallint references app.knowledge_point (code),
  position smallint not null default 0,
  title jsonb not null check (title ? 'zh-Hans'),
  summary jsonb not null check (summary ? 'zh-Hans'),
  opens_at timestamptz,
  closes_at timestamptz,
  tries smallint check (tries between 1 and 20),
  draw smallint check (draw between 1 and 100),
  spread text not null default 'any' check (spread in ('any', 'kp', 'difficulty')),
  seconds integer check (seconds between 30 and 7200),
  version smallint check (version > 0),
  threshold smallint check (threshold > 0),
  status text not null default 'published' check (status in ('published', 'withdrawn')),
  unique (slug, purpose),
  check (closes_at > opens_at),
  check (purpose <> 'contest' or (opens_at is not null and closes_at is not null and tries is not null and draw is not null)),
  check (purpose <> 'monitoring' or (version is not null and threshold is not null))
);
create index quiz_kp on app.quiz (kp);
alter table app.quiz enable row level security;

-- Items of contests (the drawing pool) and of monitoring forms (in order). The check makes the three pools disjoint.
create table app.quiz_item (
  quiz text not null,
  purpose text not null,
  version smallint not null default 1,
  position smallint not null check (position > 0),
  question text not null,
  revision integer not null,
  pool text not null,
  primary key (quiz, version, position),
  unique (quiz, version, question),
  check (purpose = pool),
  foreign key (quiz, purpose) references app.quiz (slug, purpose),
  foreign key (question, revision, pool) references app.question (code, revision, pool)
);
create index quiz_item_quiz on app.quiz_item (quiz, purpose);
create index quiz_item_question on app.quiz_item (question, revision, pool);
alter table app.quiz_item enable row level security;

-- Every version of a monitoring form with its own threshold. Its first use locks it.
create table app.form_version (
  quiz text not null references app.quiz (slug),
  version smallint not null,
  threshold smallint not null,
  locked boolean not null default false,
  primary key (quiz, version)
);
alter table app.form_version enable row level security;

-- Does a version stay as it is? From its first use, and already from the moment at which phones can have loaded it: an
-- answer names a version, and would be held against other questions.
create function app.is_fixed(f app.form_version) returns boolean
  language sql stable security definer set search_path = ''
  as $$
    select f.locked or exists (select from app.quiz q where q.slug = f.quiz and q.version = f.version and q.status = 'published'
      and coalesce(q.opens_at <= app.clock_now(), true))
  $$;
comment on function app.is_fixed(app.form_version) is 'Was this version of a monitoring form used, or is it open?';

-- A monitoring form that has been used stays as it was; changes go on as a new version.
create function app.keep_locked_form() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
declare row record := case when tg_op = 'DELETE' then old else new end;
begin
  if exists (select from app.form_version f where f.quiz = row.quiz and f.version = row.version and f.locked) then
    perform app.refuse('form_locked');
  end if;
  return row;
end $$;
comment on function app.keep_locked_form() is 'Trigger: items of a form that has been used stay as they were.';
create trigger keep_locked_form before insert or update or delete on app.quiz_item
  for each row execute function app.keep_locked_form();

-- Pictures and sound, content-addressed (sha-256 in hex), at most 300 KB, served at /media/<hash> as immutable.
create table app.media (
  hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
  type text not null check (type in ('image/svg+xml', 'image/webp', 'image/png', 'image/jpeg', 'audio/mpeg', 'audio/mp4')),
  bytes bytea not null check (octet_length(bytes) <= 307200)
);
alter table app.media enable row level security;

-- One row: moves with every change of public content, once per statement.
create table app.content_revision (
  one boolean primary key default true check (one),
  revision bigint not null default 1
);
alter table app.content_revision enable row level security;
insert into app.content_revision default values;

create function app.bump_revision() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
begin
  update app.content_revision set revision = revision + 1;
  return null;
end $$;
comment on function app.bump_revision() is 'Trigger: public content has changed.';

do $$
declare t text;
begin
  foreach t in array array['knowledge_point', 'district', 'fact', 'question', 'quiz', 'quiz_item', 'media'] loop
    execute format('create trigger bump_revision after insert or update or delete on app.%I for each statement execute function app.bump_revision()', t);
  end loop;
end $$;
