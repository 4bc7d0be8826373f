-- What anybody may read of the content. Every function answers in one language.

-- One question as the phone draws it. `perm` gives the original letters in the order shown (contests permute options);
-- keys and explanations only when asked for, and callers ask only for the practice pool.
create function app.question_json(q app.question, locale text, perm text default null, with_key boolean default false) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    with w as (select coalesce(q.words -> locale, q.words -> 'zh-Hans') as w),
    shown as (
      select jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
        'letter', chr(64 + i::int),
        'text', w.w -> 'options' ->> o,
        'picture', '/media/' || q.pictures[o + 1])) order by i) as options
      from w, lateral (
        select i, case when perm is null then i::int - 1 else ascii(substr(perm, i::int, 1)) - 65 end as o
        from generate_series(1, jsonb_array_length(w.w -> 'options')) i) x
    )
    select jsonb_strip_nulls(jsonb_build_object(
      'code', q.code, 'rev', q.revision, 'kind', q.kind, 'kp', q.kp,
      'stem', w.w ->> 'stem', 'options', shown.options, 'boxes', w.w -> 'boxes',
      'answer', case when with_key then k.answer end,
      'explanation', case when with_key then app.say(k.explanation, locale) end,
      'source', case when with_key then jsonb_build_object('text', w.w ->> 'source', 'checked', q.checked_on) end))
    from w, shown left join private.question_key k on k.code = q.code and k.revision = q.revision and with_key
  $$;
comment on function app.question_json(app.question, text, text, boolean) is 'A Question of src/contract/content.ts.';

-- Published practice questions that are in force today: neither they nor a law that they rest on have expired.
create function app.practice_questions(of_kp smallint default null) returns setof app.question
  language sql stable security definer set search_path = ''
  as $$
    select q.* from app.question q
    where q.current and q.status = 'published' and q.pool = 'practice'
      and (of_kp is null or q.kp = of_kp)
      and coalesce(q.valid_from <= app.day(app.clock_now()), true)
      and coalesce(q.valid_to >= app.day(app.clock_now()), true)
      and not exists (select from app.fact f where f.valid_to < app.day(app.clock_now()) and f.code = any (q.facts))
    order by q.kp, q.difficulty, q.code
  $$;
comment on function app.practice_questions(smallint) is 'Published practice questions in force today, of one knowledge point or of all.';

create function api.content_state() returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select jsonb_build_object('revision', r.revision, 'boundary', (
      select min(b) from (
        select ((app.day(app.clock_now()) + 1)::timestamp at time zone 'Asia/Shanghai') as b
        union all select opens_at from app.quiz where opens_at > app.clock_now()
        union all select closes_at from app.quiz where closes_at > app.clock_now()
      ) moments))
    from app.content_revision r
  $$;
comment on function api.content_state() is 'Content revision, and the next moment at which public content changes by itself (windows, validities and midnight).';

create function api.knowledge_points(locale text) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select coalesce(jsonb_agg(jsonb_build_object('code', code, 'name', app.say(name, locale), 'short', app.say(short, locale)) order by code), '[]')
    from app.knowledge_point
  $$;
comment on function api.knowledge_points(text) is 'The ten knowledge points.';

create function api.districts(locale text) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select coalesce(jsonb_agg(jsonb_build_object('code', code, 'name', app.say(name, locale)) order by code), '[]')
    from app.district where level = 'county'
  $$;
comment on function api.districts(text) is 'The districts a person may choose, by code.';

-- A quiz as a card. Drafts do not exist for the public; a contest stays listed for 30 days after closing.
create function app.quiz_card(q app.quiz, locale text) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select jsonb_strip_nulls(jsonb_build_object(
      'slug', q.slug, 'purpose', q.purpose, 'title', app.say(q.title, locale), 'summary', app.say(q.summary, locale),
      'kp', q.kp, 'opens_at', q.opens_at, 'closes_at', q.closes_at,
      'questions', case q.purpose
        when 'contest' then q.draw::bigint
        when 'monitoring' then (select count(*) from app.quiz_item i where i.quiz = q.slug and i.version = q.version)
        else (select count(*) from app.practice_questions(q.kp)) end))
  $$;
comment on function app.quiz_card(app.quiz, text) is 'A quiz as a card (QuizCard).';

create function api.quizzes(locale text) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select coalesce(jsonb_agg(app.quiz_card(q, locale) order by q.position, q.slug), '[]')
    from app.quiz q
    where q.status = 'published' and (q.closes_at is null or q.closes_at > app.clock_now() - interval '30 days')
  $$;
comment on function api.quizzes(text) is 'Published quizzes of all three purposes (QuizCard[]).';

create function api.quiz(slug text, locale text) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select app.quiz_card(z, locale) || jsonb_strip_nulls(jsonb_build_object(
      'version', z.version, 'threshold', z.threshold, 'tries', z.tries, 'draw', z.draw)) ||
      jsonb_build_object('seconds', z.seconds, 'items', coalesce(case z.purpose
        when 'practice' then (
          select jsonb_agg(app.question_json(q, locale, null, true))
          from (select * from app.practice_questions(z.kp)) q)
        when 'monitoring' then (
          select jsonb_agg(app.question_json(q, locale) order by i.position)
          from app.quiz_item i join app.question q on q.code = i.question and q.revision = i.revision
          where i.quiz = z.slug and i.version = z.version)
        end, '[]'))
    from app.quiz z where z.slug = quiz.slug and z.status = 'published'
  $$;
comment on function api.quiz(text, text) is 'One quiz with its questions (QuizPage): practice with keys, monitoring without, contests without questions. Null when there is none.';

create function api.practice_bank(locale text) returns jsonb
  language sql stable security definer set search_path = ''
  as $$ select coalesce(jsonb_agg(app.question_json(q, locale, null, true)), '[]') from app.practice_questions() q $$;
comment on function api.practice_bank(text) is 'All published practice questions with keys, for choosing the daily five on the phone.';

create function api.media(hash text) returns jsonb
  language sql stable security definer set search_path = ''
  as $$ select jsonb_build_object('type', m.type, 'base64', encode(m.bytes, 'base64')) from app.media m where m.hash = media.hash $$;
comment on function api.media(text) is 'One picture or sound by its sha-256, or null.';

grant execute on function api.content_state(), api.knowledge_points(text), api.districts(text), api.quizzes(text),
  api.quiz(text, text), api.practice_bank(text), api.media(text) to anon, authenticated, service_role;
