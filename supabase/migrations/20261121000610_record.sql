-- api.record_participation: the one door by which records enter the ledger.

-- Its plans are made once per connection, possibly while the ledger is nearly empty, and are kept while it grows: so no
-- sequential scan may be chosen, and no compilation for costs that are guesses.
create function app.take_batch(me uuid, batch text[], ages double precision[] default null, by_staff boolean default false) returns jsonb
  language plpgsql security definer set search_path = '' set enable_seqscan = off set jit = off
  as $$
declare
  now_at timestamptz := app.clock_now();
  my_district text;
  my_band text;
  my_school text;
  inserted uuid[];
  verdicts jsonb;
  refused boolean;
begin
  select p.district, p.age_band into my_district, my_band from app.person p where p.id = me;
  select c.school into my_school from app.seat s join app.class c on c.id = s.class where s.person = me;

  with elements as materialized (
    select b.*, case when b.problem is null then b.body::jsonb ->> 'ch' end as channel, row_number() over (partition by b.id, b.problem is null order by b.ord) as nth,
      -- which guess of this batch it is, at this point or at a typed code
      row_number() over (partition by b.kind, b.j ->> 'proof', b.j ->> 'trail', b.j ->> 'point' order by b.ord) as guess,
      o.occurred, date_trunc('month', o.occurred at time zone 'Asia/Shanghai')::date as month
    from app.read_batch(batch, ages) b
    cross join lateral (select now_at - b.age * interval '1 millisecond' as occurred) o),
  -- A choice of district or age made in this batch holds for the whole batch.
  profile as (
    select j ->> 'district' as district, j ->> 'age_band' as age_band
    from elements where kind = 'profile' and problem is null order by occurred desc, ord desc limit 1),
  judged as materialized (
    select e.ord, e.id, e.body, e.kind, e.occurred, e.month, e.nth,
      case when e.channel is not null and app.is_channel(e.channel) then e.channel end as channel,
      case
        when e.problem is not null then e.problem
        when k.id is not null then case when k.body = e.body then 'seen' else 'conflict' end
        when e.nth > 1 then case when e.body = first_value(e.body) over (partition by e.id, e.problem is null order by e.ord) then 'seen' else 'conflict' end
        when (e.kind in ('hour', 'seat') or e.kind = 'attend' and e.j ? 'ticket') and not by_staff then 'rejected:upgrade'
        when e.kind in ('answer', 'round') and z.slug is null then 'rejected:unknown_quiz'
        when e.kind = 'answer' and q.code is null then 'rejected:unknown_question'
        when e.kind = 'contest' and c.verdict = 'accepted'
          and row_number() over (partition by e.kind, e.j ->> 'attempt' order by e.ord) > 1 then 'closed'
        when e.kind = 'vote' and w.verdict = 'accepted'
          and row_number() over (partition by e.kind, e.j ->> 'round', w.verdict order by e.ord) > 1 then 'closed'
        else coalesce(c.verdict, m.verdict, s.verdict, g.verdict, b.verdict, v.verdict, w.verdict, 'accepted')
      end as verdict,
      case e.kind when 'contest' then c.quiz when 'stamp' then s.subject when 'game' then e.j ->> 'game'
        when 'block' then (e.j ->> 'lesson') || '/' || (e.j ->> 'block') when 'hour' then e.j ->> 'lesson' when 'seat' then e.j ->> 'class'
        when 'signup' then v.subject when 'cancel' then v.subject when 'attend' then v.subject when 'vote' then (e.j ->> 'round') || '/' || (e.j ->> 'work')
        when 'monitor' then (e.j ->> 'quiz') || '@' || (e.j ->> 'version') else e.j ->> 'quiz' end as quiz,
      q.code as question, q.kp,
      case when e.kind = 'contest' then (e.j ->> 'attempt')::uuid end as attempt,
      case e.kind when 'answer' then (q.answer = e.j ->> 'choice')::int::smallint else coalesce(c.correct, m.correct, g.correct, b.correct) end as correct,
      case e.kind when 'answer' then 1::smallint else coalesce(c.total, m.total, g.total, b.total) end as total,
      m.marks, b.outcome as block_outcome, c.test is not null as is_test,
      case when e.kind = 'monitor' then (select sum(x::numeric) from jsonb_array_elements_text(e.j -> 'ms') x) < 2000 * m.total end as fast,
      case when e.kind = 'monitor' then app.quarter(e.occurred) else e.month end as period,
      -- what a class does counts for its school
      case when e.kind in ('block', 'hour', 'seat') or c.test is not null then my_school
        when e.kind = 'monitor' and e.j ? 'district' then e.j ->> 'district'
        when exists (select from profile) then (select p.district from profile p) else my_district end as district,
      case when e.kind = 'monitor' and e.j ? 'age_band' then e.j ->> 'age_band'
        when exists (select from profile) then (select p.age_band from profile p) else my_band end as age_band
    from elements e
    -- Each of these subqueries is asked once per record (offset 0 keeps the planner from joining them whole): the ledger by
    -- its key at any size, the judges only for their own kind.
    left join lateral (select x.id, x.body from app.participation x where x.id = e.id offset 0) k on true
    left join app.quiz z on z.slug = e.j ->> 'quiz' and z.purpose = 'practice'
    left join lateral (
      select q.code, q.kp, y.answer from app.question q
      join private.question_key y on y.code = q.code and y.revision = q.revision
      where q.code = e.j ->> 'question' and q.revision = (e.j ->> 'rev')::int and q.pool = 'practice'
    ) q on e.kind = 'answer'
    left join lateral (
      select * from app.judge_contest(me, e.j ->> 'attempt', e.j -> 'answers', e.occurred, now_at)
      where e.kind = 'contest' offset 0) c on true
    left join lateral (
      select * from app.judge_monitor(e.j ->> 'quiz', (e.j ->> 'version')::int, e.j -> 'answers', e.occurred, now_at)
      where e.kind = 'monitor' offset 0) m on true
    left join lateral (
      select * from app.judge_stamp(me, e.j, e.occurred, now_at, e.guess, by_staff) where e.kind = 'stamp' offset 0) s on true
    left join lateral (
      select * from app.judge_game(e.j ->> 'game', (e.j ->> 'rev')::int, e.j ->> 'choices') where e.kind = 'game' offset 0) g on true
    left join lateral (
      select * from app.judge_block(me, e.j ->> 'lesson', (e.j ->> 'rev')::int, e.j ->> 'block', e.j ->> 'choices', e.occurred)
      where e.kind = 'block' offset 0) b on true
    left join lateral (
      select * from app.judge_event(me, e.kind, e.j, e.occurred, now_at) where e.kind in ('signup', 'cancel', 'attend') offset 0) v on true
    left join lateral (
      select * from app.judge_vote(me, e.j ->> 'round', e.j ->> 'work', e.occurred)
      where e.kind = 'vote' offset 0) w on true),
  fresh as materialized (
    select g.*,
      case when g.kind = 'stamp' then
          case when row_number() over (partition by g.kind, g.quiz, app.day(g.occurred) order by g.occurred, g.ord) > 1
            or exists (select from app.stamp t where t.person = me and t.trail = split_part(g.quiz, '/', 1)
              and t.point = split_part(g.quiz, '/', 2) and t.day = app.day(g.occurred)) then 'stamp_again' else 'stamp' end
        when g.kind = 'attend' and (row_number() over (partition by g.kind, g.quiz order by g.occurred, g.ord) > 1
          or exists (select from app.attendance a where a.person = me and g.quiz = app.session_key(a.event, a.origin))) then 'attend_again'
        when g.kind = 'block' and g.block_outcome <> 'block' and (row_number() over (partition by g.kind, g.quiz, app.school_year(app.day(g.occurred)) order by g.occurred, g.ord) > 1
          or exists (select from app.participation t where t.person = me and t.kind = 'block' and t.quiz = g.quiz and t.outcome <> 'block_again'
            and app.school_year(app.day(t.occurred_at)) = app.school_year(app.day(g.occurred)))) then 'block_again'
        when g.kind = 'block' then g.block_outcome
        when g.is_test then 'test'
        when g.kind <> 'monitor' then g.kind
        when exists (select from app.monitor_first f where f.person = me and f.quiz = g.quiz and f.period = g.period)
          or row_number() over (partition by g.kind, g.quiz, g.period order by g.occurred, g.ord) > 1 then 'monitor_again'
        when g.fast then 'monitor_fast' else 'monitor' end as outcome,
      app.is_free(g.kind, g.is_test) and row_number() over (partition by app.is_free(g.kind, g.is_test) order by g.occurred, g.ord) = 1
        and not exists (select from app.person_month x where x.person = me) as first_ever,
      app.is_free(g.kind, g.is_test) and row_number() over (partition by app.is_free(g.kind, g.is_test), g.month order by g.occurred, g.ord) = 1
        and not exists (select from app.person_month x where x.person = me and x.month = g.month) as first_in_month
    from judged g where g.verdict = 'accepted'),
  put as (
    -- Sorted by id: phones that share records after a lost session would deadlock otherwise.
    insert into app.participation (id, person, kind, outcome, occurred_at, received_at, period, quiz, question, kp, attempt,
      correct, total, marks, district, age_band, first_ever, first_in_month, channel, body)
    select id, me, kind, outcome, occurred, now_at, period, quiz, question, kp, attempt,
      correct, total, marks, district, age_band, first_ever, first_in_month, channel, body
    from fresh order by id
    on conflict (id) do nothing
    returning id)
  select jsonb_agg(jsonb_build_object('id', j.id, 'verdict',
      -- Not inserted and not known before: somebody else's transaction put it while we waited; it is committed.
      case when j.verdict = 'accepted' and p.id is null then 'seen' else j.verdict end) order by j.ord),
    array_agg(p.id) filter (where p.id is not null and j.verdict = 'accepted'),
    bool_or(j.verdict not in ('accepted', 'seen'))
  into verdicts, inserted, refused
  from judged j left join put p on p.id = j.id and j.verdict = 'accepted';

  if inserted is not null then
    perform app.settle(me, inserted);
  end if;
  if refused then
    insert into app.participation_reject
    select me, sha256(convert_to(coalesce(b.t, ''), 'UTF8')), v.item ->> 'verdict', left(coalesce(b.t, ''), 1024), now_at
    from jsonb_array_elements(verdicts) with ordinality v (item, ord)
    join unnest(batch) with ordinality b (t, ord) on b.ord = v.ord
    where v.item ->> 'verdict' not in ('accepted', 'seen')
      and (select count(*) from app.participation_reject r where r.person = me) < 1000
    on conflict do nothing;
  end if;

  return coalesce(verdicts, '[]');
