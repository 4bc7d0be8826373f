-- What stands before the one door into the ledger: whose record it is, and whether its text is one.

-- The person behind the caller's sign-in, made on first use, locked until the transaction ends. The lock is taken by
-- statements of their own, before anything about the person is read: a lock inside the inserting statement let two
-- simultaneous attempts both be the first.
create function app.lock_caller() returns uuid
  language plpgsql security definer set search_path = ''
  as $$
declare
  caller uuid := auth.uid();
  found_person uuid;
  today date := app.day(app.clock_now());
begin
  if caller is null then perform app.refuse('no_session'); end if;
  loop
    select l.person into found_person from private.person_link l where l.sign_in = caller;
    if found_person is null then
      perform pg_advisory_xact_lock(hashtextextended(caller::text, 1));
      select l.person into found_person from private.person_link l where l.sign_in = caller;
      if found_person is null then
        insert into app.person (since) values (today) returning id into found_person;
        insert into private.person_link values (caller, found_person, today);
      end if;
    end if;
    perform pg_advisory_xact_lock(hashtextextended(found_person::text, 2));
    -- A merge that we waited for may have re-pointed the sign-in, an erasure cut it: the lock must be on the right person.
    exit when exists (select from private.person_link l where l.sign_in = caller and l.person = found_person);
  end loop;
  update private.person_link l set last_used = today where l.sign_in = caller and l.last_used < today;
  return found_person;
end $$;
comment on function app.lock_caller() is 'The caller''s person, locked for this transaction.';

-- district and age_band of a record are null, absent, or values that exist.
create function app.is_profile(j jsonb) returns boolean
  language sql stable security definer set search_path = ''
  as $$
    select (coalesce(jsonb_typeof(j -> 'district'), 'null') = 'null'
        or exists (select from app.district d where d.level = 'county' and d.code = j ->> 'district'))
      and (coalesce(jsonb_typeof(j -> 'age_band'), 'null') = 'null' or j ->> 'age_band' in ('u18', '18-34', '35-59', '60up'))
  $$;
comment on function app.is_profile(jsonb) is 'District and age band of a record are absent, null or values that exist.';

-- The fields of a stamp, by the kind of its proof (StampRecord of src/contract/records.ts). `staff` is made here alone.
create function app.is_stamp(j jsonb) returns boolean
  language sql immutable set search_path = ''
  as $$
    select not jsonb_path_exists(j, 'strict $.* ? (@.type() != "string" && @.type() != "number")', '{}', true)
      and (j ->> 'proof' in ('code', 'typed') or coalesce(j ->> 'trail', '') ~ '^[a-z0-9][a-z0-9-]{1,39}$' and coalesce(j ->> 'point', '') ~ '^[a-z0-9][a-z0-9-]{0,19}$')
      and case j ->> 'proof'
        when 'code' then j - '{id,v,kind,at,proof,token}'::text[] = '{}' and j ->> 'token' ~ '^[A-Za-z0-9_-]{22}$'
        when 'typed' then j - '{id,v,kind,at,proof,code}'::text[] = '{}' and j ->> 'code' ~ '^[0-9A-HJKMNP-TV-Z]{6}$'
        when 'screen' then j - '{id,v,kind,at,proof,trail,point,step,mac}'::text[] = '{}'
          and jsonb_typeof(j -> 'step') = 'number' and j ->> 'step' ~ '^[0-9]{1,10}$' and j ->> 'mac' ~ '^[A-Za-z0-9_-]{14}$'
        when 'question' then j - '{id,v,kind,at,proof,trail,point,choice}'::text[] = '{}' and j ->> 'choice' ~ '^([A-L]{1,12}|[?])$'
        when 'place' then j - '{id,v,kind,at,proof,trail,point,fix}'::text[] = '{}' and j ->> 'fix' = 'in'
        when 'staff' then j - '{id,v,kind,at,proof,trail,point}'::text[] = '{}' end
  $$;
comment on function app.is_stamp(jsonb) is 'Are these the fields of a stamp?';

