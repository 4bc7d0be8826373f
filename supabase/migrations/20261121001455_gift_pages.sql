-- What anybody may read of gifts.

create or replace function api.content_state() returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select jsonb_build_object('revision', r.revision, 'boundary', (
      select min(b) from (
        select ((app.day(app.clock_now()) + 1)::timestamp at time zone 'Asia/Shanghai') as b
        union all select opens_at from app.quiz where opens_at > app.clock_now()
        union all select closes_at from app.quiz where closes_at > app.clock_now()
        union all select closes_at from app.gift where closes_at > app.clock_now()
      ) moments))
    from app.content_revision r
  $$;

create function app.gift_card(g app.gift, locale text) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select jsonb_strip_nulls(jsonb_build_object(
        'slug', g.slug, 'name', app.say(g.body -> 'name', locale), 'text', app.say(g.body -> 'text', locale),
        'picture', '/media/' || (g.body ->> 'picture'), 'picture_alt', app.say(g.body -> 'picture_alt', locale),
        'per_person', g.per_person, 'opens_at', g.opens_at, 'closes_at', g.closes_at))
      -- in a rule, null says that something is not asked
      || jsonb_build_object('rule', jsonb_build_object('trail', g.trail, 'grade', g.grade, 'strong', app.strong_needed(g), 'points', g.points,
            'quiz', g.quiz, 'first', g.first_persons)
          || jsonb_strip_nulls(jsonb_build_object(
            'trail_title', (select app.say(t.body -> 'title', locale) from app.trail t where t.slug = g.trail),
            'quiz_title', (select app.say(q.title, locale) from app.quiz q where q.slug = g.quiz),
            'required', case when g.trail is not null then (select count(*) from app.goal(g.trail)) end)),
        'counters', (select coalesce(jsonb_agg(jsonb_build_object('code', c.code, 'name', app.say(c.name, locale),
            'address', app.say(c.street, locale), 'hours', app.say(c.hours, locale)) order by c.place, c.code), '[]')
          from app.stock s join app.counter c on c.code = s.counter and c.open where s.gift = g.slug))
  $$;
comment on function app.gift_card(app.gift, text) is 'A gift in one language (GiftCard).';

create function api.gifts(locale text) returns jsonb
  language sql stable security definer set search_path = ''
  as $$ select coalesce(jsonb_agg(app.gift_card(g, locale) order by g.opens_at nulls first, g.slug), '[]') from app.gift g where app.is_shown(g) $$;
comment on function api.gifts(text) is 'Gifts that can be claimed now or later, in one language, with the counters that have them (GiftCard[]).';

create function api.gift_stock() returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select coalesce(jsonb_agg(jsonb_build_object('gift', s.gift, 'counter', s.counter,
      'left', case when s.stocked = s.taken then 'none' when s.stocked - s.taken <= 5 then 'few' else 'many' end) order by s.gift, s.counter), '[]')
    from app.stock s join app.gift g on g.slug = s.gift join app.counter c on c.code = s.counter and c.open
    where app.is_shown(g)
  $$;
comment on function api.gift_stock() is 'What is left of each gift at each open counter: [{gift, counter, left: many | few (at most five) | none}].';

grant execute on function api.gifts(text), api.gift_stock() to anon, authenticated, service_role;
