-- What keeps lessons, courses and checklists from being published, as (field, rule). Fields inside a block are named
-- block.<place>.<field>, those of its steps block.<place>.step.<n>.…, those of a checklist's items item.<n>.….

-- Markdown that is meant for phones: no tags, which would stand there as text.
create function app.markdown_problems(field text, words jsonb, most integer) returns table (field text, rule text)
  language sql immutable set search_path = ''
  as $$
    select * from app.words_problems(markdown_problems.field, words, most)
    union all
    select markdown_problems.field || '.' || w.locale, 'html'
    from jsonb_each(case when jsonb_typeof(words) = 'object' then words else '{}' end) w (locale, value)
    where w.locale in ('zh-Hans', 'zh-Hant', 'en') and w.value #>> '{}' ~ '<[a-zA-Z/!?]'
  $$;
comment on function app.markdown_problems(text, jsonb, integer) is 'Problems of Markdown per language; it has no HTML.';

create function app.block_problems(block jsonb, place integer) returns table (field text, rule text)
  language plpgsql stable rows 2 security definer set search_path = ''
  as $$
declare
  at text := 'block.' || place || '.';
  kind text := case when jsonb_typeof(block) = 'object' then block ->> 'kind' end;
  game text := app.block_game(kind);
  steps jsonb := case when jsonb_typeof(block) = 'object' and jsonb_typeof(block -> 'steps') = 'array' then block -> 'steps' else '[]' end;
  count_steps integer := jsonb_array_length(steps);
  limits jsonb := '{"sort": [3, 12], "scene": [1, 6], "check": [3, 8], "recall": [3, 9]}'::jsonb -> kind;
  has_boxes boolean;
begin
  if jsonb_typeof(block) is distinct from 'object' then return query values (at || 'kind', 'missing'); return; end if;
  if block - '{id,kind,minutes,title,text,picture,picture_alt,note,optional,boxes,steps}'::text[] <> '{}' then
    return query values (left(at, -1), 'unknown'); end if;
  if jsonb_typeof(block -> 'id') is distinct from 'string' or block ->> 'id' !~ '^[a-z0-9][a-z0-9-]{0,19}$' then return query values (at || 'id', 'slug'); end if;
  if coalesce(kind, '') not in ('story', 'text', 'picture', 'sort', 'scene', 'check', 'help', 'recall') then
    return query values (at || 'kind', 'missing'); return; end if;
  -- What is asked weeks later takes no time of the class hour.
  if not app.is_count(block -> 'minutes', (kind <> 'recall')::integer, (kind <> 'recall')::integer * 40) then
    return query values (at || 'minutes', 'range'); end if;
  if coalesce(jsonb_typeof(block -> 'optional'), '') <> 'boolean' then return query values (at || 'optional', 'missing'); end if;
  return query select * from app.words_problems(at || 'title', block -> 'title', 60);
  return query select * from app.markdown_problems(at || 'text', block -> 'text', 2000)
    where kind in ('story', 'text', 'help') or coalesce(jsonb_typeof(block -> 'text'), 'null') <> 'null';
  return query select * from app.markdown_problems(at || 'note', block -> 'note', 600)
    where coalesce(jsonb_typeof(block -> 'note'), 'null') <> 'null';
  if coalesce(jsonb_typeof(block -> 'picture'), 'null') = 'null' then
    if kind = 'picture' then return query values (at || 'picture', 'missing'); end if;
    return query select * from app.maybe_words_problems(at || 'picture_alt', block -> 'picture_alt', 200);
  else
    if not exists (select from app.media m where m.hash = block ->> 'picture' and m.type like 'image/%') then return query values (at || 'picture', 'unknown'); end if;
    return query select * from app.words_problems(at || 'picture_alt', block -> 'picture_alt', 200);
  end if;
  has_boxes := coalesce(jsonb_typeof(block -> 'boxes'), 'null') <> 'null';
  if kind <> 'sort' and has_boxes then return query values (at || 'boxes', 'unknown');
  elsif kind = 'sort' then
    if (case when jsonb_typeof(block -> 'boxes') = 'array' then jsonb_array_length(block -> 'boxes') <> 2 else true end) then
      return query values (at || 'boxes', 'missing');
    else
      return query select p.* from jsonb_array_elements(block -> 'boxes') with ordinality b (words, i),
        lateral app.words_problems(at || 'box.' || chr(64 + i::int), b.words, 40) p;
    end if;
  end if;
  if game is null then
    if coalesce(jsonb_typeof(block -> 'steps'), 'null') <> 'null' then return query values (at || 'steps', 'unknown'); end if;
    return;
  end if;
  if not coalesce(int4range((limits ->> 0)::integer, (limits ->> 1)::integer, '[]') @> count_steps, false) then return query values (at || 'steps', 'steps'); return; end if;
  return query select at || p.field, p.rule from jsonb_array_elements(steps) with ordinality s (step, i),
    lateral app.game_step_problems(game, s.step, s.i::integer, count_steps) p;
  if kind = 'sort' and not jsonb_path_exists(steps, '$[*] ? (@.answer == "A")') = jsonb_path_exists(steps, '$[*] ? (@.answer == "B")') then
    return query values (at || 'steps', 'one_box'); end if;
