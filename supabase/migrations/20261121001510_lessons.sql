-- Courses and lessons as staff publish them. Lessons are practice: what is right goes to the phone with them.

-- One row per lesson, its newest published revision.
create table app.lesson (
  slug text primary key check (slug ~ '^[a-z0-9][a-z0-9-]{1,39}$'),
  revision integer not null check (revision > 0),
  course text not null,
  -- LessonBody of src/contract/courses.ts
  body jsonb not null check (body ? 'blocks'),
  facts text[] not null,
  checked_on date not null,
  status text not null default 'published' check (status in ('published', 'withdrawn')),
  check (starts_with(slug, course || '-'))
);
alter table app.lesson enable row level security;

-- The blocks of every revision that was ever published: a phone may be in one that has been replaced since. letters and key
-- hold, for each step of a block that asks, what may be chosen and what of it is right (app.game_letters).
create table app.lesson_block (
  lesson text not null references app.lesson (slug),
  revision integer not null check (revision > 0),
  block text not null check (block ~ '^[a-z0-9][a-z0-9-]{0,19}$'),
  kind text not null check (kind in ('story', 'text', 'picture', 'sort', 'scene', 'check', 'help', 'recall')),
  optional boolean not null,
  letters text[] not null default '{}',
  key text[] not null default '{}' check (cardinality(key) = cardinality(letters)),
  primary key (lesson, revision, block)
);
alter table app.lesson_block enable row level security;

create table app.course (
  slug text primary key check (slug ~ '^[a-z0-9][a-z0-9-]{1,39}$'),
  stage text not null check (stage in ('primary', 'junior', 'senior')),
  -- CourseBody; lessons in the order of the year
  body jsonb not null check (body ? 'title'),
  lessons text[] not null,
  status text not null default 'published' check (status in ('published', 'withdrawn'))
);
create index course_stage on app.course (stage);
alter table app.course enable row level security;

-- What a school ticks in a school year (五个一, 五落实): ChecklistBody.
create table app.checklist (
  slug text primary key check (slug ~ '^[a-z0-9][a-z0-9-]{1,39}$'),
  year date not null check (year = app.school_year(year)),
  body jsonb not null check (body ? 'items'),
  status text not null default 'published' check (status in ('published', 'withdrawn'))
);
alter table app.checklist enable row level security;

do $$
declare t text;
begin
  foreach t in array array['lesson', 'course'] loop
    execute format('create trigger bump_revision after insert or update or delete on app.%I for each statement execute function app.bump_revision()', t);
  end loop;
end $$;

-- By whose rules and drawing a block is played; null for what is only read.
create function app.block_game(kind text) returns text
  language sql immutable set search_path = ''
  as $$ select case kind when 'sort' then 'disguise' when 'scene' then 'ladder' when 'check' then 'quick' when 'recall' then 'quick' end $$;
comment on function app.block_game(text) is 'Kind of game that a block of a lesson is (BLOCK_GAMES of src/contract/courses.ts).';

-- Publishes a lesson: {slug, revision, …LessonBody}. Answers 'new' or 'changed'.
create function app.put_lesson(l jsonb) returns text
  language plpgsql security definer set search_path = ''
  as $$
declare
  of_slug text := l ->> 'slug';
  of_revision integer := (l ->> 'revision')::integer;
  existed boolean := exists (select from app.lesson x where x.slug = of_slug);
  codes text[] := array(select jsonb_array_elements_text(l -> 'facts'));
