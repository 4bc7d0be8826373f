-- The passport: what a person has collected, contests opened for them, getting it all back on a new phone, and leaving.

-- Draws a contest for the caller. An open attempt is given back as it is (the phone was killed, the network dropped).
-- `untimed` switches the timer off for those who need it (WCAG 2.2.1), also of an attempt under way: it then ends with
-- the contest.
create function api.open_contest(slug text, locale text, untimed boolean default false) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  now_at timestamptz := app.clock_now();
  me uuid := app.lock_caller();
  z app.quiz;
  a app.contest_attempt;
begin
  select * into z from app.quiz q where q.slug = open_contest.slug and q.purpose = 'contest' and q.status = 'published';
  if z.slug is null then perform app.refuse('not_found'); end if;
  if now_at < z.opens_at or now_at >= z.closes_at then perform app.refuse('not_open'); end if;
  select * into a from app.contest_attempt t
    where t.person = me and t.quiz = z.slug and t.record is null and t.closes_at > now_at
    order by t.try_no desc limit 1;
  if a.id is null then
    insert into app.contest_attempt (person, quiz, try_no, opened_at, closes_at, seconds, items)
    select me, z.slug, n.try_no, now_at,
      least(z.closes_at, case when z.seconds is null or coalesce(untimed, false) then z.closes_at
        else now_at + z.seconds * interval '1 second' end),
      case when coalesce(untimed, false) then null else z.seconds end,
      (select jsonb_agg(jsonb_build_object('question', d.question, 'revision', d.revision, 'perm', d.perm))
        from (
          select i.question, i.revision, (
            -- The two of a judgement and the boxes of a sorting question keep their order.
            select string_agg(chr(64 + o), '' order by case when q.kind in ('judge', 'sort') then o else random() end)
            from generate_series(1, jsonb_array_length(q.words -> 'zh-Hans' -> 'options')) o) as perm
          from app.quiz_item i join app.question q on q.code = i.question and q.revision = i.revision
          where i.quiz = z.slug
          order by case z.spread
              when 'kp' then row_number() over (partition by q.kp order by random())
              when 'difficulty' then row_number() over (partition by q.difficulty order by random()) end, random()
          limit z.draw) d)
    from (select count(*) + 1 as try_no from app.contest_attempt t where t.person = me and t.quiz = z.slug) n
    where n.try_no <= z.tries
    returning * into a;
    if a.id is null then perform app.refuse('no_tries_left'); end if;
  elsif untimed and a.seconds is not null then
    update app.contest_attempt t set seconds = null, closes_at = z.closes_at where t.id = a.id returning * into a;
  end if;
  return jsonb_build_object('attempt', a.id, 'opened_at', a.opened_at, 'closes_at', a.closes_at, 'seconds', a.seconds,
    'server_now', now_at, 'try_no', a.try_no, 'tries', z.tries,
    'items', (
      select jsonb_agg(app.question_json(q, locale, i.item ->> 'perm') order by i.ord)
      from jsonb_array_elements(a.items) with ordinality i (item, ord)
      join app.question q on q.code = i.item ->> 'question' and q.revision = (i.item ->> 'revision')::int));
end $$;
comment on function api.open_contest(text, text, boolean) is 'Opens (or gives back) the caller''s attempt: questions drawn, options permuted, no keys (ContestAttempt). Errors: not_found, not_open, no_tries_left.';

create function api.contest_result(attempt uuid, locale text) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
declare
  a app.contest_attempt;
  p app.participation;
  closed boolean;
