-- What teachers see of their classes. Seats have numbers, no names; every reading of them is logged.

create function app.course_of(grade smallint) returns app.course
  language sql stable security definer set search_path = ''
  as $$ select c from app.course c where c.status = 'published' and c.stage = app.stage_of(grade) order by c.slug limit 1 $$;
comment on function app.course_of(smallint) is 'The course of a grade: the first published one of its stage.';

-- Class hours that stand: of the n-th class hour of a year only what was not taken back, as it was held in the end.
create function app.hours_of_class(of_class uuid) returns table (person uuid, lesson text, how text, at timestamptz)
  language sql stable security definer set search_path = ''
  as $$
    select a.person, a.lesson, a.how, max(a.at) filter (where a.sign = 1)
    from app.class_act a where a.class = of_class and a.act = 'hour'
    group by a.person, a.lesson, a.how having sum(a.sign) > 0
  $$;
comment on function app.hours_of_class(uuid) is 'Class hours done in a class: by whom, how and when.';

-- A pupil who comes from another class brings along what was done there in this school year: it counts there, and is done.
create function app.hours_of_seats(of_class uuid) returns table (person uuid, lesson text, how text, at timestamptz)
  language sql stable security definer set search_path = ''
  as $$
    select a.person, a.lesson, a.how, max(a.at) filter (where a.sign = 1)
    from app.class c join app.seat s on s.class = c.id join app.class_act a on a.person = s.person and a.act = 'hour'
    join app.class k on k.id = a.class and k.year = c.year
    where c.id = of_class
    group by a.person, a.lesson, a.how having sum(a.sign) > 0
  $$;
comment on function app.hours_of_seats(uuid) is 'Class hours of whoever sits in a class now, in its school year, wherever they were held.';

create function app.seat_of(of_person uuid) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select app.class_json(c, 'zh-Hans') || jsonb_build_object('seat', s.seat, 'since', s.since, 'device', s.device)
    from app.seat s join app.class c on c.id = s.class where s.person = of_person
  $$;
comment on function app.seat_of(uuid) is 'Where a person sits, for their own export; null without a seat.';

create function api.my_classes(locale text) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
begin
  perform app.staff_caller();
  return (
    with mine as (
      select c, t.sign_in is not null as teaches from app.class c left join app.class_teacher t on t.class = c.id and t.sign_in = auth.uid()
        and (t.until is null or t.until >= app.day(app.clock_now()))
      where t.sign_in is not null and app.has_right('classes.teach', c.school) or c.school in (select app.places_of('classes.manage'))),
    hours as (select (m.c).id as class, h.person, count(*) as n from mine m, app.hours_of_class((m.c).id) h group by 1, 2)
    select coalesce(jsonb_agg(app.class_json(m.c, locale) || jsonb_build_object('seats', (m.c).seats, 'mine', m.teaches, 'closed', (m.c).closed_at is not null,
        'joined', (select count(*) from app.seat s where s.class = (m.c).id),
        'begun', (select count(*) from hours h where h.class = (m.c).id),
        'done', (select count(*) from hours h where h.class = (m.c).id and h.n >= (select r.lessons from app.course_rule r)),
        'teachers', (select coalesce(jsonb_agg(s.name order by t.since), '[]') from app.class_teacher t join app.staff s on s.sign_in = t.sign_in
          where t.class = (m.c).id and (t.until is null or t.until >= app.day(app.clock_now()))))
      order by (m.c).year desc, (m.c).school, (m.c).grade, (m.c).number), '[]') from mine m);
end $$;
comment on function api.my_classes(text) is 'Classes that the caller teaches, and those of schools whose classes they manage (ClassCard[]). Errors no_session, not_staff.';

create function api.class_page(class uuid, locale text) returns jsonb
  language plpgsql volatile security definer set search_path = ''
  as $$
declare
  here app.class := app.need_class(class_page.class);
  course app.course := app.course_of(here.grade);
  rule smallint := (select r.lessons from app.course_rule r);
  answer jsonb;