begin
  if exists (select from app.fact f where f.status = 'M' and f.code = any (codes)) then perform app.refuse('bad_argument'); end if;
  insert into app.lesson as x (slug, revision, course, body, facts, checked_on)
  values (of_slug, of_revision, l ->> 'course', l - 'slug' - 'revision', codes, (l ->> 'checked_on')::date)
  on conflict (slug) do update set revision = excluded.revision, course = excluded.course, body = excluded.body, facts = excluded.facts,
    checked_on = excluded.checked_on, status = 'published';
  insert into app.lesson_block (lesson, revision, block, kind, optional, letters, key)
  select of_slug, of_revision, b ->> 'id', b ->> 'kind', coalesce((b ->> 'optional')::boolean, false),
    coalesce(s.letters, '{}'), coalesce(s.key, '{}')
  from jsonb_array_elements(l -> 'blocks') b
  cross join lateral (
    select array_agg(app.game_letters(app.block_game(b ->> 'kind'), t.step, jsonb_array_length(b -> 'steps')) order by t.i) as letters,
      array_agg(t.step ->> 'answer' order by t.i) as key
    from jsonb_array_elements(case when app.block_game(b ->> 'kind') is not null then b -> 'steps' else '[]' end) with ordinality t (step, i)) s
  on conflict (lesson, revision, block) do nothing;
  return case when existed then 'changed' else 'new' end;
end $$;
comment on function app.put_lesson(jsonb) is 'Publishes a lesson or a further revision of it; answers new or changed.';

create function app.put_course(c jsonb) returns text
  language plpgsql security definer set search_path = ''
  as $$
declare existed boolean := exists (select from app.course x where x.slug = c ->> 'slug');
begin
  insert into app.course as x (slug, stage, body, lessons)
  values (c ->> 'slug', c ->> 'stage', c - 'slug', array(select jsonb_array_elements_text(c -> 'lessons')))
  on conflict (slug) do update set stage = excluded.stage, body = excluded.body, lessons = excluded.lessons, status = 'published';
  return case when existed then 'changed' else 'new' end;
end $$;
comment on function app.put_course(jsonb) is 'Publishes a course: {slug, …CourseBody}; answers new or changed.';

create function app.put_checklist(c jsonb) returns text
  language plpgsql security definer set search_path = ''
  as $$
declare existed boolean := exists (select from app.checklist x where x.slug = c ->> 'slug');
begin
  insert into app.checklist as x (slug, year, body) values (c ->> 'slug', (c ->> 'year')::date, c - 'slug')
  on conflict (slug) do update set year = excluded.year, body = excluded.body, status = 'published';
  return case when existed then 'changed' else 'new' end;
end $$;
comment on function app.put_checklist(jsonb) is 'Publishes a checklist: {slug, …ChecklistBody}; answers new or changed.';