begin
  if auth.uid() is null then perform app.refuse('no_session'); end if;
  select t.* into a from app.contest_attempt t join private.person_link l on l.person = t.person and l.sign_in = auth.uid()
    where t.id = contest_result.attempt;
  if a.id is null then perform app.refuse('not_found'); end if;
  select * into p from app.participation x where x.id = a.record;
  select x.closes_at <= app.clock_now() into closed from (
    select z.closes_at from app.quiz z where z.slug = a.quiz union all select t.closes_at from app.test t where t.id = a.test) x;
  return jsonb_strip_nulls(jsonb_build_object(
    'state', case when p.id is not null then 'graded' when a.closes_at + interval '72 hours' < app.clock_now() then 'missed' else 'open' end,
    -- What a test was worth is told when the whole class has had it.
    'correct', case when a.test is null or closed then p.correct end, 'total', p.total,
    'review', case when closed and p.id is not null then (
      select jsonb_agg(jsonb_build_object('code', g.question, 'yours', g.yours, 'key', g.key,
        'explanation', app.say(k.explanation, locale)) order by g.place)
      from app.grade_contest(a.items, p.body::jsonb -> 'answers') g
      join private.question_key k on k.code = g.question and k.revision = g.revision) end));
end $$;
comment on function api.contest_result(uuid, text) is 'How the caller''s attempt was graded (ContestResult); keys and explanations only after it has closed, and so what a test was worth.';

-- Everything the passport page shows. Reads this person's rows only.
create function api.my_passport() returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
declare me uuid;
begin
  if auth.uid() is null then perform app.refuse('no_session'); end if;
  select l.person into me from private.person_link l where l.sign_in = auth.uid();
  if me is null then return null; end if;
  return (
    with mine as materialized (
      select kind, quiz, kp, correct, total, attempt, app.day(occurred_at) as day from app.participation where person = me)
    select jsonb_build_object('person_since', h.since, 'district', h.district, 'age_band', h.age_band,
      'answers', (select count(*) from mine where kind = 'answer'),
      'correct', (select coalesce(sum(correct), 0) from mine where kind = 'answer'),
      'rounds', (select count(*) from mine where kind = 'round'),
      'forms', (select count(*) from mine where kind = 'monitor'),
      'days', (select count(distinct day) from mine where kind <> 'profile'),
      'by_kp', (select coalesce(jsonb_agg(jsonb_build_object('kp', kp, 'answers', n, 'correct', c) order by kp), '[]')
        from (select kp, count(*) as n, sum(correct) as c from mine where kind = 'answer' group by kp) k),
      'contests', (select coalesce(jsonb_agg(jsonb_build_object('slug', a.quiz, 'title', z.title, 'correct', m.correct, 'total', m.total, 'attempt', a.id) order by a.opened_at), '[]')
        from app.contest_attempt a join app.quiz z on z.slug = a.quiz left join mine m on m.attempt = a.id where a.person = me),
      'recovery_registered', exists (select from private.recovery r where r.person = me))
    from app.person h where h.id = me);
end $$;
comment on function api.my_passport() is 'What the caller has collected; null when nothing was ever delivered.';

create function api.my_export() returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
declare me uuid;
begin
  if auth.uid() is null then perform app.refuse('no_session'); end if;
  select l.person into me from private.person_link l where l.sign_in = auth.uid();
  return jsonb_build_object(
    'person', (select to_jsonb(h) from app.person h where h.id = me),
    -- How a monitoring form was marked would tell its key, item by item; a test is told of when it has closed.
    'records', (select coalesce(jsonb_agg(to_jsonb(p) - 'body' - case when p.kind = 'monitor' then '{marks,correct}'::text[]
        when p.outcome = 'test' and app.test_is_open(p.attempt) then '{correct}' else '{}' end || jsonb_build_object('sent', p.body::jsonb) order by p.occurred_at), '[]')
      from app.participation p where p.person = me),
    'refused', (select coalesce(jsonb_agg(jsonb_build_object('verdict', r.verdict, 'body', r.body, 'received_at', r.received_at)), '[]')
      from app.participation_reject r where r.person = me),
    'attempts', (select coalesce(jsonb_agg(to_jsonb(a) - 'items'), '[]') from app.contest_attempt a where a.person = me),
    'seat', app.seat_of(me), 'claims', app.claims_export(me), 'events', app.events_export(me));
