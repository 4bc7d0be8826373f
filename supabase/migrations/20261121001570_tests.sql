-- End-of-term tests of classes: two forms from the bank, once per seat, graded by the server. A test is handed in as a
-- record `contest` whose outcome is `test`: it counts for nothing but itself.

create function app.has_test(of_person uuid, of_class uuid) returns boolean
  language sql stable security definer set search_path = ''
  as $$
    select exists (select from app.contest_attempt a join app.test t on t.id = a.test
      where a.person = of_person and t.class = of_class and a.record is not null)
  $$;
comment on function app.has_test(uuid, uuid) is 'Has this person handed in a test of this class?';

-- The one that is open or comes next; when there is none, for thirty days the last one handed in, whose result can be read.
create function app.test_of(of_person uuid, of_class uuid) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select jsonb_build_object('id', t.id, 'opens_at', t.opens_at, 'closes_at', t.closes_at, 'seconds', t.seconds,
      'questions', jsonb_array_length(t.forms -> 'A'), 'state', case when h.id is null then 'open' else 'handed_in' end, 'attempt', h.id)
    from app.test t
    left join lateral (select a.id from app.contest_attempt a
      where a.test = t.id and a.person = of_person and a.record is not null order by a.try_no limit 1) h on true
    where t.class = of_class and (t.closes_at > app.clock_now() or h.id is not null and t.closes_at > app.clock_now() - interval '30 days')
    order by t.closes_at > app.clock_now() desc, h.id is not null, abs(extract(epoch from t.opens_at - app.clock_now())) limit 1
  $$;
comment on function app.test_of(uuid, uuid) is 'The test that waits for a pupil (MyClass.test); null when there is none.';

-- Questions of the contest pool for a stage, in pairs of the same knowledge point and, where possible, of the same difficulty:
-- one of a pair goes into form A, the other one into form B. `turn`: the how-manieth pair of its knowledge point.
create function app.test_pairs(of_stage text) returns table (kp smallint, turn bigint, pair jsonb[])
  language sql volatile security definer set search_path = ''
  as $$
    with usable as materialized (
      select q.kp, q.difficulty, q.code, q.revision, random() as dice from app.question q
      where q.current and q.status = 'published' and q.pool = 'contest' and q.kind in ('single', 'multiple', 'judge')
        and of_stage = any (q.stages)
        and coalesce(q.valid_from <= app.day(app.clock_now()), true) and coalesce(q.valid_to >= app.day(app.clock_now()), true)
        and not exists (select from app.fact f where f.valid_to < app.day(app.clock_now()) and f.code = any (q.facts))),
    alike as (
      select u.*, row_number() over w as n, count(*) over (partition by u.kp, u.difficulty) as of
      from usable u window w as (partition by u.kp, u.difficulty order by u.dice)),
    -- Whoever stays over of a difficulty is paired with another one of the knowledge point.
    placed as (
      select a.*, false as spare, (a.n + 1) / 2 as place from alike a where a.n <= a.of - a.of % 2
      union all
      select a.*, true, (row_number() over (partition by a.kp order by a.difficulty) + 1) / 2 from alike a where a.n > a.of - a.of % 2),
    pairs as (
      select p.kp, p.spare, array_agg(jsonb_build_object('question', p.code, 'revision', p.revision) order by p.dice) as pair
      from placed p group by p.kp, p.spare, case when p.spare then 0 else p.difficulty end, p.place having count(*) = 2)
    select x.kp, row_number() over (partition by x.kp order by x.spare, random()), x.pair from pairs x
  $$;
comment on function app.test_pairs(text) is 'Pairs of questions of which the two forms of a test are made, by knowledge point.';

create function api.make_test(class uuid, opens_at timestamptz, closes_at timestamptz, minutes integer, questions integer) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  here app.class := app.hold_class(make_test.class);
  now_at timestamptz := app.clock_now();
  forms jsonb;
  made uuid;
begin
  if not coalesce(make_test.opens_at >= now_at - interval '1 day' and make_test.closes_at > greatest(now_at, make_test.opens_at)
      and make_test.closes_at <= make_test.opens_at + interval '60 days' and make_test.opens_at < now_at + interval '200 days'
      and coalesce(minutes between 5 and 120, true) and questions between 10 and 20, false) then perform app.refuse('bad_argument'); end if;
  select jsonb_build_object('A', coalesce(jsonb_agg(p.pair[1]), '[]'), 'B', coalesce(jsonb_agg(p.pair[2]), '[]')) into forms
    from (select x.pair from app.test_pairs(app.stage_of(here.grade)) x order by x.turn, random() limit questions) p;
  if jsonb_array_length(forms -> 'A') < questions then perform app.refuse('bad_argument'); end if;
  insert into app.test (class, opens_at, closes_at, seconds, forms, made_by, made_at)
    values (here.id, make_test.opens_at, make_test.closes_at, minutes * 60, forms, auth.uid(), now_at) returning id into made;
  perform app.note_audit('make_test', 'class', here.grade || '-' || here.number, here.school,
    jsonb_build_object('class', here.id, 'test', made, 'opens_at', make_test.opens_at, 'closes_at', make_test.closes_at, 'questions', questions));
  return jsonb_build_object('id', made);
