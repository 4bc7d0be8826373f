-- Import and export. A file is read in the editor's browser and sent as bodies, chunk by chunk, to an import job; here
-- every row is checked again and waits, and commit writes all of them at once as drafts.
create table private.import_job (
  id uuid primary key default gen_random_uuid(),
  kind text not null,
  name text not null,
  place text not null references app.district (code),
  by_whom uuid not null,
  opened_at timestamptz not null
);
create index import_job_place on private.import_job (place);
alter table private.import_job enable row level security;

create table private.import_row (
  job uuid not null references private.import_job (id) on delete cascade,
  ord integer not null,
  key text not null,
  body jsonb not null,
  problems jsonb not null,
  -- columns of app.document, so that writing ten thousand rows at once stays within the time of one statement
  title text not null,
  kp smallint,
  pool text,
  question_kind text,
  stages text[],
  facts text[],
  valid_from date,
  valid_to date,
  search text not null,
  grams text[] not null,
  primary key (job, ord)
);
alter table private.import_row enable row level security;

create function api.import_open(kind text, name text) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  at_place text := app.writing_place();
  made uuid;
begin
  if coalesce(kind, '') not in ('question', 'quiz', 'fact') or coalesce(length(name), 0) not between 1 and 200 then perform app.refuse('bad_argument'); end if;
  if kind = 'fact' and (select d.parent from app.district d where d.code = at_place) is not null then perform app.refuse('not_staff'); end if;
  -- One at a time each; what was left lying is gone.
  delete from private.import_job j where j.by_whom = auth.uid() or j.opened_at < app.clock_now() - interval '1 day';
  insert into private.import_job (kind, name, place, by_whom, opened_at) values (import_open.kind, import_open.name, at_place, auth.uid(), app.clock_now())
    returning id into made;
  return jsonb_build_object('job', made);
end $$;
comment on function api.import_open(text, text) is 'Begins an import of a file: {job}. Errors not_staff, second_factor, bad_argument.';

create function app.own_job(of_job uuid) returns private.import_job
  language plpgsql security definer set search_path = ''
  as $$
declare j private.import_job;
begin
  perform app.need_right('content.write');
  select * into j from private.import_job x where x.id = of_job and x.by_whom = auth.uid() for update;
  if j.id is null then perform app.refuse('not_found'); end if;
  perform app.need_right('content.write', j.place);
  return j;
end $$;
comment on function app.own_job(uuid) is 'The caller''s import job, locked. Errors not_staff, second_factor, not_found.';

create function app.writing_places() returns text[]
  language sql stable security definer set search_path = ''
  as $$ select array_agg(distinct b) from app.places_of('content.write') p, app.place_and_below(p) b $$;
comment on function app.writing_places() is 'Places where the caller may write.';

-- What a row would do to the bank: new, changed or same. What stands at other places answers as if it were nowhere.
create function app.import_effect(of_kind text, of_key text, body jsonb, places text[]) returns text
  language sql stable security definer set search_path = ''
  as $$
    select coalesce((select case when r.body = import_effect.body and d.status <> 'withdrawn' then 'same' else 'changed' end
      from app.document d join private.document_revision r on r.kind = d.kind and r.key = d.key and r.revision = d.head
      where d.kind = of_kind and d.key = of_key and d.place = any (places)), 'new')
  $$;
comment on function app.import_effect(text, text, jsonb, text[]) is 'new, changed or same.';