end $$;
comment on function app.take_batch(uuid, text[], double precision[], boolean) is
  'Appends records for a person, who is locked: one verdict each, in order. by_staff: made by staff at a counter, not by a phone.';

create function api.record_participation(protocol integer, epoch text, client_now timestamptz, batch text[], ages double precision[] default null)
  returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare me uuid;
begin
  if protocol is distinct from 1 then perform app.refuse('upgrade_required'); end if;
  if batch is null or array_ndims(batch) > 1 then perform app.refuse('bad_argument'); end if;
  if cardinality(batch) > 200 or (select sum(octet_length(t)) from unnest(batch) t) > 262144 then
    perform app.refuse('batch_too_large');
  end if;
  me := app.lock_caller();
  return jsonb_build_object('protocol', 1, 'epoch', (select d.epoch from private.deployment d), 'server_now', app.clock_now())
    || jsonb_build_object('verdicts', app.take_batch(me, batch, ages));
end $$;
comment on function api.record_participation(integer, text, timestamptz, text[], double precision[]) is
  'Appends participation records (JSON texts, at most 200, 4 KB each) for the caller and answers one verdict each, in order (BatchReply). ages: milliseconds since each record was made, as measured by the phone.';

-- What follows from newly inserted records, in the same transaction: figures, person-months, first monitoring attempts,
-- used contest attempts, stamps, class hours, tickets, attendance, the person's profile.
create function app.settle(me uuid, inserted uuid[]) returns void
  language plpgsql security definer set search_path = ''
  as $$
