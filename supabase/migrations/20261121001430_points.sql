-- Points: derived from the ledger by rules that are data and have versions. Once per subject, with a cap per kind and per
-- day; a record keeps the rules that held when it was made. They buy nothing and rank nobody: some gifts ask for them.

create table app.point_version (
  version integer generated always as identity primary key,
  since timestamptz not null,
  daily integer not null check (daily between 1 and 1000)
);
alter table app.point_version enable row level security;

-- points: for the first record of a subject (question, quiz, form, checkpoint, game, block of a lesson, date of an event); daily: most of this kind in a day.
create table app.point_rule (
  version integer not null references app.point_version (version),
  kind text not null check (kind in ('answer', 'round', 'contest', 'monitor', 'stamp', 'game', 'block', 'attend')),
  points integer not null check (points between 0 and 100),
  daily integer not null check (daily between 0 and 1000),
  primary key (version, kind)
);
alter table app.point_rule enable row level security;

create function app.put_points(rules jsonb) returns text
  language plpgsql security definer set search_path = ''
  as $$
declare made integer;
begin
  -- The first rules hold for everything that was there before them.
  insert into app.point_version (since, daily)
    values (case when exists (select from app.point_version) then app.clock_now() else '-infinity' end, (rules ->> 'daily')::integer)
    returning version into made;
  insert into app.point_rule
    select made, k.key, (k.value ->> 'points')::integer, (k.value ->> 'daily')::integer from jsonb_each(rules -> 'kinds') k;
  return case made when 1 then 'new' else 'changed' end;
end $$;
comment on function app.put_points(jsonb) is 'Publishes rules for points (PointsBody): they hold from now on.';

create function app.points_problems(key text, body jsonb) returns table (field text, rule text)
  language plpgsql stable rows 5 security definer set search_path = ''
  as $$
begin
  return query select k, 'unknown' from jsonb_object_keys(body) k where k not in ('daily', 'kinds');
  if not app.is_count(body -> 'daily', 1, 1000) then return query values ('daily', 'range'); end if;
  if coalesce(jsonb_typeof(body -> 'kinds'), '') <> 'object' then return query values ('kinds', 'missing'); return; end if;
  return query select 'kinds.' || k, 'unknown' from jsonb_object_keys(body -> 'kinds') k
    where k not in ('answer', 'round', 'contest', 'monitor', 'stamp', 'game', 'block', 'attend');
  return query select 'kinds.' || k, 'range' from unnest('{answer,round,contest,monitor,stamp,game,block,attend}'::text[]) k
    where not app.is_count(body -> 'kinds' -> k -> 'points', 0, 100) or not app.is_count(body -> 'kinds' -> k -> 'daily', 0, 1000);
end $$;
comment on function app.points_problems(text, jsonb) is 'Problems of rules for points; none when they can be published.';

-- What each record of a person gave: the first of its subject, less what the caps of its day took.
create function app.point_rows(of_person uuid) returns table (kind text, day date, points integer)
  language sql stable security definer set search_path = ''
  as $$
    with first_ones as (
      select distinct on (p.kind, coalesce(p.question, p.quiz)) p.kind, p.occurred_at, p.id
      from app.participation p where p.person = of_person and p.kind in ('answer', 'round', 'contest', 'monitor', 'stamp', 'game', 'block', 'attend') and p.outcome <> 'test'
      order by p.kind, coalesce(p.question, p.quiz), p.occurred_at, p.id),
    worth as (
      select f.kind, app.day(f.occurred_at) as day, f.occurred_at, f.id, r.points, r.daily, v.daily as whole
      from first_ones f
      cross join lateral (select * from app.point_version x where x.since <= f.occurred_at order by x.version desc limit 1) v
      join app.point_rule r on r.version = v.version and r.kind = f.kind),
    of_kind as (
      select w.*, greatest(0, least(w.points, w.daily - coalesce(sum(w.points) over (partition by w.kind, w.day order by w.occurred_at, w.id
        rows between unbounded preceding and 1 preceding), 0)))::integer as given
      from worth w)
    select o.kind, o.day, greatest(0, least(o.given, o.whole - coalesce(sum(o.given) over (partition by o.day order by o.occurred_at, o.kind, o.id
      rows between unbounded preceding and 1 preceding), 0)))::integer
    from of_kind o
  $$;
comment on function app.point_rows(uuid) is 'Points of a person, record by record, after the caps.';

create function app.points_of(of_person uuid) returns integer
  language sql stable security definer set search_path = ''
  as $$ select coalesce(sum(r.points), 0)::integer from app.point_rows(of_person) r $$;
comment on function app.points_of(uuid) is 'Points of a person.';

create function api.point_rules(locale text) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select jsonb_build_object('version', v.version, 'since', case when isfinite(v.since) then v.since end, 'daily', v.daily,
      'kinds', (select jsonb_agg(jsonb_build_object('kind', r.kind, 'points', r.points, 'daily', r.daily) order by r.kind) from app.point_rule r where r.version = v.version))
    from app.point_version v where v.since <= app.clock_now() order by v.version desc limit 1
  $$;
comment on function api.point_rules(text) is 'The rules by which points are given now (PointRules).';

create function api.my_stamps() returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
declare me uuid;
begin
  if auth.uid() is null then perform app.refuse('no_session'); end if;
  select l.person into me from private.person_link l where l.sign_in = auth.uid();
  if me is null then return null; end if;
  return jsonb_build_object(
    'stamps', (select coalesce(jsonb_agg(jsonb_build_object('trail', s.trail, 'point', s.point, 'day', s.day, 'grade', s.grade, 'fast', s.fast) order by s.trail, s.at), '[]')
      from (select distinct on (x.trail, x.point) x.* from app.stamp x where x.person = me order by x.trail, x.point, x.fast, x.grade desc, x.at) s),
    'points', (with r as materialized (select * from app.point_rows(me))
      select jsonb_build_object('total', coalesce(sum(r.points), 0), 'today', coalesce(sum(r.points) filter (where r.day = app.day(app.clock_now())), 0),
        'by_kind', (select coalesce(jsonb_agg(jsonb_build_object('kind', k.kind, 'points', k.n) order by k.kind), '[]') from (select kind, sum(points) as n from r group by kind) k)) from r));
end $$;
comment on function api.my_stamps() is 'The caller''s seals and points (MyStamps); null when nothing was ever delivered.';

create trigger bump_revision after insert or update or delete on app.point_rule for each statement execute function app.bump_revision();
grant execute on function api.point_rules(text) to anon, authenticated;
grant execute on function api.my_stamps() to authenticated;
