-- What a person has reached of a gift's rule. All of it is read from the ledger and from stamps each time it is asked.

-- Gifts are shown from before they open until they close.
create function app.is_shown(g app.gift) returns boolean
  language sql stable security definer set search_path = ''
  as $$ select g.status = 'published' and coalesce(g.closes_at > app.clock_now(), true) $$;
comment on function app.is_shown(app.gift) is 'Is a gift on the public page now?';

-- Points that a trail asks for: the required ones that are still there or, where it requires none, all.
create function app.goal(of_trail text) returns setof text
  language sql stable security definer set search_path = ''
  as $$
    select p.id from app.checkpoint p where p.trail = of_trail and p.removed_at is null
      and (p.required or not exists (select from app.checkpoint o where o.trail = of_trail and o.removed_at is null and o.required))
  $$;
comment on function app.goal(text) is 'Checkpoints that have to be stamped to finish a trail.';

-- Stamps that count for gifts, the best one per point: one that came impossibly fast counts only when somebody or something
-- at the place vouched for it.
create function app.proven(of_person uuid, of_trail text) returns table (id text, grade smallint)
  language sql stable security definer set search_path = ''
  as $$
    select s.point, max(s.grade)::smallint from app.stamp s
    where s.person = of_person and s.trail = of_trail and (not s.fast or s.grade = 3) group by s.point
  $$;
comment on function app.proven(uuid, text) is 'Checkpoints of a trail that a person has, with the best grade that counts for gifts.';

-- A printed code that went round in a chat flags its trail: while a flag stands, its gifts ask for one point at least that
-- cannot be had from a photograph.
create function app.strong_needed(g app.gift) returns integer
  language sql stable security definer set search_path = ''
  as $$
    select greatest(g.strong, coalesce(app.is_flagged(g.trail), false)::integer)
  $$;
comment on function app.strong_needed(app.gift) is 'Points with grade 3 that a gift asks for now.';

create function app.has_strong(of_person uuid, g app.gift) returns boolean
  language sql stable security definer set search_path = ''
  as $$
    select g.trail is null
      or (select count(*) from app.proven(of_person, g.trail) p where p.grade = 3) >= app.strong_needed(g)
  $$;
comment on function app.has_strong(uuid, app.gift) is 'Has a person as many points with grade 3 as a gift asks for now?';

-- A practice set is passed by finishing a round of it, a contest with 60 % right in one attempt: a gift rewards taking part.
create function app.has_passed(of_person uuid, of_quiz text) returns boolean
  language sql stable security definer set search_path = ''
  as $$
    select exists (select from app.participation p where p.person = of_person and p.quiz = of_quiz
      and (p.kind = 'round' or p.kind = 'contest' and p.correct * 10 >= p.total * 6))
  $$;
comment on function app.has_passed(uuid, text) is 'Has a person finished a round of a practice set, or 60 % right in a contest?';

-- Persons, other than this one, who have a gift or have it laid aside.
create function app.others_with(of_person uuid, of_gift text) returns bigint
  language sql stable security definer set search_path = ''
  as $$
    select count(distinct c.person) from app.claim c
    where c.gift = of_gift and c.person <> of_person and app.is_kept(c)
  $$;
comment on function app.others_with(uuid, text) is 'How many other persons have claimed a gift and kept it.';

create function app.gift_missing(of_person uuid, of_gift text) returns text[]
  language plpgsql stable security definer set search_path = ''
  as $$
declare
  g app.gift;
  missing text[] := '{}';
  mine bigint;
begin
  select * into g from app.gift x where x.slug = of_gift;
  if not coalesce(app.is_shown(g) and coalesce(g.opens_at <= app.clock_now(), true), false) then missing := missing || 'not_open'::text; end if;
  if g.trail is not null then
    if exists (select from app.goal(g.trail) n where n not in (select p.id from app.proven(of_person, g.trail) p)) then
      missing := missing || 'trail'::text;
    elsif exists (select from app.goal(g.trail) n join app.proven(of_person, g.trail) p on p.id = n where p.grade < g.grade) then
      missing := missing || 'grade'::text;
    end if;
    if not app.has_strong(of_person, g) then missing := missing || 'strong'::text; end if;
  end if;
  if g.points is not null then
    if app.points_of(of_person) < g.points then missing := missing || 'points'::text; end if;
  end if;
  if g.quiz is not null and not app.has_passed(of_person, g.quiz) then missing := missing || 'quiz'::text; end if;
  select count(*) into mine from app.claim c where c.person = of_person and c.gift = g.slug and app.is_kept(c);
  if g.first_persons is not null and mine = 0 then
    if app.others_with(of_person, g.slug) >= g.first_persons then missing := missing || 'first'::text; end if;
  end if;
  if mine >= g.per_person then missing := missing || 'had'::text; end if;
  if not exists (select from app.stock s join app.counter c on c.code = s.counter and c.open where s.gift = g.slug and s.taken < s.stocked) then
    missing := missing || 'stock'::text;
  end if;
  return missing;
end $$;
comment on function app.gift_missing(uuid, text) is 'What a person still lacks for a gift, as words of MISSING in their order; empty: it can be claimed.';

-- How far a person is on a gift's trail.
create function app.gift_done(of_person uuid, g app.gift) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select case when g.trail is not null then jsonb_build_object(
      'points', (select count(*) from app.goal(g.trail) n join app.proven(of_person, g.trail) p on p.id = n where p.grade >= g.grade),
      'of', (select count(*) from app.goal(g.trail))) end
  $$;
comment on function app.gift_done(uuid, app.gift) is 'Points of a gift''s trail that are proved as it asks: {points, of}; null without a trail.';
