-- What a pupil's own phone shows of the class.

-- Questions that wait to be asked again: of the lesson that was complete 14 to 28 days ago, if this person was drawn and has
-- not answered since. Three steps, the same ones whenever it is looked at.
create function app.recall_of(of_person uuid, locale text) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select jsonb_build_object('lesson', l.slug, 'rev', l.revision, 'block', b.block ->> 'id', 'until', h.at + interval '28 days',
      'of', jsonb_array_length(b.block -> 'steps'), 'places', to_jsonb(p.places), 'game', app.block_game_json(l, b.block, locale, p.places))
    from (select a.lesson, max(a.at) as at from app.class_act a where a.person = of_person and a.act = 'hour' group by 1 having sum(a.sign) > 0) h
    join app.lesson l on l.slug = h.lesson and l.status = 'published'
    cross join lateral (select x as block from jsonb_array_elements(l.body -> 'blocks') x where x ->> 'kind' = 'recall' limit 1) b
    cross join lateral (select array_agg(y.i order by y.i) as places from (
      select i from generate_series(1, jsonb_array_length(b.block -> 'steps')) i
      order by sha256(convert_to(of_person::text || l.slug || i, 'UTF8')) limit 3) y) p
    where app.clock_now() between h.at + interval '14 days' and h.at + interval '28 days' and app.is_asked(of_person, l.slug)
      and not exists (select from app.participation r where r.person = of_person and r.kind = 'block' and r.quiz = l.slug || '/' || (b.block ->> 'id') and r.outcome = 'recall' and r.occurred_at >= h.at)
    order by h.at limit 1
  $$;
comment on function app.recall_of(uuid, text) is 'Three questions of a lesson that a pupil is asked again (MyClass.recall), or null.';

create function api.my_class(locale text) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
declare
  me uuid;
  mine app.seat;
  here app.class;
  course app.course;
begin
  if auth.uid() is null then perform app.refuse('no_session'); end if;
  select l.person into me from private.person_link l where l.sign_in = auth.uid();
  select * into mine from app.seat s where s.person = me;
  if mine.class is null then return null; end if;
  select * into here from app.class c where c.id = mine.class;
  course := app.course_of(here.grade);
  return jsonb_build_object('class', app.class_json(here, locale), 'seat', mine.seat, 'course', course.slug,
    'lessons', (
      select coalesce(jsonb_agg(jsonb_build_object('slug', l.slug, 'name', substr(l.slug, length(l.course) + 2), 'title', app.say(l.body -> 'title', locale),
          'blocks', (select coalesce(jsonb_agg(distinct split_part(p.quiz, '/', 2)), '[]') from app.participation p
            where p.person = me and p.kind = 'block' and split_part(p.quiz, '/', 1) = l.slug and p.occurred_at >= here.year::timestamp at time zone 'Asia/Shanghai'),
          'done', h.how, 'done_on', app.day(h.at)) order by o.i), '[]')
      from unnest(course.lessons) with ordinality o (slug, i) join app.lesson l on l.slug = o.slug and l.status = 'published'
      left join app.hours_of_seats(here.id) h on h.person = me and h.lesson = l.slug),
    'certificate', app.certificate_of(here.id, mine.seat),
    'recall', app.recall_of(me, locale),
    'test', app.test_of(me, here.id));
end $$;
comment on function api.my_class(text) is 'The caller''s seat and class hours (MyClass); null without a seat. Error no_session.';

grant execute on function api.my_class(text) to authenticated;
