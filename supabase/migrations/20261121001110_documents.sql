-- Documents: everything that staff write, whatever its kind, lives here as revisions; what is live is put into the typed
-- tables by app.publish_revision. Kinds: question, quiz, fact, trail (with its checkpoints), game, gift, lesson, course,
-- checklist, event, brief (of one date of an event), and points: the one document of the rules by which points are given.
--
-- A revision is never changed after it was saved, only its state moves:
--   draft → review → published → superseded | withdrawn      (review → draft again when it is given back)
-- A save appends a revision and names the one it was based on; if that is not the newest any more, somebody else has
-- saved meanwhile. Publishing needs a second person.

create function app.is_kind(kind text) returns boolean
  language sql immutable set search_path = ''
  as $$ select coalesce(kind in ('question', 'quiz', 'fact', 'trail', 'game', 'gift', 'points', 'lesson', 'course', 'checklist', 'event', 'brief'), false) $$;
comment on function app.is_kind(text) is 'Is this a kind of document?';

-- One row per document: what lists and filters need of its newest revision (head), and which revision is live.
create table app.document (
  kind text not null check (app.is_kind(kind)),
  key text not null,
  place text not null references app.district (code),
  head integer not null,
  live integer,
  status text not null check (status in ('draft', 'review', 'published', 'withdrawn')),
  returned boolean not null default false,
  title text not null,
  kp smallint,
  pool text,
  question_kind text,
  stages text[],
  facts text[],
  valid_from date,
  valid_to date,
  author uuid,
  author_name text not null,
  saved_at timestamptz not null,
  -- lower case, without blanks and signs; grams are its pairs of characters: Chinese has no word boundaries to index
  search text not null,
  grams text[] not null,
  primary key (kind, key)
);
create index document_newest on app.document (kind, saved_at desc, key desc);
create index document_status on app.document (kind, status, saved_at desc, key desc);
create index document_grams on app.document using gin (grams);
create index document_place on app.document (place);
alter table app.document enable row level security;

-- Bodies hold answer keys of contests and monitoring forms: private.
create table private.document_revision (
  kind text not null,
  key text not null,
  revision integer not null check (revision > 0),
  body jsonb not null,
  status text not null check (status in ('draft', 'review', 'published', 'superseded', 'withdrawn')),
  author uuid,
  author_name text not null,
  saved_at timestamptz not null,
  note text,
  reviewer uuid,
  reviewer_name text,
  reviewed_at timestamptz,
  published_at timestamptz,
  primary key (kind, key, revision),
  foreign key (kind, key) references app.document (kind, key) deferrable initially deferred
);
alter table private.document_revision enable row level security;

create function app.search_text(words text) returns text
  language sql immutable set search_path = ''
  as $$ select regexp_replace(lower(words), '[[:space:][:punct:]，。！？；：、（）《》“”‘’—…·]+', '', 'g') $$;
comment on function app.search_text(text) is 'Text as it is searched: lower case, without blanks and signs.';

create function app.bigrams(search text) returns text[]
  language sql immutable set search_path = ''
  as $$
    select coalesce(array_agg(distinct c || n), '{}')
    from (select c, lead(c) over (order by i) as n from unnest(string_to_array(search, null)) with ordinality x (c, i)) pairs
    where n is not null
  $$;
comment on function app.bigrams(text) is 'Distinct pairs of neighbouring characters.';

-- A date as text, or null for anything that is none.
create function app.read_date(t text) returns date
  language sql immutable set search_path = ''
  as $$ select case when t ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' and pg_input_is_valid(t, 'date') then t::date end $$;
comment on function app.read_date(text) is 'ISO day, or null.';

