-- Putting content in. The importers (seed and console) come through these; whoever calls checks rights first.

-- Puts one question as the importer read it (QuestionDraft of src/exercise/sheet.ts). Answers 'new', 'changed' (a further
-- revision, now current) or 'same'. A question that rests on a fact with status M cannot be published.
create function app.put_question(q jsonb) returns text
  language plpgsql security definer set search_path = ''
  as $$
declare
  was app.question;
  was_key private.question_key;
  next_revision integer;
begin
  if q ->> 'status' = 'published' and exists (
    select from app.fact f where f.status = 'M' and f.code in (select jsonb_array_elements_text(q -> 'facts'))) then
    perform app.refuse('bad_argument');
  end if;
  insert into app.question_code values (q ->> 'code', q ->> 'pool') on conflict do nothing;
  select * into was from app.question x where x.code = q ->> 'code' and x.current;
  select * into was_key from private.question_key k where k.code = was.code and k.revision = was.revision;
  if was.code is not null and was.words = q -> 'words' and was_key.answer = q ->> 'answer'
    and was_key.explanation = q -> 'explanation' and was.status = q ->> 'status' and was.kp = (q ->> 'kp')::smallint
    and was.kind = q ->> 'kind' and was.difficulty = (q ->> 'difficulty')::smallint
    and to_jsonb(was.stages) = q -> 'stages' and to_jsonb(was.facts) = q -> 'facts'
    and coalesce(to_jsonb(was.pictures), 'null') = coalesce(q -> 'pictures', 'null')
    and was.valid_from is not distinct from (q ->> 'valid_from')::date and was.valid_to is not distinct from (q ->> 'valid_to')::date
    and was.checked_on = (q ->> 'checked_on')::date then
    return 'same';
  end if;
  next_revision := coalesce(was.revision, 0) + 1;
  update app.question x set current = false where x.code = was.code and x.current;
  insert into app.question (code, revision, pool, kp, kind, stages, difficulty, words, pictures, facts, valid_from, valid_to, checked_on, status, current)
  values (q ->> 'code', next_revision, q ->> 'pool', (q ->> 'kp')::smallint, q ->> 'kind',
    array(select jsonb_array_elements_text(q -> 'stages')), (q ->> 'difficulty')::smallint, q -> 'words',
    case when jsonb_typeof(q -> 'pictures') = 'array' then array(select jsonb_array_elements_text(q -> 'pictures')) end,
    array(select jsonb_array_elements_text(q -> 'facts')), (q ->> 'valid_from')::date, (q ->> 'valid_to')::date,
    (q ->> 'checked_on')::date, q ->> 'status', true);
  insert into private.question_key values (q ->> 'code', next_revision, q ->> 'answer', q -> 'explanation');
  return case when was.code is null then 'new' else 'changed' end;
end $$;
comment on function app.put_question(jsonb) is 'Adds a question or a further revision of it; answers new, changed or same.';

-- Puts a quiz. `items` (question codes in order) is for contests and monitoring forms and takes each question's current
-- revision; a locked form's items are left as they are.
create function app.put_quiz(z jsonb) returns text
  language plpgsql security definer set search_path = ''
  as $$
declare locked_already boolean;
begin
  select q.locked into locked_already from app.quiz q where q.slug = z ->> 'slug';
  insert into app.quiz as q (slug, purpose, kp, position, title, summary, opens_at, closes_at, tries, draw, seconds, version, threshold)
  values (z ->> 'slug', z ->> 'purpose', (z ->> 'kp')::smallint, coalesce((z ->> 'position')::smallint, 0), z -> 'title', z -> 'summary',
    (z ->> 'opens_at')::timestamptz, (z ->> 'closes_at')::timestamptz, (z ->> 'tries')::smallint, (z ->> 'draw')::smallint,
    (z ->> 'seconds')::integer, (z ->> 'version')::smallint, (z ->> 'threshold')::smallint)
  on conflict (slug) do update set title = excluded.title, summary = excluded.summary, position = excluded.position,
    opens_at = excluded.opens_at, closes_at = excluded.closes_at, tries = excluded.tries, draw = excluded.draw, seconds = excluded.seconds;
  if z ? 'items' and not coalesce(locked_already, false) then
    delete from app.quiz_item i where i.quiz = z ->> 'slug' and i.version = coalesce((z ->> 'version')::smallint, 1);
    insert into app.quiz_item (quiz, purpose, version, position, question, revision, pool)
    select z ->> 'slug', z ->> 'purpose', coalesce((z ->> 'version')::smallint, 1), i.ord, q.code, q.revision, q.pool
    from jsonb_array_elements_text(z -> 'items') with ordinality i (code, ord)
    join app.question q on q.code = i.code and q.current and q.status = 'published';
    if (select count(*) from app.quiz_item i where i.quiz = z ->> 'slug' and i.version = coalesce((z ->> 'version')::smallint, 1))
      <> jsonb_array_length(z -> 'items') then perform app.refuse('bad_argument'); end if;
  end if;
  return case when locked_already is null then 'new' else 'changed' end;
end $$;
comment on function app.put_quiz(jsonb) is 'Adds or changes a quiz and its items; refuses items that are not published.';