end $$;
comment on function api.my_export() is 'Everything stored about the caller, as JSON (PIPL art. 45).';

-- Cuts every link between sign-ins and this person and forgets what was chosen. Counts stay, belonging to nobody.
create function app.cut_person(of_person uuid) returns void
  language plpgsql security definer set search_path = ''
  as $$
begin
  delete from private.person_link where person = of_person;
  delete from private.recovery where person = of_person;
  delete from private.handover where person = of_person;
  delete from app.participation_reject where person = of_person;
  update app.person set district = null, age_band = null, profile_at = null where id = of_person;
  delete from app.seat where person = of_person;
  update app.contest_attempt set seat = null where person = of_person;
  perform app.cut_claims(of_person);
  perform app.cut_tickets(of_person);
end $$;
comment on function app.cut_person(uuid) is 'Makes a person''s rows belong to nobody; figures stay.';

create function api.erase_me() returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
begin
  perform app.cut_person(app.lock_caller());
  return '{"erased": true}';
end $$;
comment on function api.erase_me() is 'Erases the caller''s passport (PIPL art. 47): links, recovery key, choices. Cannot be undone.';

create function api.register_recovery(key_hash text) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare me uuid;
begin
  if coalesce(key_hash, '') !~ '^[0-9a-f]{64}$' then perform app.refuse('bad_argument'); end if;
  me := app.lock_caller();
  insert into private.recovery values (decode(key_hash, 'hex'), me) on conflict do nothing;
  return '{"registered": true}';
end $$;
comment on function api.register_recovery(text) is 'Registers the sha-256 (hex) of the phone''s recovery key for the caller. A key that is taken stays where it is.';

-- Joins two passports: the rows of `source` become `target`'s, what was counted twice is taken back, and the sign-ins
-- of both point to `target`. Both are locked in the order of their ids.
create function app.merge_person(source uuid, target uuid) returns bigint
  language plpgsql security definer set search_path = ''
  as $$
declare moved uuid[]; all_ids uuid[];
begin
  perform pg_advisory_xact_lock(hashtextextended(p::text, 2)) from (select unnest(array[least(source, target), greatest(source, target)]) p) x;
  select coalesce(array_agg(id), '{}') into moved from app.participation where person = source;
  select coalesce(array_agg(id), '{}') into all_ids from app.participation where person in (source, target);
  perform app.note_effects(all_ids, -1);
  perform set_config('qingtu.merging', 'yes', true);
  update app.participation set person = target where person = source;
  with ranked as (
    select id, kind, outcome,
      app.is_free(kind, outcome = 'test') and row_number() over (partition by app.is_free(kind, outcome = 'test') order by occurred_at, id) = 1 as ever,
      app.is_free(kind, outcome = 'test') and row_number() over (partition by app.is_free(kind, outcome = 'test'), app.month(occurred_at) order by occurred_at, id) = 1 as in_month,
      case when outcome in ('monitor', 'monitor_fast')
        and row_number() over (partition by outcome in ('monitor', 'monitor_fast'), quiz, period order by occurred_at, id) > 1
        then 'monitor_again'
        when kind = 'attend' then case when row_number() over (partition by kind, quiz order by occurred_at, id) > 1 then 'attend_again' else 'attend' end
        when kind = 'vote' then case when row_number() over (partition by kind, split_part(quiz, '/', 1) order by occurred_at, id) > 1 then 'vote_again' else 'vote' end
        when kind = 'stamp' then case when row_number() over (partition by kind, quiz, app.day(occurred_at) order by occurred_at, id) > 1
          then 'stamp_again' else 'stamp' end
        when outcome in ('check', 'recall') and row_number() over (partition by outcome in ('check', 'recall'), quiz, app.school_year(app.day(occurred_at)) order by occurred_at, id) > 1
          then 'block_again'
        else outcome end as now_outcome
    from app.participation where person = target)
  update app.participation p set first_ever = r.ever, first_in_month = r.in_month, outcome = r.now_outcome
    from ranked r where r.id = p.id
      and (p.first_ever, p.first_in_month, p.outcome) is distinct from (r.ever, r.in_month, r.now_outcome);
  perform set_config('qingtu.merging', 'no', true);
  perform app.note_effects(all_ids, 1);
  delete from app.stamp s where s.person = source;
  perform app.derive_stamps(target);
  perform app.merge_claims(source, target);
  perform app.merge_seats(source, target);
  perform app.merge_tickets(source, target);
  insert into app.person_month select target, month from app.person_month where person = source on conflict do nothing;
  delete from app.person_month where person = source;
  insert into app.monitor_first select target, quiz, period from app.monitor_first where person = source on conflict do nothing;
  delete from app.monitor_first where person = source;
  update app.contest_attempt a set person = target, try_no = a.try_no + coalesce(
      (select max(b.try_no) from app.contest_attempt b where b.person = target and (b.quiz = a.quiz or b.test = a.test)), 0)
    where a.person = source;
  update private.recovery set person = target where person = source;
  update private.person_link set person = target where person = source;
  -- Refusals go along: a joined passport has no fresh guesses (app.wrong_proofs).
  update app.participation_reject r set person = target where r.person = source
    and not exists (select from app.participation_reject o where o.person = target and o.digest = r.digest);
  delete from app.participation_reject where person = source;
  update app.person t set since = least(t.since, s.since), district = coalesce(t.district, s.district), age_band = coalesce(t.age_band, s.age_band)
    from app.person s where t.id = target and s.id = source;
  delete from app.person where id = source;
  return cardinality(moved);
