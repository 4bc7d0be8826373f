-- What keeps a document from being published, as (field, rule). The console shows the same while typing and has words for
-- every rule; here it is checked again, because a browser may send anything. No row: nothing stands in the way.
-- Fields: a key of the body, with a language or an option's place where needed: stem.zh-Hans, option.B.en, answer.

-- Text of a length, without control characters and without signs that turn the direction of reading.
create function app.is_text(value jsonb, most integer, fewest integer default 1) returns boolean
  language sql immutable set search_path = ''
  as $$
    select coalesce(jsonb_typeof(value) = 'string' and (fewest = 0 or value #>> '{}' ~ '[^[:space:]\u00a0\u3000]') and length(value #>> '{}') >= fewest and length(value #>> '{}') <= most
      and (value #>> '{}') !~ '[\u0001-\u0008\u000b-\u001f\u007f\u200b\u202a-\u202e\u2066-\u2069\ufeff]', false)
  $$;
comment on function app.is_text(jsonb, integer, integer) is 'A string of at least and at most so many characters, without control and bidi characters.';

create function app.is_day(value jsonb) returns boolean
  language sql immutable set search_path = ''
  as $$ select coalesce(jsonb_typeof(value), 'null') = 'null' or app.read_date(value #>> '{}') is not null $$;
comment on function app.is_day(jsonb) is 'Null or an ISO day.';

-- A moment as the console writes it: with its zone, and never "now" or "infinity", which the database would read too.
create function app.read_time(value jsonb) returns timestamptz
  language sql immutable set search_path = ''
  as $$
    select case when jsonb_typeof(value) = 'string' and value #>> '{}' ~ '^2[0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2})$'
      and pg_input_is_valid(value #>> '{}', 'timestamptz') then (value #>> '{}')::timestamptz end
  $$;
comment on function app.read_time(jsonb) is 'An ISO moment with its zone, or null.';

create function app.is_count(value jsonb, low integer, high integer) returns boolean
  language sql immutable set search_path = ''
  as $$ select coalesce(jsonb_typeof(value) = 'number' and value #>> '{}' ~ '^[0-9]{1,6}$' and (value #>> '{}')::integer between low and high, false) $$;
comment on function app.is_count(jsonb, integer, integer) is 'A whole number of a range.';

create function app.is_list(value jsonb) returns boolean
  language sql immutable set search_path = ''
  as $$ select coalesce(jsonb_typeof(value) = 'array' and not jsonb_path_exists(value, 'strict $[*] ? (@.type() != "string")', '{}', true), false) $$;
comment on function app.is_list(jsonb) is 'An array of strings.';

-- Words of one language: {"zh-Hans": …}, of which zh-Hans is needed.
create function app.words_problems(field text, words jsonb, most integer) returns table (field text, rule text)
  language sql immutable set search_path = ''
  as $$
    select words_problems.field, 'missing' where coalesce(jsonb_typeof(words) <> 'object' or not words ? 'zh-Hans', true)
    union all
    select words_problems.field || '.' || w.locale, case when w.locale not in ('zh-Hans', 'zh-Hant', 'en') then 'unknown' when w.value = '""' then 'missing' else 'bad_text' end
    from jsonb_each(case when jsonb_typeof(words) = 'object' then words else '{}' end) w (locale, value)
    where w.locale not in ('zh-Hans', 'zh-Hant', 'en') or not app.is_text(w.value, most)
  $$;
comment on function app.words_problems(text, jsonb, integer) is 'Problems of words per language.';

-- Where a document stands, or would: keys of a district begin with its code (app.own_key).
create function app.place_of_key(of_kind text, of_key text) returns text
  language sql stable security definer set search_path = ''
  as $$
    select coalesce((select d.place from app.document d where d.kind = of_kind and d.key = of_key),
      (select d.code from app.district d where d.parent is not null and starts_with(of_key, 'd' || d.code || '-')), app.city())
  $$;
comment on function app.place_of_key(text, text) is 'The place of a document, or of a key that is not taken yet.';

create function app.question_problems(key text, body jsonb) returns table (field text, rule text)
  language plpgsql stable rows 5 security definer set search_path = ''
  as $$
declare
  kind text := body ->> 'kind';
  count_options integer := case when app.is_list(body #> '{words,zh-Hans,options}') then jsonb_array_length(body #> '{words,zh-Hans,options}') end;
  answer text := coalesce(body ->> 'answer', '');
  -- A draft may have no options, or a hundred: the letter stands in a pattern, so it has to be one.
  last_letter text := chr(64 + least(greatest(coalesce(count_options, 2), 1), 26));
begin
  return query select k, 'unknown' from jsonb_object_keys(body) k
    where k not in ('pool', 'kp', 'kind', 'stages', 'difficulty', 'words', 'pictures', 'facts', 'valid_from', 'valid_to', 'checked_on', 'answer', 'explanation');
  if coalesce(body ->> 'pool', '') not in ('practice', 'contest', 'monitoring') then return query values ('pool', 'missing');
  elsif exists (select from app.question_code c where c.code = question_problems.key and c.pool <> body ->> 'pool') then return query values ('pool', 'fixed'); end if;
  if not app.is_count(body -> 'kp', 1, 10) then return query values ('kp', 'missing'); end if;
  if coalesce(kind, '') not in ('single', 'multiple', 'judge', 'picture', 'sort') then return query values ('kind', 'missing'); end if;
  if not app.is_list(body -> 'stages') or jsonb_array_length(body -> 'stages') = 0 or not body -> 'stages' <@ '["primary", "junior", "senior", "adult"]' then
    return query values ('stages', 'missing'); end if;
  if not app.is_count(body -> 'difficulty', 1, 3) then return query values ('difficulty', 'missing'); end if;
  if coalesce(jsonb_typeof(body -> 'words'), '') <> 'object' or count_options is null then
    return query values ('stem.zh-Hans', 'missing');
    return;
  end if;
  if not count_options between 2 and 6 then return query values ('options', 'count'); end if;
  return query
    select f.field || '.' || w.locale, f.rule
    from jsonb_each(body -> 'words') w (locale, words)
    cross join lateral (
      select 'words' as field, 'unknown' as rule where w.locale not in ('zh-Hans', 'zh-Hant', 'en')
        or jsonb_typeof(w.words) <> 'object' or w.words - '{stem,options,boxes,source}'::text[] <> '{}'
      union all select 'stem', 'bad_text' where not app.is_text(w.words -> 'stem', 500)
      union all select 'source', case when w.words ->> 'source' = '' then 'missing' else 'bad_text' end where not app.is_text(w.words -> 'source', 500)
      union all select 'options', 'count' where not app.is_list(w.words -> 'options') or jsonb_array_length(w.words -> 'options') is distinct from count_options
      union all select 'option.' || chr(64 + o.i::int), 'bad_text'
        from jsonb_array_elements(case when app.is_list(w.words -> 'options') then w.words -> 'options' else '[]' end) with ordinality o (text, i)
        where not app.is_text(o.text, 200)
      union all select 'boxes', 'bad_text' where (kind = 'sort') is distinct from coalesce(app.is_list(w.words -> 'boxes') and jsonb_array_length(w.words -> 'boxes') = 2
        and app.is_text(w.words #> '{boxes,0}', 40) and app.is_text(w.words #> '{boxes,1}', 40), false)) f;
  return query select * from app.words_problems('explanation', body -> 'explanation', 1000);
  if not coalesce(case kind
      when 'judge' then count_options = 2 and answer in ('A', 'B')
      when 'sort' then length(answer) = count_options and answer ~ '^[AB]+$'
      when 'multiple' then length(answer) between 2 and count_options - 1 and answer = app.sort_letters(answer) and answer !~ '(.)\1'
      else length(answer) = 1 end, false)
    or answer ~ ('[^A-' || last_letter || ']') then return query values ('answer', 'bad_answer'); end if;
  if kind = 'picture' then
    if not app.is_list(body -> 'pictures') or jsonb_array_length(body -> 'pictures') is distinct from count_options
      or exists (select from jsonb_array_elements_text(body -> 'pictures') p where not exists (select from app.media m where m.hash = p)) then
      return query values ('pictures', 'missing'); end if;
  elsif coalesce(jsonb_typeof(body -> 'pictures'), 'null') <> 'null' then return query values ('pictures', 'unknown'); end if;
  if not app.is_list(body -> 'facts') or jsonb_array_length(body -> 'facts') = 0 or jsonb_array_length(body -> 'facts') > 20 then return query values ('facts', 'missing');
  else
    return query select 'facts', case when x.code is null then 'unknown' else 'unchecked' end
      from jsonb_array_elements_text(body -> 'facts') f left join app.fact x on x.code = f where x.code is null or x.status = 'M' limit 1;
  end if;
  if app.read_date(body ->> 'valid_from') is null then return query values ('valid_from', 'missing'); end if;
  if not app.is_day(body -> 'valid_to') then return query values ('valid_to', 'bad_day');
  elsif app.read_date(body ->> 'valid_to') < app.read_date(body ->> 'valid_from') then return query values ('valid_to', 'order'); end if;
  if app.read_date(body ->> 'checked_on') is null then return query values ('checked_on', 'missing'); end if;
end $$;
comment on function app.question_problems(text, jsonb) is 'Problems of a question body; none when it can be published.';

create function app.quiz_problems(key text, body jsonb) returns table (field text, rule text)
  language plpgsql stable rows 5 security definer set search_path = ''
  as $$
declare
  purpose text := body ->> 'purpose';
  was app.quiz := (select q from app.quiz q where q.slug = quiz_problems.key);
  of_place text := app.place_of_key('quiz', quiz_problems.key);
  count_items integer := case when app.is_list(body -> 'items') then jsonb_array_length(body -> 'items') else 0 end;
  opens timestamptz := app.read_time(body -> 'opens_at');
  closes timestamptz := app.read_time(body -> 'closes_at');
begin
  return query select k, 'unknown' from jsonb_object_keys(body) k
    where k not in ('purpose', 'kp', 'position', 'title', 'summary', 'opens_at', 'closes_at', 'tries', 'draw', 'spread', 'seconds', 'version', 'threshold', 'items');
  if coalesce(purpose, '') not in ('practice', 'contest', 'monitoring') then return query values ('purpose', 'missing'); return; end if;
  if was.purpose <> purpose then return query values ('purpose', 'fixed'); end if;
  return query select * from app.words_problems('title', body -> 'title', 60);
  return query select * from app.words_problems('summary', body -> 'summary', 300);
  if coalesce(jsonb_typeof(body -> 'kp'), 'null') <> 'null' and not app.is_count(body -> 'kp', 1, 10) then return query values ('kp', 'range'); end if;
  if coalesce(jsonb_typeof(body -> 'position'), 'null') <> 'null' and not app.is_count(body -> 'position', 0, 999) then return query values ('position', 'range'); end if;
  return query select d, 'bad_day' from unnest('{opens_at,closes_at}'::text[]) d
    where jsonb_typeof(body -> d) <> 'null' and app.read_time(body -> d) is null;
  if closes <= opens then return query values ('closes_at', 'order'); end if;
  -- Fields of another purpose stay empty: the tables read all of them.
  return query select k, 'unknown' from unnest(case purpose when 'practice' then '{tries,draw,spread,seconds,version,threshold,items}'
      when 'contest' then '{version,threshold}' else '{tries,draw,spread,seconds}' end::text[]) k
    where jsonb_typeof(body -> k) <> 'null' and (k, body -> k) not in (('spread', '"any"'), ('items', '[]'));
  if purpose = 'practice' then return; end if;
  if count_items = 0 or count_items > 500 or (select count(distinct i) from jsonb_array_elements_text(body -> 'items') i) <> count_items then
    return query values ('items', 'missing');
  elsif exists (select from jsonb_array_elements_text(body -> 'items') i where not exists (
      select from app.question q where q.code = i and q.pool = purpose and q.current and q.status = 'published')) then
    return query values ('items', 'unpublished');
  -- A district's own contest would open the city's questions to it, and tell which there are: they answer as if they were not.
  elsif of_place <> app.city() and exists (select from jsonb_array_elements_text(body -> 'items') i
      where app.place_of_key('question', i) not in (select app.place_and_below(of_place))) then
    return query values ('items', 'unpublished'); end if;
  if purpose = 'contest' then
    if opens is null or closes is null then return query values ('opens_at', 'missing'); end if;
    if not app.is_count(body -> 'tries', 1, 20) then return query values ('tries', 'range'); end if;
    if not app.is_count(body -> 'draw', 1, least(100, greatest(count_items, 1))) then return query values ('draw', 'range'); end if;
    if coalesce(body ->> 'spread', 'any') not in ('any', 'kp', 'difficulty') then return query values ('spread', 'unknown'); end if;
    if coalesce(jsonb_typeof(body -> 'seconds'), 'null') <> 'null' and not app.is_count(body -> 'seconds', 30, 7200) then return query values ('seconds', 'range'); end if;
  else
    if count_items > 40 then return query values ('items', 'count'); end if;
    if not app.is_count(body -> 'threshold', 1, greatest(count_items, 1)) then return query values ('threshold', 'range'); end if;
    if not app.is_count(body -> 'version', 1, 999) then return query values ('version', 'range');
    elsif (body ->> 'version')::integer < was.version or (body ->> 'version')::integer > coalesce(was.version, 0) + 1 then return query values ('version', 'order');
    elsif exists (select from app.form_version f where f.quiz = quiz_problems.key and f.version = (body ->> 'version')::smallint and app.is_fixed(f)
        and (f.threshold::text <> body ->> 'threshold'
          or body -> 'items' <> (select jsonb_agg(i.question order by i.position) from app.quiz_item i where i.quiz = f.quiz and i.version = f.version))) then
      return query values ('version', 'form_locked'); end if;
  end if;
end $$;
comment on function app.quiz_problems(text, jsonb) is 'Problems of a quiz body; none when it can be published.';

create function app.fact_problems(key text, body jsonb) returns table (field text, rule text)
  language plpgsql stable rows 5 security definer set search_path = ''
  as $$
begin
  return query select k, 'unknown' from jsonb_object_keys(body) k
    where k not in ('kp', 'words', 'source', 'link', 'article', 'valid_from', 'valid_to', 'checked_on', 'checked_by', 'status');
  if not app.is_count(body -> 'kp', 1, 10) then return query values ('kp', 'missing'); end if;
  return query select * from app.words_problems('words', body -> 'words', 500);
  if not app.is_text(body -> 'source', 500) then return query values ('source', 'missing'); end if;
  if coalesce(body ->> 'link', '') <> '' and (length(body ->> 'link') > 400 or body ->> 'link' !~ '^https?://[^[:space:]<>"]{3,}$') then return query values ('link', 'bad_link'); end if;
  if coalesce(body ->> 'article', '') <> '' and not app.is_text(body -> 'article', 200) then return query values ('article', 'bad_text'); end if;
  if coalesce(body ->> 'checked_by', '') <> '' and not app.is_text(body -> 'checked_by', 40) then return query values ('checked_by', 'bad_text'); end if;
  if coalesce(body ->> 'status', '') not in ('V-law', 'V-web', 'V-seed/V-web', 'M') then return query values ('status', 'missing');
  elsif body ->> 'status' = 'M' and app.rests_on(fact_problems.key) then
    return query values ('status', 'in_use'); end if;
  return query select d, 'bad_day' from unnest('{valid_from,valid_to,checked_on}'::text[]) d where not app.is_day(body -> d);
  if app.read_date(body ->> 'valid_to') < app.read_date(body ->> 'valid_from') then return query values ('valid_to', 'order'); end if;
end $$;
comment on function app.fact_problems(text, jsonb) is 'Problems of a fact body; none when it can be published.';

create function app.document_problems(of_kind text, of_key text, body jsonb) returns table (field text, rule text)
  language plpgsql stable rows 5 security definer set search_path = ''
  as $$
begin
  if jsonb_typeof(body) is distinct from 'object' or octet_length(body::text) > 131072 then return query values ('body', 'bad_text'); return; end if;
  case of_kind
    when 'question' then return query select * from app.question_problems(of_key, body);
    when 'quiz' then return query select * from app.quiz_problems(of_key, body);
    when 'trail' then return query select * from app.trail_problems(of_key, body);
    when 'game' then return query select * from app.game_problems(of_key, body);
    when 'gift' then return query select * from app.gift_problems(of_key, body);
    when 'points' then return query select * from app.points_problems(of_key, body);
    when 'lesson' then return query select * from app.lesson_problems(of_key, body);
    when 'course' then return query select * from app.course_problems(of_key, body);
    when 'checklist' then return query select * from app.checklist_problems(of_key, body);
    when 'event' then return query select * from app.event_problems(of_key, body);
    when 'brief' then return query select * from app.brief_problems(of_key, body);
    else return query select * from app.fact_problems(of_key, body);
  end case;
end $$;
comment on function app.document_problems(text, text, jsonb) is 'What keeps a body from being published: (field, rule).';

create function app.problems_json(of_kind text, of_key text, body jsonb) returns jsonb
  language sql stable security definer set search_path = ''
  as $$ select coalesce(jsonb_agg(jsonb_build_object('field', p.field, 'rule', p.rule)), '[]') from app.document_problems(of_kind, of_key, body) p $$;
comment on function app.problems_json(text, text, jsonb) is 'Problems as [{field, rule}].';