end $$;
comment on function api.make_test(uuid, timestamptz, timestamptz, integer, integer) is
  'A test of a class in two parallel forms of 10–20 questions: {id}; minutes null: no timer. Errors no_session, not_staff, not_open, bad_argument (also when the bank has too few questions of the stage).';

-- The test, if its class is one of the caller's.
create function app.need_test(of_test uuid) returns app.test
  language plpgsql stable security definer set search_path = ''
  as $$
declare t app.test := (select x from app.test x where x.id = of_test);
begin
  perform app.need_class(t.class);
  return t;
end $$;
comment on function app.need_test(uuid) is 'A test of a class of the caller. Errors no_session, not_staff (also for tests that do not exist).';

create function api.drop_test(test uuid) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  t app.test := app.need_test(drop_test.test);
  here app.class := app.hold_class(t.class);
begin
  -- Who opens it holds on to its row.
  perform from app.test x where x.id = t.id for update;
  if t.opens_at <= app.clock_now() and exists (select from app.contest_attempt a where a.test = t.id) then perform app.refuse('in_use'); end if;
  delete from app.test x where x.id = t.id;
  perform app.note_audit('drop_test', 'class', here.grade || '-' || here.number, here.school, jsonb_build_object('class', here.id, 'test', t.id));
  return '{"done": true}';
end $$;
comment on function api.drop_test(uuid) is 'Takes a test back that nobody has opened yet. Errors no_session, not_staff, not_open, in_use.';

create function api.tests(class uuid, locale text) returns jsonb
  language plpgsql volatile security definer set search_path = ''
  as $$
declare
  here app.class := app.need_class(tests.class);
  answer jsonb;
begin
  select jsonb_build_object('class', app.class_json(here, locale) || jsonb_build_object('seats', here.seats, 'closed', here.closed_at is not null),
    'most', (select least(20, count(*)) from app.test_pairs(app.stage_of(here.grade))),
    'tests', (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'opens_at', t.opens_at, 'closes_at', t.closes_at, 'seconds', t.seconds,
        'questions', jsonb_array_length(t.forms -> 'A'), 'state', case when t.opens_at > app.clock_now() then 'planned' when t.closes_at > app.clock_now() then 'open' else 'closed' end,
        'opened', (select count(distinct a.person) from app.contest_attempt a where a.test = t.id),
        'handed_in', (select count(distinct a.person) from app.contest_attempt a where a.test = t.id and a.record is not null)) order by t.opens_at desc, t.id), '[]')
      from app.test t where t.class = here.id))
    into answer;
  perform app.note_access('class', jsonb_array_length(answer -> 'tests'), here.school);
  return answer;
end $$;
comment on function api.tests(uuid, text) is 'Tests of a class, newest first, and how many questions one may have (ClassTests). Errors no_session, not_staff.';

-- The caller is locked: a seat that opens on twenty phones at once has one attempt.
create function api.open_test(test uuid, locale text, untimed boolean default false) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  now_at timestamptz := app.clock_now();
  me uuid := app.lock_caller();
  mine app.seat := (select s from app.seat s where s.person = me);
  t app.test;
  a app.contest_attempt;
begin
  select * into t from app.test x where x.id = open_test.test and x.class = mine.class for key share;
  if t.id is null then perform app.refuse('not_found'); end if;
  if now_at < t.opens_at or now_at >= t.closes_at then perform app.refuse('not_open'); end if;
  select * into a from app.contest_attempt x where x.person = me and x.test = t.id order by x.record is null, x.try_no limit 1;
  -- Once per seat: who sits there now may be somebody else on another phone.
  if a.record is not null or a.closes_at <= now_at or a.id is null and exists (
    select from app.contest_attempt x where x.test = t.id and x.seat = mine.seat
      and not exists (select from app.seat s where s.class = mine.class and s.person = x.person)) then perform app.refuse('no_tries_left'); end if;
  if a.id is null then
    insert into app.contest_attempt (person, test, seat, try_no, opened_at, closes_at, seconds, items)
    select me, t.id, mine.seat, 1, now_at,
      case when t.seconds is null or untimed then t.closes_at else least(t.closes_at, now_at + t.seconds * interval '1 second') end,
      case when untimed then null else t.seconds end,
      (select jsonb_agg(i.item || jsonb_build_object('perm', (
          select string_agg(chr(64 + o), '' order by case when q.kind = 'judge' then o else random() end)
          from generate_series(1, jsonb_array_length(q.words -> 'zh-Hans' -> 'options')) o)) order by random())
        from jsonb_array_elements(t.forms -> case mine.seat % 2 when 1 then 'A' else 'B' end) i (item)
        join app.question q on q.code = i.item ->> 'question' and q.revision = (i.item ->> 'revision')::int)
    returning * into a;
  elsif untimed and a.seconds is not null then
    update app.contest_attempt x set seconds = null, closes_at = t.closes_at where x.id = a.id returning * into a;
  end if;
  return jsonb_build_object('attempt', a.id, 'opened_at', a.opened_at, 'closes_at', a.closes_at, 'seconds', a.seconds,
    'server_now', now_at, 'try_no', 1, 'tries', 1,
    'items', (
      select jsonb_agg(app.question_json(q, locale, i.item ->> 'perm') order by i.ord)
      from jsonb_array_elements(a.items) with ordinality i (item, ord)
      join app.question q on q.code = i.item ->> 'question' and q.revision = (i.item ->> 'revision')::int));