end $$;
comment on function app.block_problems(jsonb, integer) is 'Problems of one block of a lesson: (field, rule), fields with the block''s place.';

-- Facts that something rests on: known, and checked by somebody.
create function app.facts_problems(facts jsonb, most integer) returns table (field text, rule text)
  language plpgsql stable rows 1 security definer set search_path = ''
  as $$
begin
  if not app.is_list(facts) or jsonb_array_length(facts) not between 1 and most then return query values ('facts', 'missing');
  else
    return query select 'facts', case when x.code is null then 'unknown' else 'unchecked' end
      from jsonb_array_elements_text(facts) f left join app.fact x on x.code = f where x.code is null or x.status = 'M' limit 1;
  end if;
end $$;
comment on function app.facts_problems(jsonb, integer) is 'The problem of a list of facts, of which something names at most so many.';

create function app.lesson_problems(key text, body jsonb) returns table (field text, rule text)
  language plpgsql stable rows 5 security definer set search_path = ''
  as $$
declare
  blocks jsonb;
  lines integer;
begin
  if jsonb_typeof(body) is distinct from 'object' then return query values ('body', 'bad_text'); return; end if;
  return query select k, 'unknown' from jsonb_object_keys(body) k
    where k not in ('course', 'title', 'summary', 'kps', 'facts', 'checked_on', 'goals', 'notes', 'blocks');
  if jsonb_typeof(body -> 'course') is distinct from 'string' or body ->> 'course' !~ '^[a-z0-9][a-z0-9-]{1,37}$' then return query values ('course', 'missing');
  -- The address of a lesson is /courses/<course>/<name>.
  elsif coalesce(key, '') <> '' and (not starts_with(key, body ->> 'course' || '-') or length(key) < length(body ->> 'course') + 2) then
    return query values ('course', 'other_key'); end if;
  return query select * from app.words_problems('title', body -> 'title', 60);
  return query select * from app.words_problems('summary', body -> 'summary', 300);
  return query select * from app.markdown_problems('goals', body -> 'goals', 600);
  lines := (select count(*) from regexp_split_to_table(body #>> '{goals,zh-Hans}', '\n') l where l ~ '[^[:space:]]');
  if lines > 0 and lines not between 2 and 5 then return query values ('goals.zh-Hans', 'lines'); end if;
  return query select * from app.markdown_problems('notes', body -> 'notes', 4000);
  if (case when jsonb_typeof(body -> 'kps') = 'array' then jsonb_array_length(body -> 'kps') not between 1 and 10
      or exists (select from jsonb_array_elements(body -> 'kps') k where not app.is_count(k, 1, 10))
      or (select count(distinct k) from jsonb_array_elements(body -> 'kps') k) <> jsonb_array_length(body -> 'kps')
    else true end) then return query values ('kps', 'missing'); end if;
  return query select * from app.facts_problems(body -> 'facts', 60);
  if app.read_date(body ->> 'checked_on') is null then return query values ('checked_on', 'missing'); end if;

  blocks := case when jsonb_typeof(body -> 'blocks') = 'array' then body -> 'blocks' else '[]' end;
  if jsonb_array_length(blocks) not between 4 and 20 then return query values ('blocks', 'count'); end if;
  if jsonb_array_length(blocks) > 60 then return; end if;
  return query select p.* from jsonb_array_elements(blocks) with ordinality b (block, i), lateral app.block_problems(b.block, b.i::integer) p;
  -- Progress is kept under a block's id: two would share it.
  return query select 'block.' || b.i || '.id', 'same_id'
    from (select i, row_number() over (partition by block ->> 'id' order by i) as nth
      from jsonb_array_elements(blocks) with ordinality x (block, i) where jsonb_typeof(block) = 'object' and block ->> 'id' is not null) b
    where b.nth > 1;
  -- Answers that are on their way were given to a block of that kind.
  return query select distinct 'block.' || b.i || '.kind', 'fixed'
    from jsonb_array_elements(blocks) with ordinality b (block, i)
    join app.lesson_block was on was.lesson = lesson_problems.key and was.block = b.block ->> 'id' and was.kind <> b.block ->> 'kind'
    where jsonb_typeof(b.block) = 'object';
  if (select sum((block ->> 'minutes')::integer) from jsonb_array_elements(blocks) x (block)
      where case when jsonb_typeof(block) = 'object' then app.is_count(block -> 'minutes', 0, 40) end) is distinct from 40 then
    return query values ('blocks', 'minutes'); end if;
  if (select count(*) from jsonb_array_elements(blocks) x (block) where jsonb_typeof(block) = 'object' and block ->> 'kind' = 'recall') > 1 then
    return query values ('blocks', 'two_recalls'); end if;
  -- What a class learned is measured by a block that belongs to the whole; and nobody leaves without knowing whom to ask.
  if not jsonb_path_exists(blocks, 'strict $[*] ? (@.kind == "check" && @.optional == false)', '{}', true) then return query values ('blocks', 'no_check'); end if;
  if not jsonb_path_exists(blocks, 'strict $[*] ? (@.kind == "help" && @.optional == false)', '{}', true) then return query values ('blocks', 'no_help'); end if;
end $$;
comment on function app.lesson_problems(text, jsonb) is 'Problems of a lesson body; none when it can be published.';

create function app.course_problems(key text, body jsonb) returns table (field text, rule text)
  language plpgsql stable rows 3 security definer set search_path = ''
  as $$
begin
  if jsonb_typeof(body) is distinct from 'object' then return query values ('body', 'bad_text'); return; end if;
  return query select k, 'unknown' from jsonb_object_keys(body) k where k not in ('stage', 'title', 'summary', 'lessons');
  if coalesce(body ->> 'stage', '') not in ('primary', 'junior', 'senior') then return query values ('stage', 'missing'); end if;
  return query select * from app.words_problems('title', body -> 'title', 60);
  return query select * from app.words_problems('summary', body -> 'summary', 300);
  if not app.is_list(body -> 'lessons') or jsonb_array_length(body -> 'lessons') not between 1 and 12
    or (select count(distinct l) from jsonb_array_elements_text(body -> 'lessons') l) <> jsonb_array_length(body -> 'lessons') then
    return query values ('lessons', 'missing');
  elsif exists (select from jsonb_array_elements_text(body -> 'lessons') l where not starts_with(l, course_problems.key || '-')) then
    return query values ('lessons', 'other_course');
  elsif exists (select from jsonb_array_elements_text(body -> 'lessons') l
      where not exists (select from app.lesson x where x.slug = l and x.status = 'published')) then
    return query values ('lessons', 'unpublished'); end if;
end $$;
comment on function app.course_problems(text, jsonb) is 'Problems of a course body; none when it can be published.';

create function app.checklist_problems(key text, body jsonb) returns table (field text, rule text)
  language plpgsql stable rows 3 security definer set search_path = ''
  as $$
declare items jsonb;
begin
  if jsonb_typeof(body) is distinct from 'object' then return query values ('body', 'bad_text'); return; end if;
  return query select k, 'unknown' from jsonb_object_keys(body) k where k not in ('year', 'title', 'source', 'items');
  -- School years begin on 1 September.
  if app.read_date(body ->> 'year') is null or body ->> 'year' !~ '^2[0-9]{3}-09-01$' then return query values ('year', 'missing'); end if;
  return query select * from app.words_problems('title', body -> 'title', 60);
  if not app.is_text(body -> 'source', 500) then return query values ('source', 'missing'); end if;
  items := case when jsonb_typeof(body -> 'items') = 'array' then body -> 'items' else '[]' end;
  if jsonb_array_length(items) not between 1 and 12 then return query values ('items', 'items'); return; end if;
  return query select 'item.' || i || p.field, p.rule
    from (select item, i, row_number() over (partition by case when jsonb_typeof(item) = 'object' then item -> 'id' end order by i) as nth
      from jsonb_array_elements(items) with ordinality x (item, i)) own
    cross join lateral (
      select '' as field, 'unknown' as rule where jsonb_typeof(item) <> 'object' or item - '{id,text}'::text[] <> '{}'
      -- What schools ticked is kept under an item's id.
      union all select '.id', 'slug' where jsonb_typeof(item) = 'object' and (jsonb_typeof(item -> 'id') is distinct from 'string' or item ->> 'id' !~ '^[a-z0-9][a-z0-9-]{0,19}$')
      union all select '.id', 'same_id' where jsonb_typeof(item) = 'object' and nth > 1
      union all select * from app.words_problems('.text', case when jsonb_typeof(item) = 'object' then item -> 'text' end, 200)) p;
end $$;
comment on function app.checklist_problems(text, jsonb) is 'Problems of a checklist body; none when it can be published.';