declare
  kinds text[];
  months date[];
begin
  perform app.note_effects(inserted);
  select array_agg(distinct p.kind), array_agg(distinct app.month(p.occurred_at)) filter (where p.first_in_month)
    into kinds, months from app.participation p where p.id = any (inserted);
  if months is not null then
    insert into app.person_month select me, m from unnest(months) m;
  end if;
  if 'monitor' = any (kinds) then
    insert into app.monitor_first
      select me, p.quiz, p.period from app.participation p
      where p.id = any (inserted) and p.outcome in ('monitor', 'monitor_fast');
    update app.form_version f set locked = true
      from app.participation p
      where p.id = any (inserted) and p.kind = 'monitor' and p.quiz = f.quiz || '@' || f.version and not f.locked;
  end if;
  if 'stamp' = any (kinds) then perform app.settle_stamps(me, inserted); end if;
  if kinds && '{block,hour,seat,contest}' then perform app.derive_class_acts(me); end if;
  if kinds && '{signup,cancel}' then perform app.settle_tickets(me, inserted); end if;
  if 'attend' = any (kinds) then perform app.derive_attendance(me); end if;
  if 'contest' = any (kinds) then
    update app.contest_attempt a set record = p.id
      from app.participation p where p.id = any (inserted) and p.kind = 'contest' and a.id = p.attempt;
  end if;
  if 'profile' = any (kinds) then
    update app.person h set district = p.district, age_band = p.age_band, profile_at = p.occurred_at
      from (select * from app.participation x where x.id = any (inserted) and x.kind = 'profile' order by x.occurred_at desc limit 1) p
      where h.id = me and (h.profile_at is null or h.profile_at <= p.occurred_at);
  end if;
end $$;
comment on function app.settle(uuid, uuid[]) is 'What follows from newly inserted records, in the same transaction.';

grant execute on function api.record_participation(integer, text, timestamptz, text[], double precision[]) to authenticated;