end $$;
comment on function api.open_test(uuid, text, boolean) is
  'Opens (or gives back) the attempt of the caller''s seat at a test of their class, without keys (ContestAttempt). Errors no_session, not_found, not_open, no_tries_left.';

create function app.test_is_open(of_attempt uuid) returns boolean
  language sql stable security definer set search_path = ''
  as $$
    select exists (select from app.contest_attempt a join app.test t on t.id = a.test
      where a.id = of_attempt and t.closes_at > app.clock_now())
  $$;
comment on function app.test_is_open(uuid) is 'Is the test of this attempt still going on?';

-- What was handed in, first ones only. While a test goes on its figures move by five of a form at once: what one more pupil
-- changed would tell how that one did.
create function app.test_marks(t app.test) returns table (attempt uuid, form text, correct smallint, items jsonb, answers jsonb)
  language sql stable security definer set search_path = ''
  as $$
    select y.id, y.form, y.correct, y.items, y.answers from (
      select x.*, row_number() over (partition by x.form order by x.received_at, x.id) as n, count(*) over (partition by x.form) as of
      from (
        select distinct on (a.person) a.id, a.items, p.correct, p.received_at, p.body::jsonb -> 'answers' as answers,
          case when t.forms -> 'A' @> jsonb_build_array((a.items -> 0) - 'perm') then 'A' else 'B' end as form
        from app.contest_attempt a join app.participation p on p.id = a.record
        where a.test = t.id order by a.person, p.received_at, a.id) x) y
    where t.closes_at <= app.clock_now() or y.n <= y.of / 5 * 5
  $$;
comment on function app.test_marks(app.test) is 'Attempts of a test that its figures count.';

create function api.test_result(test uuid, locale text) returns jsonb
  language plpgsql volatile security definer set search_path = ''
  as $$
declare
  t app.test := app.need_test(test_result.test);
  here app.class := app.need_class(t.class);
  closed boolean := t.closes_at <= app.clock_now();
  answer jsonb;
begin
  with marks as materialized (select * from app.test_marks(t)),
  graded as materialized (
    select m.form, g.question, g.revision, count(*) as n, count(*) filter (where g.ok) as good
    from marks m, app.grade_contest(m.items, m.answers) g group by 1, 2, 3),
  sitting as (
    select s.seat, exists (select from app.contest_attempt a where a.test = t.id and a.person = s.person and a.record is not null) as done
    from app.seat s where s.class = here.id)
  select jsonb_build_object('id', t.id, 'opens_at', t.opens_at, 'closes_at', t.closes_at, 'closed', closed,
    'questions', jsonb_array_length(t.forms -> 'A'),
    'handed_in', (select count(distinct a.person) from app.contest_attempt a where a.test = t.id and a.record is not null),
    'done', (select coalesce(jsonb_agg(s.seat order by s.seat) filter (where s.done), '[]') from sitting s),
    'waiting', (select coalesce(jsonb_agg(s.seat order by s.seat) filter (where not s.done), '[]') from sitting s),
    -- From five handed in on: fewer would point at somebody.
    'scores', (select case when count(*) >= 5 then jsonb_build_object('n', count(*), 'mean', round(avg(m.correct), 2),
        'right', (select jsonb_agg((select count(*) from marks x where x.correct = i) order by i)
          from generate_series(0, jsonb_array_length(t.forms -> 'A')) i)) end from marks m),
    'forms', (select jsonb_agg(jsonb_build_object('form', f.form, 'n', f.n, 'questions', (
        select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('place', i.place, 'kp', q.kp, 'difficulty', q.difficulty,
            'n', case when f.n >= 5 then r.n end, 'right', case when f.n >= 5 then r.good end,
            'question', case when closed then app.question_json(q, locale, null, true) end)) order by i.place)
        from jsonb_array_elements(t.forms -> f.form) with ordinality i (item, place)
        join app.question q on q.code = i.item ->> 'question' and q.revision = (i.item ->> 'revision')::int
        left join graded r on r.question = q.code and r.revision = q.revision)) order by f.form)
      from (select l.form, (select count(*) from marks m where m.form = l.form) as n from unnest('{A,B}'::text[]) l (form)) f))
    into answer;
  perform app.note_access('test', (answer ->> 'handed_in')::bigint, here.school);
  return answer;
end $$;
comment on function api.test_result(uuid, text) is
  'How a class did in a test, from five handed in: scores, and each question of both forms; texts and keys after it has closed (TestResult). Errors no_session, not_staff.';

grant execute on function api.make_test(uuid, timestamptz, timestamptz, integer, integer), api.drop_test(uuid), api.tests(uuid, text),
  api.open_test(uuid, text, boolean), api.test_result(uuid, text) to authenticated;