-- The game inside a block, in one language (Game of src/contract/trails.ts). `places`: only these steps.
create function app.block_game_json(l app.lesson, block jsonb, locale text, places integer[] default null) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select app.game_json(row(l.slug || '/' || (block ->> 'id'), l.revision, (l.body #>> '{kps,0}')::smallint, app.block_game(block ->> 'kind'),
      jsonb_build_object('title', block -> 'title', 'intro', coalesce(block -> 'text', '{}'), 'boxes', block -> 'boxes', 'steps', (
        select jsonb_agg(s.step order by s.i) from jsonb_array_elements(block -> 'steps') with ordinality s (step, i)
        where places is null or s.i = any (places))),
      l.facts, l.checked_on, 'published')::app.game, locale)
  $$;
comment on function app.block_game_json(app.lesson, jsonb, text, integer[]) is 'The game of a sort, scene, check or recall block in one language.';

create function app.block_json(l app.lesson, block jsonb, locale text) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select jsonb_strip_nulls(jsonb_build_object(
      'id', block ->> 'id', 'kind', block ->> 'kind', 'minutes', block -> 'minutes', 'title', app.say(block -> 'title', locale),
      'text', app.say(block -> 'text', locale), 'picture', '/media/' || (block ->> 'picture'), 'picture_alt', app.say(block -> 'picture_alt', locale),
      'optional', case when block -> 'optional' = 'true' then true end,
      'game', case when app.block_game(block ->> 'kind') is not null then app.block_game_json(l, block, locale) end))
  $$;
comment on function app.block_json(app.lesson, jsonb, text) is 'A Block of src/contract/courses.ts, in one language.';

-- A course with its published lessons.
create function app.course_json(c app.course, locale text) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select jsonb_build_object('slug', c.slug, 'stage', c.stage, 'title', app.say(c.body -> 'title', locale), 'summary', app.say(c.body -> 'summary', locale),
      'lessons', coalesce((select jsonb_agg(jsonb_build_object('slug', l.slug, 'name', substr(l.slug, length(l.course) + 2), 'rev', l.revision,
          'title', app.say(l.body -> 'title', locale), 'summary', app.say(l.body -> 'summary', locale),
          'minutes', (select sum((b ->> 'minutes')::integer) from jsonb_array_elements(l.body -> 'blocks') b),
          'blocks', (select count(*) from jsonb_array_elements(l.body -> 'blocks') b where b ->> 'kind' <> 'recall')) order by o.i)
        from unnest(c.lessons) with ordinality o (slug, i) join app.lesson l on l.slug = o.slug and l.status = 'published'), '[]'))
  $$;
comment on function app.course_json(app.course, text) is 'A CourseCard of src/contract/courses.ts.';

create function api.courses(locale text) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select coalesce(jsonb_agg(app.course_json(c, locale) order by array_position('{primary,junior,senior}', c.stage), c.slug), '[]')
    from app.course c where c.status = 'published'
  $$;
comment on function api.courses(text) is 'Published courses (CourseCard[]).';

create function api.lesson(course text, name text, locale text) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select jsonb_strip_nulls(jsonb_build_object('slug', l.slug, 'name', lesson.name, 'rev', l.revision,
      'course', jsonb_build_object('slug', c.slug, 'title', app.say(c.body -> 'title', locale), 'stage', c.stage),
      'place', array_position(c.lessons, l.slug), 'of', cardinality(c.lessons),
      'title', app.say(l.body -> 'title', locale), 'summary', app.say(l.body -> 'summary', locale), 'goals', app.say(l.body -> 'goals', locale),
      'minutes', (select sum((b ->> 'minutes')::integer) from jsonb_array_elements(l.body -> 'blocks') b),
      'next', (select substr(n.slug, length(n.course) + 2) from app.lesson n
        where n.status = 'published' and n.slug = c.lessons[array_position(c.lessons, l.slug) + 1]),
      'blocks', (select jsonb_agg(app.block_json(l, b.block, locale) order by b.i)
        from jsonb_array_elements(l.body -> 'blocks') with ordinality b (block, i) where b.block ->> 'kind' <> 'recall')))
    from app.lesson l join app.course c on c.slug = l.course and c.status = 'published' and l.slug = any (c.lessons)
    where l.slug = lesson.course || '-' || lesson.name and l.course = lesson.course and l.status = 'published'
  $$;
comment on function api.lesson(text, text, text) is 'A lesson of a course as it is read and done (LessonPage), or null.';

create function api.lesson_notes(slug text, locale text) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select jsonb_build_object('notes', app.say(l.body -> 'notes', locale),
      'blocks', (select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('id', b.block ->> 'id', 'note', app.say(b.block -> 'note', locale))) order by b.i)
        from jsonb_array_elements(l.body -> 'blocks') with ordinality b (block, i)))
    from app.lesson l where l.slug = lesson_notes.slug and l.status = 'published'
  $$;
comment on function api.lesson_notes(text, text) is 'Notes of a published lesson for whoever teaches it (LessonNotes), or null.';

create function app.rests_on(fact text) returns boolean
  language sql stable security definer set search_path = ''
  as $$
    select exists (select from app.question q where q.current and rests_on.fact = any (q.facts))
      or exists (select from app.game g where g.status = 'published' and rests_on.fact = any (g.facts))
      or exists (select from app.lesson l where l.status = 'published' and rests_on.fact = any (l.facts))
  $$;
comment on function app.rests_on(text) is 'Does anything that is live rest on this fact? Then it can be neither withdrawn nor marked as unchecked.';

grant execute on function api.courses(text), api.lesson(text, text, text), api.lesson_notes(text, text) to anon, authenticated;