end $$;
comment on function app.merge_person(uuid, uuid) is 'Merges two passports; writes compensating figures; returns records moved.';

create function api.reclaim(recovery_key text) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  me uuid;
  owner uuid;
begin
  if coalesce(recovery_key, '') !~ '^[0-9A-Za-z-]{16,64}$' then perform app.refuse('bad_argument'); end if;
  select r.person into owner from private.recovery r where r.key_hash = sha256(convert_to(recovery_key, 'UTF8'));
  if owner is null then perform app.refuse('not_found'); end if;
  perform pg_advisory_xact_lock(hashtextextended('reclaim', 3));
  me := app.lock_caller();
  if me = owner then return '{"merged": 0}'; end if;
  return jsonb_build_object('merged', app.merge_person(me, owner));
end $$;
comment on function api.reclaim(text) is 'Gives the caller the passport that belongs to a recovery key; what the caller had collected meanwhile is merged into it. Error: not_found.';

-- Retention: links unused for 180 days are cut, refused records go after 90 days. Returns persons cut.
create function app.purge() returns integer
  language plpgsql security definer set search_path = ''
  as $$
declare
  today date := app.day(app.clock_now());
  stale uuid;
  cut integer := 0;
begin
  -- First: gifts of those who are cut below are in stock again then, and no claim is waited for with a row of stock in hand.
  perform app.release_claims();
  -- A passport is in use as well while staff stamp its card.
  for stale in select l.person from private.person_link l group by l.person having max(l.last_used) < today - 180
    and not exists (select from app.participation p where p.person = l.person and app.day(p.received_at) >= today - 180) loop
    perform app.cut_person(stale);
    cut := cut + 1;
  end loop;
  perform app.end_old_classes();
  delete from app.participation_reject where received_at < app.clock_now() - interval '90 days';
  delete from private.rate where until < now() - interval '1 day';
  return cut;
end $$;
comment on function app.purge() is 'Nightly: cuts links unused for 180 days, drops refused records after 90; returns persons cut.';

grant execute on function api.open_contest(text, text, boolean), api.contest_result(uuid, text), api.my_passport(),
  api.my_export(), api.erase_me(), api.register_recovery(text), api.reclaim(text) to authenticated;
