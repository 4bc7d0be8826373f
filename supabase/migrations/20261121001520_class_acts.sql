-- What a pupil's records mean for a class. Everything here is derived from the ledger and can be made anew.

-- Who sits where, now. A seat that was filled in without a phone has a person as well, who has no sign-in: the records of
-- paper and of phones lie in one ledger. `device`: a phone or tablet has joined. Rows go when the school year ends.
create table app.seat (
  class uuid not null references app.class (id),
  seat smallint not null check (seat between 1 and 70),
  person uuid not null unique references app.person (id),
  device boolean not null,
  since timestamptz not null,
  reopened_until timestamptz,
  primary key (class, seat)
);
alter table app.seat enable row level security;

-- A block of a lesson: known? and what were its first choices worth? `recall` counts from 14 to 28 days after the lesson was
-- complete, for the part of the class that was drawn (app.is_asked), with three answers; otherwise it is only practice.
create function app.judge_block(of_person uuid, lesson text, rev integer, block text, choices text, occurred timestamptz)
  returns table (verdict text, outcome text, correct smallint, total smallint)
  language plpgsql stable rows 1 security definer set search_path = ''
  as $$
declare b app.lesson_block := (select x from app.lesson_block x where x.lesson = judge_block.lesson and x.revision = rev and x.block = judge_block.block);
begin
  if b.lesson is null then return query values ('rejected:unknown_lesson', null::text, null::smallint, null::smallint); return; end if;
  outcome := case when b.kind in ('check', 'recall') then b.kind else 'block' end;
  if length(choices) <> cardinality(b.key)
    or exists (select from generate_series(1, cardinality(b.key)) i where strpos(b.letters[i] || '?', substr(choices, i, 1)) = 0) then
    return query values ('rejected:bad_field', null::text, null::smallint, null::smallint);
    return;
  end if;
  if cardinality(b.key) > 0 then
    total := case b.kind when 'recall' then length(replace(choices, '?', '')) else cardinality(b.key) end;
    correct := (select count(*) from generate_series(1, cardinality(b.key)) i where strpos(b.key[i], substr(choices, i, 1)) > 0);
  end if;
  if b.kind = 'recall' and (total <> 3 or not app.is_asked(of_person, judge_block.lesson) or not exists (
    select from app.class_act a where a.person = of_person and a.act = 'hour' and a.lesson = judge_block.lesson and a.sign = 1
      and occurred between a.at + interval '14 days' and a.at + interval '28 days')) then outcome := 'block'; end if;
  return next;
end $$;
comment on function app.judge_block(uuid, text, integer, text, text, timestamptz) is
  'What a block record is: verdict (null: accepted), outcome block, check or recall, right first choices and how many there were.';

-- A third of a class is asked again; which one cannot be foreseen and does not change.
create function app.is_asked(of_person uuid, lesson text) returns boolean
  language sql immutable set search_path = ''
  as $$ select get_byte(sha256(convert_to(of_person::text || lesson, 'UTF8')), 0) % 3 = 0 $$;
comment on function app.is_asked(uuid, text) is 'Is this person among those who are asked again about a lesson?';

-- A pupil's way through classes, from their ledger rows in the order in which they arrived. A lesson is complete when every
-- block that is not optional, of one revision, is done; it counts once in a school year, for the class in which the pupil sits
-- then, or takes a seat later in the same year. Staff enter class hours held without phones, and can take those back.
create function app.class_acts_of(of_person uuid) returns setof app.class_act
  language plpgsql stable security definer set search_path = ''
  as $$
declare
  r record;
  act app.class_act;
  here app.class;
  there app.class;
  done text[] := '{}';       -- <year>/<lesson>/<block>
  complete text[] := '{}';   -- <year>/<lesson>
  counted jsonb := '{}';     -- {"<year>/<lesson>": how}
  contests date[] := '{}';
  mine text;
  this_year date;
  x text;
begin
  for r in select p.id, p.kind, p.outcome, p.quiz, p.occurred_at, p.body::jsonb as j from app.participation p
    where p.person = of_person and p.kind in ('block', 'hour', 'seat', 'contest')
    -- A seat that is taken for a class hour is taken first.
    order by p.received_at, p.kind <> 'seat', p.occurred_at, p.id loop
    act := row(r.id, 'hour', here.id, '', of_person, '', 0, 1, r.occurred_at);
    this_year := app.school_year(app.day(r.occurred_at));
    if r.kind = 'seat' then
      if r.j ->> 'act' = 'join' and here.id is distinct from r.quiz::uuid or r.j ->> 'act' = 'leave' and here.id = r.quiz::uuid then
        act.act := 'pupil';
        there := null;
        if r.j ->> 'act' = 'join' then select * into there from app.class c where c.id = r.quiz::uuid; end if;
        -- Who comes from another class of the same year leaves it; what a past year counted stays.
        if here.id is not null and (there.id is null or there.year = here.year) then act.sign := -1; return next act; end if;
        here := there;
        if here.id is not null then
          act.class := here.id; act.sign := 1; return next act;
          act.act := 'hour'; act.how := 'device';
          foreach x in array complete loop
            if split_part(x, '/', 1) = here.year::text and not counted ? x then
              counted := counted || jsonb_build_object(x, 'device');
              act.lesson := split_part(x, '/', 2);
              act.n := (select count(*) from jsonb_object_keys(counted) k where starts_with(k, here.year::text));
              return next act;
            end if;
          end loop;
        end if;
      end if;
    elsif r.kind = 'contest' then
      if here.id is not null and r.outcome = 'contest' and this_year = here.year and not this_year = any (contests) then
        contests := contests || this_year;
        act.act := 'contest';
        return next act;
      end if;
    elsif r.kind = 'block' then
      act.lesson := r.j ->> 'lesson';
      mine := this_year || '/' || act.lesson;
      done := done || (this_year || '/' || r.quiz);
      if not mine = any (complete) and not exists (select from app.lesson_block b where b.lesson = act.lesson and b.revision = (r.j ->> 'rev')::integer
        and b.kind <> 'recall' and not b.optional and not mine || '/' || b.block = any (done)) then
        complete := complete || mine;
        if here.year = this_year and not counted ? mine then
          counted := counted || jsonb_build_object(mine, 'device');
          act.how := 'device';
          act.n := (select count(*) from jsonb_object_keys(counted) k where starts_with(k, this_year::text));
          return next act;
        end if;
      end if;
    elsif here.year = this_year then
      act.lesson := r.quiz;
      mine := this_year || '/' || act.lesson;
      if (r.j ->> 'done')::boolean and not counted ? mine then
        act.how := r.j ->> 'how';
        counted := counted || jsonb_build_object(mine, act.how);
        act.n := (select count(*) from jsonb_object_keys(counted) k where starts_with(k, this_year::text));
        return next act;
      elsif not (r.j ->> 'done')::boolean and counted ->> mine in ('projector', 'paper') then
        act.how := counted ->> mine;
        act.n := (select count(*) from jsonb_object_keys(counted) k where starts_with(k, this_year::text));
        act.sign := -1;
        counted := counted - mine;
        return next act;
      end if;
    end if;
  end loop;
