-- Contests and monitoring forms: what the server opens, draws and grades.

-- An end-of-term test of a class: two parallel forms of the same blueprint, A for odd seats and B for even ones, so that
-- neighbours have different questions. `forms`: {"A": [{"question", "revision"}], "B": …}.
create table app.test (
  id uuid primary key default gen_random_uuid(),
  class uuid not null references app.class (id),
  opens_at timestamptz not null,
  closes_at timestamptz not null check (closes_at > opens_at),
  seconds integer check (seconds > 0),
  forms jsonb not null,
  made_by uuid not null,
  made_at timestamptz not null
);
create index test_class on app.test (class);
alter table app.test enable row level security;

-- An attempt that the server opened for a person, at a contest or at a test of their class. `items` in the order shown:
-- [{"question", "revision", "perm"}] where perm gives the original letters in the order shown. `record` is the ledger row by
-- which it was handed in. `seat`: where the person sat when a test was opened, until the class ends.
create table app.contest_attempt (
  id uuid primary key default gen_random_uuid(),
  person uuid not null references app.person (id),
  quiz text references app.quiz (slug),
  test uuid references app.test (id),
  seat smallint,
  try_no smallint not null,
  opened_at timestamptz not null,
  closes_at timestamptz not null,
  seconds integer,
  items jsonb not null,
  record uuid,
  check (num_nonnulls(quiz, test) = 1),
  unique nulls not distinct (person, quiz, test, try_no)
);
create index contest_attempt_quiz on app.contest_attempt (quiz);
create index contest_attempt_test on app.contest_attempt (test);
alter table app.contest_attempt enable row level security;

-- The first submitted attempt of a person at a form in a period: the one that feeds the awareness rate.
create table app.monitor_first (
  person uuid not null references app.person (id),
  quiz text not null,
  period date not null,
  primary key (person, quiz, period)
);
alter table app.monitor_first enable row level security;

-- Letters in alphabetical order: "CA" -> "AC".
create function app.sort_letters(letters text) returns text
  language sql immutable set search_path = ''
  as $$ select coalesce(string_agg(c, '' order by c), '') from regexp_split_to_table(letters, '') c $$;
comment on function app.sort_letters(text) is 'Letters in alphabetical order.';

-- Grades an attempt: one row per item, the answers read as letters shown.
create function app.grade_contest(items jsonb, answers jsonb)
  returns table (place integer, question text, revision integer, yours text, key text, ok boolean)
  language sql stable security definer set search_path = ''
  as $$
    select i.ord::int, k.code, k.revision, y.yours, k.answer, y.yours = k.answer
    from jsonb_array_elements(items) with ordinality i (item, ord)
    join private.question_key k on k.code = i.item ->> 'question' and k.revision = (i.item ->> 'revision')::int
    join app.question q on q.code = k.code and q.revision = k.revision
    cross join lateral (
      -- A sorting answer is one box letter per item, in the order of the items; a letter that was not shown is wrong.
      select case when q.kind = 'sort' then answers ->> (i.ord::int - 1)
        else app.sort_letters(translate(answers ->> (i.ord::int - 1), 'ABCDEFGHIJKL', rpad(i.item ->> 'perm', 12, '?'))) end as yours) y
    order by i.ord
  $$;
comment on function app.grade_contest(jsonb, jsonb) is 'Grades a contest attempt item by item, in original letters.';

-- What a contest record is worth: verdict, right answers, items. The answer must come within the attempt's time (5 s are
-- given for the way) and within 72 hours at all.
create function app.judge_contest(of_person uuid, attempt text, answers jsonb, occurred timestamptz, received timestamptz)
  returns table (verdict text, quiz text, test uuid, correct smallint, total smallint)
  language plpgsql stable rows 1 security definer set search_path = ''
  as $$
declare a app.contest_attempt;
begin
  select * into a from app.contest_attempt t where t.id = judge_contest.attempt::uuid and t.person = of_person;
  if a.id is null then verdict := 'rejected:unknown_attempt';
  elsif jsonb_array_length(answers) <> jsonb_array_length(a.items) then verdict := 'rejected:bad_field';
  elsif a.record is not null then verdict := 'closed';
  elsif occurred > a.closes_at + interval '5 seconds' or received > a.closes_at + interval '72 hours' then verdict := 'late';
  else
    verdict := 'accepted'; quiz := a.quiz; test := a.test;
    select count(*) filter (where g.ok), count(*) into correct, total from app.grade_contest(a.items, answers) g;
  end if;
  return next;
end $$;
comment on function app.judge_contest(uuid, text, jsonb, timestamptz, timestamptz) is 'Verdict, contest or test, right answers and items of a contest record.';

-- What a monitoring form is worth: verdict, items right, one mark per item.
create function app.judge_monitor(slug text, version integer, answers jsonb, occurred timestamptz, received timestamptz)
  returns table (verdict text, correct smallint, total smallint, marks text)
  language plpgsql stable rows 1 security definer set search_path = ''
  as $$
declare f app.quiz;
begin
  select * into f from app.quiz q where q.slug = judge_monitor.slug and q.purpose = 'monitoring' and q.status = 'published';
  if f.slug is null or not exists (select from app.quiz_item i where i.quiz = f.slug and i.version = judge_monitor.version) then
    verdict := 'rejected:unknown_quiz';
  elsif received > occurred + interval '72 hours' then verdict := 'late';
  elsif occurred < f.opens_at or occurred > f.closes_at then verdict := 'closed';
  else
    select string_agg(case when answers ->> (i.position - 1) = k.answer then '1' else '0' end, '' order by i.position)
      into marks
      from app.quiz_item i join private.question_key k on k.code = i.question and k.revision = i.revision
      where i.quiz = f.slug and i.version = judge_monitor.version;
    if jsonb_array_length(answers) <> length(marks) then
      verdict := 'rejected:bad_field'; marks := null;
    else
      verdict := 'accepted'; total := length(marks); correct := length(replace(marks, '0', ''));
    end if;
  end if;
  return next;
end $$;
comment on function app.judge_monitor(text, integer, jsonb, timestamptz, timestamptz) is 'Verdict, right answers, items and marks of a monitoring form.';