-- First announced start of a date of an event, as records name it.
create function app.read_origin(t jsonb) returns timestamptz
  language sql immutable set search_path = ''
  as $$
    select case when jsonb_typeof(t) = 'string' and t #>> '{}' ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$'
      and pg_input_is_valid(t #>> '{}', 'timestamptz') then (t #>> '{}')::timestamptz end
  $$;
comment on function app.read_origin(jsonb) is 'A moment YYYY-MM-DDTHH:MM:SSZ, or null.';

-- Class hours and tests of a class are held because the law asks for them: they are no reach and make nobody a participant;
-- nor does a sign-up, before anybody has come.
create function app.is_free(kind text, is_test boolean) returns boolean
  language sql immutable set search_path = ''
  as $$ select kind not in ('profile', 'block', 'hour', 'seat', 'signup', 'cancel') and not is_test $$;
comment on function app.is_free(text, boolean) is 'Does a record of this kind, if it is no test of a class, make a person a participant of the month?';

-- Reads the text of each element. `problem` is null where it is a well-formed record of a kind known here; which fields a
-- kind has is listed once, below. Numbers must be plain integers in range; unknown fields are refused, so that nothing
-- but the contract's fields can ever be stored.
create function app.read_batch(batch text[], ages double precision[])
  returns table (ord integer, body text, j jsonb, id uuid, kind text, age double precision, problem text)
  language plpgsql stable rows 20 security definer set search_path = ''
  as $$
#variable_conflict use_column
begin
  return query
    with raw as materialized (
      select u.ord::int as ord, u.t,
        case when octet_length(u.t) <= 4096 and pg_input_is_valid(u.t, 'jsonb') then u.t::jsonb end as j,
        case when ages[u.ord] between 0 and 1e11 then ages[u.ord] else 0 end as age
      from unnest(batch) with ordinality u (t, ord)),
    named as materialized (
      select ord, t, age,
        -- the placement that led here may stand on every record, and is none of the fields of its kind
        case when j ->> 'ch' ~ '^[a-z0-9]{4,16}$' then j - 'ch' else j end as j,
        case when jsonb_typeof(j) = 'object' and j ->> 'id' ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
        then (j ->> 'id')::uuid end as id
      from raw),
    checked as (
    select *, case
        when j is null or jsonb_typeof(j) <> 'object' then 'rejected:unparsable'
        when id is null then 'rejected:bad_id'
        when jsonb_typeof(j -> 'v') is distinct from 'number' or j ->> 'v' <> '1'
          or coalesce(j ->> 'kind', '') not in ('answer', 'round', 'contest', 'monitor', 'profile', 'stamp', 'game', 'block', 'hour', 'seat',
            'signup', 'cancel', 'attend', 'vote') then 'rejected:upgrade'
        when coalesce(j ->> 'at', '') !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,12}Z$' then 'rejected:bad_field'
        when not coalesce(case j ->> 'kind'
          when 'answer' then
            j - '{id,v,kind,at,quiz,question,rev,choice,ms}'::text[] = '{}'
            and jsonb_typeof(j -> 'quiz') = 'string' and length(j ->> 'quiz') <= 40
            and jsonb_typeof(j -> 'question') = 'string' and length(j ->> 'question') <= 40
            and jsonb_typeof(j -> 'rev') = 'number' and j ->> 'rev' ~ '^[1-9][0-9]{0,5}$'
            and jsonb_typeof(j -> 'choice') = 'string' and j ->> 'choice' ~ '^([A-L]{1,12}|[?])$'
            and jsonb_typeof(j -> 'ms') = 'number' and j ->> 'ms' ~ '^[0-9]{1,7}$'
          when 'round' then
            j - '{id,v,kind,at,quiz,asked}'::text[] = '{}'
            and jsonb_typeof(j -> 'quiz') = 'string' and length(j ->> 'quiz') <= 40
            and jsonb_typeof(j -> 'asked') = 'number' and j ->> 'asked' ~ '^[1-9][0-9]{0,2}$'
          when 'contest' then
            j - '{id,v,kind,at,attempt,answers}'::text[] = '{}'
            and j ->> 'attempt' ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
            and jsonb_typeof(j -> 'answers') = 'array' and jsonb_array_length(j -> 'answers') <= 100
            and not jsonb_path_exists(j, 'strict $.answers[*] ? (!(@ like_regex "^([A-L]{1,12}|[?])$"))', '{}', true)
            and not jsonb_path_exists(j, 'strict $.answers[*] ? (@.type() != "string")', '{}', true)
          when 'monitor' then
            j - '{id,v,kind,at,quiz,version,answers,ms,district,age_band}'::text[] = '{}'
            and jsonb_typeof(j -> 'quiz') = 'string' and length(j ->> 'quiz') <= 40
            and jsonb_typeof(j -> 'version') = 'number' and j ->> 'version' ~ '^[1-9][0-9]{0,3}$'
            and jsonb_typeof(j -> 'answers') = 'array' and jsonb_array_length(j -> 'answers') <= 40
            and not jsonb_path_exists(j, 'strict $.answers[*] ? (!(@ like_regex "^([A-L]{1,12}|[?])$"))', '{}', true)
            and not jsonb_path_exists(j, 'strict $.answers[*] ? (@.type() != "string")', '{}', true)
            and jsonb_typeof(j -> 'ms') = 'array' and jsonb_array_length(j -> 'ms') = jsonb_array_length(j -> 'answers')
            and not jsonb_path_exists(j, 'strict $.ms[*] ? (@.type() != "number")', '{}', true)
            and not jsonb_path_exists(j, 'strict $.ms[*] ? (@ < 0 || @ > 86400000)', '{}', true)
            and app.is_profile(j)
          when 'profile' then
            j - '{id,v,kind,at,district,age_band}'::text[] = '{}' and j ?& '{district,age_band}' and app.is_profile(j)
          -- of what is refused 1024 characters are kept: a wrong answer behind blanks would not be counted
          when 'stamp' then octet_length(t) <= 1024 and app.is_stamp(j)
          when 'game' then
            j - '{id,v,kind,at,game,rev,choices}'::text[] = '{}'
            and jsonb_typeof(j -> 'game') = 'string' and length(j ->> 'game') <= 40
            and jsonb_typeof(j -> 'rev') = 'number' and j ->> 'rev' ~ '^[1-9][0-9]{0,5}$'
            and jsonb_typeof(j -> 'choices') = 'string' and j ->> 'choices' ~ '^[A-L?]{1,40}$'
          when 'block' then
            j - '{id,v,kind,at,lesson,rev,block,choices}'::text[] = '{}'
            and jsonb_typeof(j -> 'lesson') = 'string' and j ->> 'lesson' ~ '^[a-z0-9][a-z0-9-]{1,39}$'
            and jsonb_typeof(j -> 'rev') = 'number' and j ->> 'rev' ~ '^[1-9][0-9]{0,5}$'
            and jsonb_typeof(j -> 'block') = 'string' and j ->> 'block' ~ '^[a-z0-9][a-z0-9-]{0,19}$'
            and jsonb_typeof(j -> 'choices') = 'string' and j ->> 'choices' ~ '^[A-L?]{0,12}$'
          when 'signup' then
            j - '{id,v,kind,at,event,origin,party,as,ticket}'::text[] = '{}'
            and jsonb_typeof(j -> 'event') = 'string' and j ->> 'event' ~ '^[a-z0-9][a-z0-9-]{1,39}$' and app.read_origin(j -> 'origin') is not null
            and jsonb_typeof(j -> 'party') = 'number' and j ->> 'party' ~ '^([1-9]|1[0-9]|20)$' and jsonb_typeof(j -> 'as') = 'string' and j ->> 'as' in ('guest', 'helper')
            and jsonb_typeof(j -> 'ticket') = 'string' and j ->> 'ticket' ~ '^[0-9A-HJKMNP-TV-Z]{16}$'
          when 'cancel' then
            j - '{id,v,kind,at,signup}'::text[] = '{}'
            and j ->> 'signup' ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
          -- of a phone: what stood in the printed code; made by the server alone: who was let in with a ticket
          when 'attend' then
            jsonb_typeof(j -> 'event') = 'string' and j ->> 'event' ~ '^[a-z0-9][a-z0-9-]{1,39}$'
            and (j - '{id,v,kind,at,event,token}'::text[] = '{}' and jsonb_typeof(j -> 'token') = 'string' and j ->> 'token' ~ '^[A-Za-z0-9_-]{22}$'
              or j - '{id,v,kind,at,event,origin,ticket,people}'::text[] = '{}' and app.read_origin(j -> 'origin') is not null
                and j ->> 'ticket' ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' and j ->> 'people' ~ '^([1-9]|1[0-9]|20)$')
          when 'vote' then
            j - '{id,v,kind,at,round,work}'::text[] = '{}'
            and jsonb_typeof(j -> 'round') = 'string' and length(j ->> 'round') <= 60 and jsonb_typeof(j -> 'work') = 'string' and length(j ->> 'work') <= 60
          -- made by the server alone, for a seat
          when 'hour' then
            j - '{id,v,kind,at,lesson,how,done}'::text[] = '{}' and j ->> 'lesson' ~ '^[a-z0-9][a-z0-9-]{1,39}$'
            and j ->> 'how' in ('projector', 'paper') and jsonb_typeof(j -> 'done') = 'boolean'
          when 'seat' then
            j - '{id,v,kind,at,class,act}'::text[] = '{}' and j ->> 'act' in ('join', 'leave')
            and j ->> 'class' ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
        end, false) then 'rejected:bad_field'
      end as problem
    from named)
    -- Fields of an ill-formed record are handed on as null: nothing behind this line can stumble over them.
    select ord, t, case when problem is null then j end, id, case when problem is null then j ->> 'kind' end, age, problem
    from checked;
end $$;
comment on function app.read_batch(text[], double precision[]) is 'The elements of a batch, read and checked; problem is the verdict of an ill-formed one.';