begin
  with sitting as materialized (select s.* from app.seat s where s.class = here.id),
  hours as materialized (select * from app.hours_of_seats(here.id)),
  blocks as materialized (
    select s.person, split_part(p.quiz, '/', 1) as lesson, count(distinct p.quiz) as n
    from sitting s join app.participation p on p.person = s.person and p.kind = 'block'
      and p.occurred_at >= here.year::timestamp at time zone 'Asia/Shanghai'
    join app.lesson l on l.slug = split_part(p.quiz, '/', 1)
    join app.lesson_block b on b.lesson = l.slug and b.revision = l.revision and p.quiz = b.lesson || '/' || b.block and b.kind <> 'recall'
    group by 1, 2)
  select jsonb_build_object(
    'class', app.class_json(here, locale) || jsonb_build_object('seats', here.seats, 'closed', here.closed_at is not null),
    'course', app.course_json(course, locale), 'required', rule,
    'code', (select jsonb_build_object('code', k.code, 'until', k.until, 'locked', k.locked) from private.class_code k
      where k.class = here.id and k.until >= app.day(app.clock_now()) and here.closed_at is null),
    'teachers', (select coalesce(jsonb_agg(jsonb_build_object('sign_in', t.sign_in, 'name', s.name, 'me', t.sign_in = auth.uid(), 'until', t.until) order by t.since), '[]')
      from app.class_teacher t join app.staff s on s.sign_in = t.sign_in where t.class = here.id and (t.until is null or t.until >= app.day(app.clock_now()))),
    'seats', (select jsonb_agg(jsonb_build_object('seat', n, 'device', coalesce(s.device, false), 'reopened', coalesce(s.reopened_until > app.clock_now(), false),
        'state', case when s.person is null then 'empty' when h.hours >= rule then 'done' when h.hours >= 1 then 'one' when h.blocks > 0 then 'begun' else 'joined' end,
        'lessons', coalesce(h.lessons, '[]'),
        'test', app.has_test(s.person, here.id)) order by n)
      from generate_series(1, here.seats) n left join sitting s on s.seat = n
      left join lateral (
        select count(x.person) as hours, coalesce(sum(b.n), 0) as blocks,
          jsonb_agg(jsonb_build_object('lesson', o.slug, 'blocks', coalesce(b.n, 0), 'how', x.how, 'on', app.day(x.at)) order by o.i) as lessons
        from unnest(course.lessons) with ordinality o (slug, i)
        left join hours x on x.person = s.person and x.lesson = o.slug
        left join blocks b on b.person = s.person and b.lesson = o.slug) h on s.person is not null))
    into answer;
  perform app.note_access('class', (select count(*) from app.seat s where s.class = here.id), here.school);
  return answer;
end $$;
comment on function api.class_page(uuid, text) is 'A class with its seats (ClassPage). Errors no_session, not_staff.';

-- First answers of a class to a block, by step and letter, from the ledger rows of whoever sits there.
create function app.class_choices(of_class uuid, of_lesson text, of_block text) returns table (person uuid, rev integer, choices text)
  language sql stable security definer set search_path = ''
  as $$
    select distinct on (p.person) p.person, (p.body::jsonb ->> 'rev')::integer, p.body::jsonb ->> 'choices'
    from app.seat s join app.class c on c.id = s.class
    join app.participation p on p.person = s.person and p.kind = 'block' and p.quiz = of_lesson || '/' || of_block
      and p.occurred_at >= c.year::timestamp at time zone 'Asia/Shanghai'
    where s.class = of_class
    order by p.person, p.occurred_at, p.id
  $$;
comment on function app.class_choices(uuid, text, text) is 'The first choices of every pupil of a class in a block, this school year.';

create function api.class_answers(class uuid, lesson text, locale text) returns jsonb
  language plpgsql volatile security definer set search_path = ''
  as $$
declare
  here app.class := app.need_class(class_answers.class);
  l app.lesson := (select x from app.lesson x where x.slug = class_answers.lesson and x.status = 'published');
begin
  if l.slug is null then perform app.refuse('not_found'); end if;
  perform app.note_access('answers', (select count(*) from app.seat s where s.class = here.id), here.school);
  return jsonb_build_object('lesson', l.slug, 'rev', l.revision, 'blocks', (
    select coalesce(jsonb_agg(jsonb_build_object('id', b.id, 'kind', b.kind, 'title', app.say(b.title, locale), 'seats', a.seats,
        -- From five seats on: fewer would point at somebody.
        'steps', case when a.seats >= 5 then a.steps end) order by b.i), '[]')
    from (select x.block ->> 'id' as id, x.block ->> 'kind' as kind, x.block -> 'title' as title, x.i
      from jsonb_array_elements(l.body -> 'blocks') with ordinality x (block, i) where app.block_game(x.block ->> 'kind') is not null) b
    join app.lesson_block k on k.lesson = l.slug and k.revision = l.revision and k.block = b.id
    cross join lateral (
      select (select count(*) from app.class_choices(here.id, l.slug, b.id) c where c.rev = l.revision) as seats,
        (select jsonb_agg(jsonb_build_object('n', coalesce(t.n, 0), 'right', coalesce(t.good, 0), 'by_letter', coalesce(t.letters, '{}')) order by i)
          from generate_series(1, cardinality(k.key)) i
          left join (
            select y.step, sum(y.n) as n, sum(y.n) filter (where strpos(k.key[y.step], y.letter) > 0) as good, jsonb_object_agg(y.letter, y.n) as letters
            from (select g as step, substr(c.choices, g, 1) as letter, count(*) as n
              from app.class_choices(here.id, l.slug, b.id) c, generate_series(1, length(c.choices)) g
              where c.rev = l.revision and substr(c.choices, g, 1) <> '?' group by 1, 2) y group by 1) t on t.step = i) as steps) a));