-- What the list knows of a body, read so that no half-written draft can break it.
create function app.index_document(kind text, key text, body jsonb)
  returns table (title text, kp smallint, pool text, question_kind text, stages text[], facts text[], valid_from date, valid_to date, search text, grams text[])
  language sql stable security definer set search_path = ''
  as $$
    with w as materialized (
      -- Titles stand in lists beside others: signs that turn the direction of reading would turn the whole line.
      select regexp_replace(left(coalesce(case kind when 'question' then body #>> '{words,zh-Hans,stem}' when 'fact' then body #>> '{words,zh-Hans}'
          when 'gift' then body #>> '{name,zh-Hans}' when 'points' then '积分规则' else body #>> '{title,zh-Hans}' end, ''), 500), '[\u0001-\u001f\u007f\u200b\u202a-\u202e\u2066-\u2069\ufeff]', '', 'g') as title,
        app.search_text(left(concat_ws(' ', key, case kind
          when 'question' then concat_ws(' ', body #>> '{words,zh-Hans,stem}', body #> '{words,zh-Hans,options}', body #>> '{words,en,stem}')
          when 'fact' then concat_ws(' ', body #>> '{words,zh-Hans}', body ->> 'source', body ->> 'article')
          when 'trail' then concat_ws(' ', body #>> '{title,zh-Hans}', body #>> '{title,en}', jsonb_path_query_array(body, 'lax $.points[*].name."zh-Hans"'))
          else concat_ws(' ', body #>> '{title,zh-Hans}', body #>> '{title,en}', body #>> '{name,zh-Hans}', body #>> '{name,en}') end), 2000)) as search)
    select w.title,
      case when body ->> 'kp' ~ '^[0-9]{1,2}$' then (body ->> 'kp')::smallint end,
      left(coalesce(body ->> 'pool', body ->> 'purpose', body ->> 'status'), 20),
      left(body ->> 'kind', 20),
      case when jsonb_typeof(body -> 'stages') = 'array' then array(select jsonb_array_elements_text(body -> 'stages')) end,
      case when jsonb_typeof(body -> 'facts') = 'array' then array(select jsonb_array_elements_text(body -> 'facts')) end,
      -- a quiz or a gift holds from its opening to its closing day, an event from its first date on
      app.read_date(coalesce(body ->> 'valid_from', body ->> 'opens_on', left(coalesce(body ->> 'opens_at', body ->> 'start'), 10))),
      app.read_date(coalesce(body ->> 'valid_to', body ->> 'closes_on', left(body ->> 'closes_at', 10))),
      w.search, app.bigrams(w.search)
    from w
  $$;
comment on function app.index_document(text, text, jsonb) is 'Columns of app.document that come from a body.';

-- Appends a revision and makes it the head. Knows no rights: callers have asked.
create function app.add_revision(of_kind text, of_key text, at_place text, body jsonb, note text default null,
    by_whom uuid default auth.uid()) returns integer
  language plpgsql security definer set search_path = ''
  as $$
declare
  now_at timestamptz := app.clock_now();
  by_name text := coalesce((select s.name from app.staff s where s.sign_in = by_whom), '');
  next_revision integer := coalesce((select d.head from app.document d where d.kind = of_kind and d.key = of_key), 0) + 1;
begin
  -- Figures of a brief are the server's, whoever sends it.
  if of_kind = 'brief' then body := app.own_brief(of_key, body); end if;
  update private.document_revision r set status = 'superseded'
    where r.kind = of_kind and r.key = of_key and r.status in ('draft', 'review');
  insert into private.document_revision (kind, key, revision, body, status, author, author_name, saved_at, note)
    values (of_kind, of_key, next_revision, add_revision.body, 'draft', by_whom, by_name, now_at, add_revision.note);
  insert into app.document as d (kind, key, place, head, status, title, kp, pool, question_kind, stages, facts, valid_from, valid_to, author, author_name, saved_at, search, grams)
    select of_kind, of_key, at_place, next_revision, 'draft', x.title, x.kp, x.pool, x.question_kind, x.stages, x.facts, x.valid_from, x.valid_to,
      by_whom, by_name, now_at, x.search, x.grams
    from app.index_document(of_kind, of_key, add_revision.body) x
  on conflict on constraint document_pkey do update set head = excluded.head, status = excluded.status, returned = false, title = excluded.title, kp = excluded.kp,
    pool = excluded.pool, question_kind = excluded.question_kind, stages = excluded.stages, facts = excluded.facts,
    valid_from = excluded.valid_from, valid_to = excluded.valid_to, author = excluded.author, author_name = excluded.author_name,
    saved_at = excluded.saved_at, search = excluded.search, grams = excluded.grams;
  return next_revision;
end $$;
comment on function app.add_revision(text, text, text, jsonb, text, uuid) is 'Appends a draft revision; answers its number.';

-- Puts a revision into the tables that the public reads, and marks it live, in one transaction.
create function app.publish_revision(of_kind text, of_key text, of_revision integer, by_whom uuid default auth.uid()) returns void
  language plpgsql security definer set search_path = ''
  as $$
declare
  body jsonb := (select r.body from private.document_revision r where r.kind = of_kind and r.key = of_key and r.revision = of_revision);
begin
  case of_kind
    when 'question' then perform app.put_question(body || jsonb_build_object('code', of_key, 'revision', of_revision));
    when 'quiz' then perform app.put_quiz(body || jsonb_build_object('slug', of_key));
    when 'fact' then perform app.put_fact(body || jsonb_build_object('code', of_key));
    when 'trail' then perform app.put_trail(body || jsonb_build_object('slug', of_key, 'revision', of_revision));
    when 'game' then perform app.put_game(body || jsonb_build_object('slug', of_key, 'revision', of_revision));
    when 'gift' then perform app.put_gift(body || jsonb_build_object('slug', of_key));
    when 'points' then perform app.put_points(body);
    when 'lesson' then perform app.put_lesson(body || jsonb_build_object('slug', of_key, 'revision', of_revision));
    when 'course' then perform app.put_course(body || jsonb_build_object('slug', of_key));
    when 'checklist' then perform app.put_checklist(body || jsonb_build_object('slug', of_key));
    when 'event' then perform app.put_event(body || jsonb_build_object('slug', of_key, 'revision', of_revision));
    when 'brief' then perform app.put_brief(body || jsonb_build_object('slug', of_key));
  end case;
  update private.document_revision r set status = 'superseded' where r.kind = of_kind and r.key = of_key and r.status = 'published';
  update private.document_revision r set status = 'published', published_at = app.clock_now(), reviewed_at = app.clock_now(),
      reviewer = by_whom, reviewer_name = (select s.name from app.staff s where s.sign_in = by_whom)
    where r.kind = of_kind and r.key = of_key and r.revision = of_revision;
  update app.document d set live = of_revision, status = 'published', returned = false where d.kind = of_kind and d.key = of_key;
end $$;
comment on function app.publish_revision(text, text, integer, uuid) is 'Makes a revision live.';

-- Loads a document as the demo city's files have it: a draft, or published at once. The same file twice changes nothing.
create function app.load_document(of_kind text, of_key text, at_place text, body jsonb, published boolean) returns void
  language plpgsql security definer set search_path = ''
  as $$
declare revision integer;
begin
  if exists (select from app.document d join private.document_revision r on r.kind = d.kind and r.key = d.key and r.revision = d.head
    where d.kind = of_kind and d.key = of_key and r.body = load_document.body) then return; end if;
  revision := app.add_revision(of_kind, of_key, at_place, load_document.body, null, null);
  if published then perform app.publish_revision(of_kind, of_key, revision, null); end if;
end $$;
comment on function app.load_document(text, text, text, jsonb, boolean) is 'Seed: adds a document from a file, published when it says so.';
