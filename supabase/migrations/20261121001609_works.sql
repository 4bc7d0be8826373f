-- Works – films, operas, paintings, short videos – as visitors see them, and the public vote on them: a record of kind `vote`,
-- one per person and round. Nothing is uploaded by the public.

create function app.work_json(e app.register_entry, locale text) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select jsonb_build_object('key', e.key, 'kind', jsonb_build_object('key', e.body ->> 'kind', 'name', coalesce(app.say(k.title, locale), e.body ->> 'kind')),
      'title', app.say(e.title, locale), 'maker', app.say(e.body -> 'maker', locale), 'made', e.from_day, 'text', app.say(e.body -> 'text', locale),
      'link', e.body ->> 'link', 'picture', '/media/' || (e.body ->> 'picture'), 'picture_alt', app.say(e.body -> 'picture_alt', locale))
    from (select 1) one left join app.register_entry k on k.type = 'work_kind' and k.key = e.body ->> 'kind'
  $$;
comment on function app.work_json(app.register_entry, text) is 'A work as a card (WorkCard).';

create function api.works(filter jsonb, after text, size integer, locale text) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
begin
  if not app.is_filter(filter) then perform app.refuse('bad_argument'); end if;
  return (
    -- The newest first; what stands for many ("200余个") is a figure, not a picture for the wall.
    with found as materialized (
      select e.id, to_char('2999-12-31'::date - coalesce(e.from_day, '1900-01-01'), 'FM000000') || '/' || e.key as "order"
      from app.register_entry e join app.register_type t on t.key = e.type and t.open
      where e.type = 'work' and (e.number, e.qualifier) = (1, 'exact') and app.is_live(e, app.day(app.clock_now()))
        and (filter ->> 'kind' is null or e.body ->> 'kind' = filter ->> 'kind')
        and (filter ->> 'round' is null or exists (select from app.register_entry r where r.type = 'vote_round' and r.key = filter ->> 'round' and r.body -> 'works' ? e.key))),
    page as (select f.* from found f where after is null or f."order" > after order by f."order" limit least(greatest(size, 1), 200))
    select jsonb_build_object(
      'items', (select coalesce(jsonb_agg(app.work_json(e, locale) order by p."order"), '[]') from page p join app.register_entry e on e.id = p.id),
      'next', (select case when (select count(*) from found f where f."order" > max(p."order")) > 0 then max(p."order") end from page p),
      'total', (select count(*) from found)));
end $$;
comment on function api.works(jsonb, text, integer, text) is 'Works, the newest first, at most 200: {items: WorkCard[], next, total}. filter: kind, round. Error bad_argument.';

-- Votes of phones without network count for 72 hours after the end (WINDOW_GRACE_HOURS): so long nobody tells results.
create function app.round_ends(e app.register_entry) returns timestamptz
  language sql immutable set search_path = ''
  as $$ select (e.to_day + 1)::timestamp at time zone 'Asia/Shanghai' $$;
comment on function app.round_ends(app.register_entry) is 'The moment after the last day of a vote.';

create function api.vote_rounds(locale text) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select coalesce(jsonb_agg(jsonb_build_object('key', e.key, 'title', app.say(e.title, locale), 'from', e.from_day, 'to', e.to_day,
        'state', case when t.today < e.from_day then 'coming' when t.today > e.to_day then 'over' else 'open' end, 'works', w.works,
        'results', case when app.clock_now() >= app.round_ends(e) + interval '72 hours' then (
          select jsonb_agg(jsonb_build_object('work', r.work, 'votes', r.votes) order by r.votes desc, r.work) from (
            select x.work, coalesce((select sum(f.records) from app.figure f where f.kind = 'vote' and f.quiz = e.key || '/' || x.work
              and f.period between date_trunc('month', e.from_day) and date_trunc('month', e.to_day)), 0) as votes
            from jsonb_array_elements_text(w.works) x (work)) r) end) order by e.from_day desc, e.key), '[]')
    from app.register_entry e cross join (select app.day(app.clock_now()) as today) t
    -- a work that was removed is not voted on any more
    cross join lateral (select coalesce(jsonb_agg(x.key order by x.n), '[]') as works from jsonb_array_elements_text(e.body -> 'works') with ordinality x (key, n)
      where exists (select from app.register_entry k where k.type = 'work' and k.key = x.key)) w
    where e.type = 'vote_round'
  $$;
comment on function api.vote_rounds(text) is 'Votes, the newest first (VoteRound[]); results from 72 hours after the end, when the last vote of a phone without network has come.';

create function app.judge_vote(me uuid, round text, work text, occurred timestamptz) returns table (verdict text)
  language plpgsql stable rows 1 security definer set search_path = ''
  as $$
declare e app.register_entry := (select x from app.register_entry x where x.type = 'vote_round' and x.key = round);
begin
  return query select case
    when e.id is null or not e.body -> 'works' ? work or not exists (select from app.register_entry k where k.type = 'work' and k.key = work) then 'rejected:unknown_event'
    when occurred < e.from_day::timestamp at time zone 'Asia/Shanghai' then 'rejected:too_early'
    when occurred >= app.round_ends(e) then 'closed'
    when app.clock_now() >= app.round_ends(e) + interval '72 hours' then 'late'
    when exists (select from app.participation p where p.person = me and p.kind = 'vote' and split_part(p.quiz, '/', 1) = round) then 'closed'
    else 'accepted' end;
end $$;
comment on function app.judge_vote(uuid, text, text, timestamptz) is
  'The verdict on a vote: unknown_event (no such round, or the work is not in it), too_early, closed (over, or this person has voted), late, accepted.';

create function api.my_votes() returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
begin
  if auth.uid() is null then perform app.refuse('no_session'); end if;
  return (select coalesce(jsonb_object_agg(split_part(p.quiz, '/', 1), split_part(p.quiz, '/', 2)), '{}')
    from app.participation p join private.person_link l on l.person = p.person and l.sign_in = auth.uid() where p.kind = 'vote' and p.outcome = 'vote');
end $$;
comment on function api.my_votes() is 'What the caller has voted for: {round: work}. Error no_session.';

grant execute on function api.works(jsonb, text, integer, text), api.vote_rounds(text) to anon, authenticated;
grant execute on function api.my_votes() to authenticated;