end $$;
comment on function app.class_acts_of(uuid) is 'The acts of a pupil, derived from the ledger.';

-- Brings app.class_act up to date for a person, who is locked, and the figures with it: what is not so any more is taken
-- back (records may arrive in another order than they were made), what is new is added.
create function app.derive_class_acts(of_person uuid) returns void
  language plpgsql security definer set search_path = ''
  as $$
declare
  fresh app.class_act[] := array(select a from app.class_acts_of(of_person) a);
  stale app.class_act[] := array(select a from app.class_act a where a.person = of_person and not a = any (fresh));
begin
  insert into app.tail
    select e.kind, e.period, e.quiz, e.district, e.age_band, e.kp, -sum(e.records), -sum(e.correct), -sum(e.total), -sum(e.passed), -sum(e.perfect), 0, 0
    from unnest(stale) s join app.class_effect e on e.person = of_person and (e.id, e.act, e.class, e.lesson) = (s.record, s.act, s.class, s.lesson)
    group by 1, 2, 3, 4, 5, 6;
  delete from app.class_act a using unnest(stale) s where (a.record, a.act, a.class, a.lesson) = (s.record, s.act, s.class, s.lesson);
  with put as (
    insert into app.class_act select f.* from unnest(fresh) f
      where not exists (select from app.class_act a where (a.record, a.act, a.class, a.lesson) = (f.record, f.act, f.class, f.lesson))
    returning record, act, class, lesson)
  select array_agg(row(p.record, p.act, p.class, p.lesson, of_person, '', 0, 1, now())::app.class_act) into stale from put p;
  -- A statement of its own: the view does not see what the same statement puts.
  insert into app.tail
    select e.kind, e.period, e.quiz, e.district, e.age_band, e.kp, sum(e.records), sum(e.correct), sum(e.total), sum(e.passed), sum(e.perfect), 0, 0
    from unnest(stale) s join app.class_effect e on e.person = of_person and (e.id, e.act, e.class, e.lesson) = (s.record, s.act, s.class, s.lesson)
    group by 1, 2, 3, 4, 5, 6;
end $$;
comment on function app.derive_class_acts(uuid) is 'Makes a person''s acts in classes anew from the ledger and writes the difference to the figures; the person is locked.';

-- The classes of two passports that become one: the seat that was taken later stays.
create function app.merge_seats(source uuid, target uuid) returns void
  language plpgsql security definer set search_path = ''
  as $$
begin
  perform app.derive_class_acts(source);
  delete from app.seat s where s.person in (source, target)
    and exists (select from app.seat o where o.person in (source, target) and o.person <> s.person and (o.since, o.person) > (s.since, s.person));
  update app.seat s set person = target, device = s.device or exists (select from private.person_link l where l.person in (source, target))
    where s.person in (source, target);
  perform app.derive_class_acts(target);
end $$;
comment on function app.merge_seats(uuid, uuid) is 'Merges what two passports did in classes; their ledger rows belong to the target already.';

-- A ledger row that the server makes for a seat; the person is locked. `on_day`: at noon of an earlier day.
create function app.note_for_seat(of_person uuid, record jsonb, on_day date default null) returns void
  language plpgsql security definer set search_path = ''
  as $$
declare
  now_at timestamptz := app.clock_now();
  at timestamptz := case when on_day < app.day(now_at) then (on_day + time '12:00') at time zone 'Asia/Shanghai' else now_at end;
  verdict text;
begin
  verdict := app.take_batch(of_person, array[(jsonb_build_object('id', gen_random_uuid(), 'v', 1,
      'at', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) || record)::text],
    array[extract(epoch from now_at - at) * 1000], true) #>> '{0,verdict}';
  if verdict <> 'accepted' then perform app.refuse('bad_argument'); end if;
end $$;
comment on function app.note_for_seat(uuid, jsonb, date) is 'Appends a record hour or seat for a person, who is locked.';