end $$;
comment on function api.class_answers(uuid, text, text) is 'What a class finds hard: first answers of a lesson by block and step (ClassAnswers), from five seats on. Errors no_session, not_staff, not_found.';

create function api.class_live(class uuid, lesson text, block text) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
declare here app.class := app.need_class(class_live.class);
begin
  -- Answers to another revision are no answers to what stands on the wall.
  return (with c as materialized (select x.* from app.class_choices(here.id, class_live.lesson, class_live.block) x
      join app.lesson l on l.slug = class_live.lesson and l.revision = x.rev)
    select jsonb_build_object('joined', (select count(*) from app.seat s where s.class = here.id), 'seats', (select count(*) from c),
      'steps', (select coalesce(jsonb_agg(t.letters order by t.step), '[]') from (
        select y.step, jsonb_object_agg(y.letter, y.n) as letters from (
          select i as step, substr(c.choices, i, 1) as letter, count(*) as n from c, generate_series(1, length(c.choices)) i
          where substr(c.choices, i, 1) <> '?' group by 1, 2) y
        group by 1 having sum(y.n) >= 5) t)));
end $$;
comment on function api.class_live(uuid, text, text) is
  'For the projector: how many have done a block, and how they chose first, step by step, from five seats on (ClassLive). Errors no_session, not_staff.';

create function api.seat_export(class uuid, seat integer) returns jsonb
  language plpgsql volatile security definer set search_path = ''
  as $$
declare
  here app.class := app.need_class(seat_export.class);
  s app.seat := (select x from app.seat x where x.class = here.id and x.seat = seat_export.seat);
begin
  if s.person is null then perform app.refuse('not_found'); end if;
  perform app.note_access('seat_export', 1, here.school);
  perform app.note_audit('seat_export', 'class', here.grade || '-' || here.number, here.school, jsonb_build_object('class', here.id, 'seat', s.seat));
  return jsonb_build_object('class', app.class_json(here, 'zh-Hans'), 'seat', s.seat, 'since', s.since, 'device', s.device,
    'hours', (select coalesce(jsonb_agg(jsonb_build_object('lesson', h.lesson, 'how', h.how, 'at', h.at) order by h.at), '[]') from app.hours_of_seats(here.id) h where h.person = s.person),
    'records', (select coalesce(jsonb_agg(jsonb_build_object('kind', p.outcome, 'subject', p.quiz, 'at', p.occurred_at, 'total', p.total, 'sent', p.body::jsonb,
        -- how a test went is told when it has closed, to everybody at once
        'correct', case when p.outcome <> 'test' or not app.test_is_open(p.attempt) then p.correct end) order by p.occurred_at), '[]')
      from app.participation p where p.person = s.person and (p.kind in ('block', 'hour', 'seat') or p.outcome = 'test')));
end $$;
comment on function api.seat_export(uuid, integer) is
  'What is stored about a seat and its class hours, for whoever asks on a child''s behalf (未成年人网络保护条例 art. 34). Errors no_session, not_staff, not_found.';

create function api.erase_seat(class uuid, seat integer) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  here app.class := app.need_class(erase_seat.class);
  sitting uuid;
begin
  perform app.lock_seats(here.id, array[erase_seat.seat]);
  select s.person into sitting from app.seat s where s.class = here.id and s.seat = erase_seat.seat;
  if sitting is null then perform app.refuse('not_found'); end if;
  perform app.cut_person(sitting);
  perform app.note_access('class', 1, here.school);
  perform app.note_audit('erase_seat', 'class', here.grade || '-' || here.number, here.school, jsonb_build_object('class', here.id, 'seat', erase_seat.seat));
  return '{"done": true}';
end $$;
comment on function api.erase_seat(uuid, integer) is
  'Cuts a seat from everything that was done there, its phone included; counts stay and belong to nobody. Errors no_session, not_staff, not_found.';

grant execute on function api.my_classes(text), api.class_page(uuid, text), api.class_answers(uuid, text, text), api.class_live(uuid, text, text),
  api.seat_export(uuid, integer), api.erase_seat(uuid, integer) to authenticated;