-- Formats of other tools know one language. When the Chinese words are as they were, the translations that we have stay.
create function app.keep_translations(of_kind text, of_key text, sent jsonb, places text[]) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select coalesce((
      select sent || jsonb_build_object('words', (r.body -> 'words') || (sent -> 'words'), 'explanation', (r.body -> 'explanation') || (sent -> 'explanation'))
      from app.document d join private.document_revision r on r.kind = d.kind and r.key = d.key and r.revision = d.head
      where of_kind = 'question' and d.kind = of_kind and d.key = of_key and d.place = any (places) and jsonb_typeof(sent -> 'explanation') = 'object'
        and jsonb_typeof(r.body -> 'explanation') = 'object' and jsonb_typeof(sent -> 'words') = 'object'
        and sent -> 'words' ? 'zh-Hans' and not sent -> 'words' ?| '{zh-Hant,en}'
        and sent #> '{words,zh-Hans,stem}' = r.body #> '{words,zh-Hans,stem}'
        and sent #> '{words,zh-Hans,options}' = r.body #> '{words,zh-Hans,options}'), sent)
  $$;
comment on function app.keep_translations(text, text, jsonb, text[]) is 'A body with the translations of the newest revision, when it has none and its Chinese words are the same.';

-- Which problems keep a row out. A draft may still lack facts, the day from which it holds, source and explanation.
create function app.import_stops(problems jsonb) returns boolean
  language sql immutable set search_path = ''
  as $$
    select exists (select from jsonb_array_elements(problems) p where p ->> 'rule' <> 'unchecked'
      and not (p ->> 'rule' = 'missing' and (p ->> 'field' in ('facts', 'valid_from') or p ->> 'field' ~ '^(source|explanation)\.')))
  $$;
comment on function app.import_stops(jsonb) is 'Whether problems keep a row out of an import.';

-- Rows [{key, body}] from the `start`-th (1 is the first); the same chunk may come twice.
create function api.import_rows(job uuid, start integer, rows jsonb) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  j private.import_job := app.own_job(job);
  places text[] := app.writing_places();
  answer jsonb;
begin
  if jsonb_typeof(rows) is distinct from 'array' or jsonb_array_length(rows) not between 1 and 1000 or coalesce(start, 0) not between 1 and 10000
    or start + jsonb_array_length(rows) > 10001 then perform app.refuse('bad_argument'); end if;
  with sent as materialized (
    select start - 1 + r.i::int as ord, k as key, app.keep_translations(j.kind, k, r.item -> 'body', places) as body
    from jsonb_array_elements(rows) with ordinality r (item, i)
    cross join lateral app.own_key(j.kind, left(r.item ->> 'key', 60), j.place) k),
  checked as materialized (
    select s.ord, coalesce(s.key, '') as key, coalesce(s.body, '{}') as body,
      case when not app.is_key(j.kind, s.key) then '[{"field": "key", "rule": "bad_key"}]'::jsonb else '[]' end
        || app.problems_json(j.kind, s.key, s.body) as problems
    from sent s),
  put as (
    insert into private.import_row as x
    select j.id, c.ord, c.key, c.body, c.problems, i.* from checked c cross join lateral app.index_document(j.kind, c.key, c.body) i
    on conflict on constraint import_row_pkey do update set key = excluded.key, body = excluded.body, problems = excluded.problems,
      title = excluded.title, kp = excluded.kp, pool = excluded.pool, question_kind = excluded.question_kind, stages = excluded.stages,
      facts = excluded.facts, valid_from = excluded.valid_from, valid_to = excluded.valid_to, search = excluded.search, grams = excluded.grams)
  select jsonb_build_object(
    'problems', coalesce(jsonb_agg(jsonb_build_object('row', c.ord, 'stops', app.import_stops(c.problems), 'problems', c.problems) order by c.ord) filter (where c.problems <> '[]'), '[]'),
    'new', count(*) filter (where e = 'new'), 'changed', count(*) filter (where e = 'changed'), 'same', count(*) filter (where e = 'same'))
  into answer from checked c cross join lateral app.import_effect(j.kind, c.key, c.body, places) e;
  return answer;
end $$;
comment on function api.import_rows(uuid, integer, jsonb) is
  'Checks and keeps rows [{key, body}] of an import (at most 1,000 a call, 10,000 a job): {problems: [{row, stops, problems: [{field, rule}]}], new, changed, same}. Errors not_found, not_staff, second_factor, bad_argument.';

-- mode all: everything or, if any row has a problem, nothing; mode good: the rows without problems. A row whose key stands
-- in the file twice counts as a problem. Rows that only lack what
-- publishing asks for (app.import_stops) come in: they are drafts, and files of other tools know no facts or sources.
create function api.import_commit(job uuid, mode text) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  j private.import_job := app.own_job(job);
  now_at timestamptz := app.clock_now();
  by_name text := (select s.name from app.staff s where s.sign_in = auth.uid());
  places text[] := app.writing_places();
  counts jsonb;
  left_out integer;
begin
  if coalesce(mode, '') not in ('all', 'good') then perform app.refuse('bad_argument'); end if;
  -- Nobody begins a document or saves one of these until the import is done; what they are now is read after that.
  perform pg_advisory_xact_lock(hashtextextended('new/' || j.kind, 6));
  perform 1 from app.document d where d.kind = j.kind and d.key in (select x.key from private.import_row x where x.job = j.id)
    and d.place = any (places) order by d.key for update;
  create temporary table taken on commit drop as
    select r.*, d.head, coalesce(d.place, j.place) as place, v.body is not distinct from r.body and coalesce(d.status, '') <> 'withdrawn' as same
    from (select x.*, count(*) over (partition by x.key) as twins from private.import_row x where x.job = j.id) r
    left join app.document d on d.kind = j.kind and d.key = r.key
    left join private.document_revision v on v.kind = d.kind and v.key = d.key and v.revision = d.head
    where r.twins = 1 and not app.import_stops(r.problems) and coalesce(d.place, j.place) = any (places);
  select count(*) - (select count(*) from taken) into left_out from private.import_row x where x.job = j.id;
  if mode = 'all' and left_out > 0 then
    return jsonb_build_object('done', false, 'left_out', left_out);
  end if;
  select jsonb_build_object('new', count(*) filter (where t.head is null), 'changed', count(*) filter (where t.head is not null and not t.same),
    'same', count(*) filter (where t.same)) into counts from taken t;
  delete from taken t where t.same;
  update private.document_revision r set status = 'superseded' from taken t
    where r.kind = j.kind and r.key = t.key and r.status in ('draft', 'review');
  insert into private.document_revision (kind, key, revision, body, status, author, author_name, saved_at, note)
    select j.kind, t.key, coalesce(t.head, 0) + 1, t.body, 'draft', auth.uid(), by_name, now_at, j.name from taken t;
  insert into app.document as d (kind, key, place, head, status, title, kp, pool, question_kind, stages, facts, valid_from, valid_to, author, author_name, saved_at, search, grams)
    select j.kind, t.key, t.place, coalesce(t.head, 0) + 1, 'draft', t.title, t.kp, t.pool, t.question_kind, t.stages, t.facts, t.valid_from, t.valid_to,
      auth.uid(), by_name, now_at, t.search, t.grams
    from taken t
  on conflict on constraint document_pkey do update set head = excluded.head, status = excluded.status, returned = false, title = excluded.title, kp = excluded.kp,
    pool = excluded.pool, question_kind = excluded.question_kind, stages = excluded.stages, facts = excluded.facts,
    valid_from = excluded.valid_from, valid_to = excluded.valid_to, author = excluded.author, author_name = excluded.author_name,
    saved_at = excluded.saved_at, search = excluded.search, grams = excluded.grams;
  perform app.note_audit('import', j.kind, left(j.name, 200), j.place, counts || jsonb_build_object('left_out', left_out));
  delete from private.import_job x where x.id = j.id;
  return counts || jsonb_build_object('done', true, 'left_out', left_out);
end $$;
comment on function api.import_commit(uuid, text) is
  'Writes the rows of an import as drafts, in one transaction: {done, new, changed, same, left_out}. Errors not_found, not_staff, second_factor, bad_argument.';

create function api.export_documents(kind text, filter jsonb default '{}', after text default null, size integer default 100) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  places text[];
  listed jsonb;
begin
  perform app.need_right('content.export');
  listed := api.documents(kind, filter, after, size);
  -- Every page: whoever begins at the second one has taken something as well.
  perform app.note_audit('export', kind, null, null, jsonb_strip_nulls(jsonb_build_object('filter', filter, 'total', listed -> 'total', 'after', after)));
  return jsonb_build_object('next', listed -> 'next', 'total', listed -> 'total', 'items', (
    select coalesce(jsonb_agg(jsonb_build_object('key', r.key, 'status', i.item ->> 'status', 'live', i.item -> 'live', 'body', r.body) order by i.ord), '[]')
    from jsonb_array_elements(listed -> 'items') with ordinality i (item, ord)
    join private.document_revision r on r.kind = i.item ->> 'kind' and r.key = i.item ->> 'key' and r.revision = (i.item ->> 'head')::int));
end $$;
comment on function api.export_documents(text, jsonb, text, integer) is
  'Documents with their newest bodies, by pages: {items: [{key, status, live, body}], next, total}. Errors not_staff, second_factor, bad_argument.';

-- Answers without persons, for learning analytics (xAPI): what was asked and answered, when (to the minute), how it was
-- graded. `ref` is a hash of the record, made with a secret of this deployment (its epoch is none: phones are told it), and
-- leads back to nobody.
alter table private.deployment add column export_secret uuid not null default gen_random_uuid();

create function api.export_attempts(from_day date, to_day date, after text default null, size integer default 500) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  a timestamptz;
  b timestamptz;
  most integer := least(greatest(coalesce(size, 500), 1), 1000);
  answer jsonb;
begin
  perform app.need_right('content.export', app.city());
  if not app.is_range(from_day, to_day, 400) then perform app.refuse('bad_argument'); end if;
  a := from_day::timestamp at time zone 'Asia/Shanghai';
  b := (to_day + 1)::timestamp at time zone 'Asia/Shanghai';
  if after is not null and not pg_input_is_valid(after, 'uuid') then perform app.refuse('bad_argument'); end if;
  with page as (
    select p.id, p.kind, p.quiz, p.question, p.correct, p.total, p.marks, p.attempt, p.body::jsonb as j, date_trunc('minute', p.occurred_at) as at
    from app.participation p
    where p.kind in ('answer', 'contest', 'monitor') and p.outcome <> 'test' and p.occurred_at >= a and p.occurred_at < b and (after is null or p.id > after::uuid)
    order by p.id limit most)
  select jsonb_build_object('items', coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
      'ref', encode(sha256(convert_to(p.id::text || (select d.export_secret::text from private.deployment d), 'UTF8')), 'hex'),
      'kind', p.kind, 'quiz', p.quiz, 'at', p.at, 'correct', p.correct, 'total', p.total,
      'question', p.question, 'rev', p.j -> 'rev', 'choice', p.j -> 'choice', 'ms', p.j -> 'ms',
      'items', case p.kind
        when 'contest' then (select jsonb_agg(jsonb_build_object('question', g.question, 'rev', g.revision, 'choice', g.yours, 'ok', g.ok) order by g.place)
          from app.contest_attempt t, app.grade_contest(t.items, p.j -> 'answers') g where t.id = p.attempt)
        when 'monitor' then (select jsonb_agg(jsonb_build_object('question', i.question, 'rev', i.revision, 'choice', p.j -> 'answers' -> (i.position - 1),
            'ok', substr(p.marks, i.position, 1) = '1') order by i.position)
          from app.quiz_item i where i.quiz || '@' || i.version = p.quiz) end)) order by p.id), '[]'),
    'next', case when count(*) = most then max(p.id::text) end)
    into answer from page p;
  perform app.note_access('export_attempts', jsonb_array_length(answer -> 'items'));
  perform app.note_audit('export', 'attempts', null, null, jsonb_strip_nulls(jsonb_build_object('from', from_day, 'to', to_day, 'after', after)));
  return answer;
end $$;
comment on function api.export_attempts(date, date, text, integer) is
  'Answers, contests and monitoring forms of some days without persons, by pages: {items, next}. Errors not_staff, second_factor, bad_argument.';

grant execute on function api.import_open(text, text), api.import_rows(uuid, integer, jsonb), api.import_commit(uuid, text),
  api.export_documents(text, jsonb, text, integer), api.export_attempts(date, date, text, integer) to authenticated;
