-- What the public reads is put here when a document is published (next files) and when the demo city is loaded; whoever
-- calls has checked rights first.

-- Puts one question as the importer read it (QuestionDraft of src/exercise/sheet.ts, `status` and, if it has one already,
-- `revision`). Answers 'new', 'changed' (a further revision, now current) or 'same'. Contests draw the new revision from now
-- on; monitoring forms keep the one they were made with.
create function app.put_question(q jsonb) returns text
  language plpgsql security definer set search_path = ''
  as $$
declare
  was app.question;
  was_key private.question_key;
  next_revision integer;
begin
  if exists (select from app.fact f where f.status = 'M' and f.code in (select jsonb_array_elements_text(q -> 'facts'))) then
    perform app.refuse('bad_argument');
  end if;
  insert into app.question_code values (q ->> 'code', q ->> 'pool') on conflict do nothing;
  select * into was from app.question x where x.code = q ->> 'code' order by x.revision desc limit 1;
  select * into was_key from private.question_key k where k.code = was.code and k.revision = was.revision;
  if not q ? 'revision' and was.current and was.words = q -> 'words' and was_key.answer = q ->> 'answer'
    and was_key.explanation = q -> 'explanation' and was.kp = (q ->> 'kp')::smallint
    and was.kind = q ->> 'kind' and was.difficulty = (q ->> 'difficulty')::smallint
    and to_jsonb(was.stages) = q -> 'stages' and to_jsonb(was.facts) = q -> 'facts'
    and coalesce(to_jsonb(was.pictures), 'null') = coalesce(q -> 'pictures', 'null')
    and was.valid_from is not distinct from (q ->> 'valid_from')::date and was.valid_to is not distinct from (q ->> 'valid_to')::date
    and was.checked_on = (q ->> 'checked_on')::date then
    return 'same';
  end if;
  next_revision := coalesce((q ->> 'revision')::integer, was.revision + 1, 1);
  update app.question x set current = false where x.code = was.code and x.current;
  insert into app.question (code, revision, pool, kp, kind, stages, difficulty, words, pictures, facts, valid_from, valid_to, checked_on, status, current)
  values (q ->> 'code', next_revision, q ->> 'pool', (q ->> 'kp')::smallint, q ->> 'kind',
    array(select jsonb_array_elements_text(q -> 'stages')), (q ->> 'difficulty')::smallint, q -> 'words',
    case when jsonb_typeof(q -> 'pictures') = 'array' then array(select jsonb_array_elements_text(q -> 'pictures')) end,
    array(select jsonb_array_elements_text(q -> 'facts')), (q ->> 'valid_from')::date, (q ->> 'valid_to')::date,
    (q ->> 'checked_on')::date, 'published', true);
  insert into private.question_key values (q ->> 'code', next_revision, q ->> 'answer', q -> 'explanation');
  update app.quiz_item i set revision = next_revision where i.question = q ->> 'code' and i.purpose = 'contest';
  return case when was.code is null then 'new' else 'changed' end;
end $$;
comment on function app.put_question(jsonb) is 'Publishes a question or a further revision of it; answers new, changed or same.';

-- Puts a quiz. `items` (question codes in order) is for contests and monitoring forms and takes each question's current
-- revision. A version of a form that is open or has been used can only be put again as it is: changes need the next version.
create function app.put_quiz(z jsonb) returns text
  language plpgsql security definer set search_path = ''
  as $$
declare
  of_slug text := z ->> 'slug';
  of_version smallint := coalesce((z ->> 'version')::smallint, 1);
  existed boolean := exists (select from app.quiz q where q.slug = of_slug);
  -- as it was before this call
  fixed app.form_version := (select f from app.form_version f where f.quiz = of_slug and f.version = of_version and app.is_fixed(f));
begin
  insert into app.quiz as q (slug, purpose, kp, position, title, summary, opens_at, closes_at, tries, draw, spread, seconds, version, threshold)
  values (of_slug, z ->> 'purpose', (z ->> 'kp')::smallint, coalesce((z ->> 'position')::smallint, 0), z -> 'title', z -> 'summary',
    (z ->> 'opens_at')::timestamptz, (z ->> 'closes_at')::timestamptz, (z ->> 'tries')::smallint, (z ->> 'draw')::smallint,
    coalesce(z ->> 'spread', 'any'), (z ->> 'seconds')::integer, (z ->> 'version')::smallint, (z ->> 'threshold')::smallint)
  on conflict (slug) do update set status = 'published', kp = excluded.kp, title = excluded.title, summary = excluded.summary,
    position = excluded.position, opens_at = excluded.opens_at, closes_at = excluded.closes_at, tries = excluded.tries,
    draw = excluded.draw, spread = excluded.spread, seconds = excluded.seconds, version = excluded.version, threshold = excluded.threshold;
  if z ->> 'purpose' = 'monitoring' then
    update app.form_version f set locked = true where f.quiz = of_slug and f.version < of_version and not f.locked;
    insert into app.form_version as f values (of_slug, of_version, (z ->> 'threshold')::smallint)
      on conflict (quiz, version) do update set threshold = excluded.threshold where fixed.quiz is null;
    if fixed.quiz is not null and (fixed.threshold <> (z ->> 'threshold')::smallint
      or z -> 'items' <> (select jsonb_agg(i.question order by i.position) from app.quiz_item i where i.quiz = of_slug and i.version = of_version)) then
      perform app.refuse('form_locked');
    end if;
  end if;
  if jsonb_typeof(z -> 'items') = 'array' and fixed.quiz is null then
    delete from app.quiz_item i where i.quiz = of_slug and i.version = of_version;
    insert into app.quiz_item (quiz, purpose, version, position, question, revision, pool)
    select of_slug, z ->> 'purpose', of_version, i.ord, q.code, q.revision, q.pool
    from jsonb_array_elements_text(z -> 'items') with ordinality i (code, ord)
    join app.question q on q.code = i.code and q.current and q.status = 'published';
    if (select count(*) from app.quiz_item i where i.quiz = of_slug and i.version = of_version) <> jsonb_array_length(z -> 'items') then
      perform app.refuse('bad_argument');
    end if;
  end if;
  return case when existed then 'changed' else 'new' end;
end $$;
comment on function app.put_quiz(jsonb) is 'Publishes a quiz and its items; refuses items that are not published, and changes of a form version that was used.';

-- Puts a fact: what questions rest on.
create function app.put_fact(f jsonb) returns text
  language plpgsql security definer set search_path = ''
  as $$
declare existed boolean := exists (select from app.fact x where x.code = f ->> 'code');
begin
  insert into app.fact as x (code, kp, words, source, link, article, valid_from, valid_to, checked_on, checked_by, status)
  values (f ->> 'code', (f ->> 'kp')::smallint, f -> 'words', f ->> 'source', nullif(f ->> 'link', ''), nullif(f ->> 'article', ''), (f ->> 'valid_from')::date,
    (f ->> 'valid_to')::date, (f ->> 'checked_on')::date, nullif(f ->> 'checked_by', ''), f ->> 'status')
  on conflict (code) do update set kp = excluded.kp, words = excluded.words, source = excluded.source, link = excluded.link,
    article = excluded.article, valid_from = excluded.valid_from, valid_to = excluded.valid_to, checked_on = excluded.checked_on,
    checked_by = excluded.checked_by, status = excluded.status;
  return case when existed then 'changed' else 'new' end;
end $$;
comment on function app.put_fact(jsonb) is 'Publishes a fact; answers new or changed.';
