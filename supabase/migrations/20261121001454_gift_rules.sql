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

-- How far a person is: points that the trail asks for (goal), those they have (had), those proved as well as wanted (proved),
-- and points with grade 3, asked for or not (strong). A stamp that came impossibly fast counts only when somebody or
-- something at the place vouched for it.
create function app.trail_progress(of_person uuid, of_trail text, wanted smallint, out goal integer, out had integer, out proved integer, out strong integer)
  language plpgsql stable security definer set search_path = ''
  as $$
begin
  with best as materialized (
    select s.point, max(s.grade) as grade from app.stamp s
    where s.person = of_person and s.trail = of_trail and (not s.fast or s.grade = 3) group by s.point)
  select count(*), count(b.point), count(*) filter (where b.grade >= wanted), (select count(*) from best x where x.grade = 3)
    into goal, had, proved, strong
    from app.goal(of_trail) n left join best b on b.point = n;
end $$;
comment on function app.trail_progress(uuid, text, smallint) is 'Points of a trail: asked for, had, proved with at least a grade, and with grade 3.';

-- A printed code that went round in a chat flags its trail: while a flag stands, its gifts ask for one point at least that
-- cannot be had from a photograph.
create function app.strong_needed(g app.gift) returns integer
  language sql stable security definer set search_path = ''
  as $$ select greatest(g.strong, coalesce(app.is_flagged(g.trail), false)::integer) $$;
comment on function app.strong_needed(app.gift) is 'Points with grade 3 that a gift asks for now.';

-- A practice set is passed by finishing a round of it, a contest with 60 % right in one attempt: a gift rewards taking part.
create function app.has_passed(of_person uuid, of_quiz text) returns boolean
  language sql stable security definer set search_path = ''
  as $$
    select exists (select from app.participation p where p.person = of_person and p.quiz = of_quiz
      and (p.kind = 'round' or p.kind = 'contest' and p.correct * 10 >= p.total * 6))
  $$;
comment on function app.has_passed(uuid, text) is 'Has a person finished a round of a practice set, or 60 % right in a contest?';

create function app.gift_missing(of_person uuid, of_gift text) returns text[]
  language plpgsql stable security definer set search_path = ''
  as $$
declare
  now_at timestamptz := app.clock_now();
  g app.gift;
  way record;
  missing text[] := '{}';
  mine bigint;
begin
  select * into g from app.gift x where x.slug = of_gift;
  if not coalesce(app.is_shown(g) and coalesce(g.opens_at <= now_at, true), false) then missing := missing || 'not_open'::text; end if;
  if g.trail is not null then
    way := app.trail_progress(of_person, g.trail, g.grade);
    if way.had < way.goal then missing := missing || 'trail'::text;
    elsif way.proved < way.goal then missing := missing || 'grade'::text; end if;
    if way.strong < app.strong_needed(g) then missing := missing || 'strong'::text; end if;
  end if;
  if g.points is not null then
    if app.points_of(of_person) < g.points then missing := missing || 'points'::text; end if;
  end if;
  if g.quiz is not null then
    if not app.has_passed(of_person, g.quiz) then missing := missing || 'quiz'::text; end if;
  end if;
  select count(*) into mine from app.claim c
    where c.person = of_person and c.gift = g.slug and (c.state = 'used' or c.state = 'issued' and c.expires_at > now_at);
  if g.first_persons is not null and mine = 0 then
    -- whoever has it, or has it laid aside
    if (select count(distinct c.person) from app.claim c
      where c.gift = g.slug and (c.state = 'used' or c.state = 'issued' and c.expires_at > now_at)) >= g.first_persons then missing := missing || 'first'::text; end if;
  end if;
  if mine >= g.per_person then missing := missing || 'had'::text; end if;
  if not exists (select from app.stock s join app.counter c on c.code = s.counter and c.open where s.gift = g.slug and s.taken < s.stocked) then
    missing := missing || 'stock'::text;
  end if;
  return missing;
end $$;
comment on function app.gift_missing(uuid, text) is 'What a person still lacks for a gift, as words of MISSING in their order; empty: it can be claimed.';
