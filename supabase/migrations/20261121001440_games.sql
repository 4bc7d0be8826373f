-- Games at the points of a trail: sorting what one sees (disguise), a ladder of refusals (ladder), pairs of law and
-- consequence (pairs), quick questions (quick). They are practice, so what is right goes to the phone with the game.

-- What the public plays: one row per game, its newest published revision.
create table app.game (
  slug text primary key check (slug ~ '^[a-z0-9][a-z0-9-]{1,39}$'),
  revision integer not null check (revision > 0),
  kp smallint not null references app.knowledge_point (code),
  kind text not null check (kind in ('disguise', 'ladder', 'pairs', 'quick')),
  -- GameBody of src/contract/trails.ts
  body jsonb not null check (body ? 'steps'),
  facts text[] not null,
  checked_on date not null,
  status text not null default 'published' check (status in ('published', 'withdrawn'))
);
create index game_kp on app.game (kp);
alter table app.game enable row level security;

-- What was right in every revision that was ever published: a phone may have played one that has been replaced since.
-- letters: those that may be chosen in each step; key: those of them that are right.
create table app.game_key (
  slug text not null references app.game (slug),
  revision integer not null check (revision > 0),
  letters text[] not null,
  key text[] not null check (cardinality(key) between 3 and 12 and cardinality(key) = cardinality(letters)),
  primary key (slug, revision)
);
alter table app.game_key enable row level security;

create trigger bump_revision after insert or update or delete on app.game
  for each statement execute function app.bump_revision();

-- Letters that can be chosen in a step: two boxes, the options there are, or the right side of every pair.
create function app.game_letters(kind text, step jsonb, steps integer) returns text
  language sql immutable set search_path = ''
  as $$
    select left('ABCDEFGHIJKL', case kind when 'disguise' then 2 when 'pairs' then steps
      else jsonb_array_length(case when jsonb_typeof(step -> 'options') = 'array' then step -> 'options' else '[]' end) end)
  $$;
comment on function app.game_letters(text, jsonb, integer) is 'Letters that may be chosen in a step of a game.';

-- Problems of one step: fields `step.<place>.text.<locale>`, `step.<place>.option.<letter>.say.<locale>`, ….
create function app.game_step_problems(kind text, step jsonb, place integer, steps integer) returns table (field text, rule text)
  language plpgsql immutable rows 2 set search_path = ''
  as $$
declare
  at text := 'step.' || place;
  has_options boolean := coalesce(jsonb_typeof(step -> 'options') = 'array', false);
  answer text := coalesce(step ->> 'answer', '');
  letters text;
begin
  if jsonb_typeof(step) is distinct from 'object' then return query values (at || '.text', 'missing'); return; end if;
  if step - '{text,options,match,answer,say}'::text[] <> '{}' then return query values (at, 'unknown'); end if;
  return query select * from app.words_problems(at || '.text', step -> 'text', 300);
  return query select * from app.words_problems(at || '.say', step -> 'say', 400);
  if kind = 'pairs' then return query select * from app.words_problems(at || '.match', step -> 'match', 200);
  elsif coalesce(jsonb_typeof(step -> 'match'), 'null') <> 'null' then return query values (at || '.match', 'unknown'); end if;
  if kind in ('ladder', 'quick') then
    if not has_options or not jsonb_array_length(step -> 'options') between 2 and 4 then return query values (at || '.options', 'options'); end if;
    return query
      select p.field, p.rule
      from jsonb_array_elements(case when has_options then step -> 'options' else '[]' end) with ordinality o (option, i)
      cross join lateral (
        select at || '.option.' || chr(64 + least(i, 26)::int) || '.' as name) n
      cross join lateral (
        select n.name || 'text' as field, 'unknown' as rule where jsonb_typeof(o.option) <> 'object' or o.option - '{text,say}'::text[] <> '{}'
        union all select * from app.words_problems(n.name || 'text', case when jsonb_typeof(o.option) = 'object' then o.option -> 'text' end, 200)
        -- what follows from an answer belongs to the scene
        union all select * from app.words_problems(n.name || 'say', case when jsonb_typeof(o.option) = 'object' then o.option -> 'say' end, 300)
          where kind = 'ladder' or jsonb_typeof(case when jsonb_typeof(o.option) = 'object' then o.option -> 'say' end) <> 'null') p;
  elsif coalesce(jsonb_typeof(step -> 'options'), 'null') <> 'null' then return query values (at || '.options', 'unknown'); end if;
  letters := app.game_letters(kind, step, steps);
  if not coalesce(case kind
      when 'pairs' then answer = chr(64 + place)
      -- the scene goes on with any good answer, but one of them has to be weak: there would be nothing to learn
      when 'ladder' then length(answer) between 1 and length(letters) - 1 and answer = app.sort_letters(answer) and answer !~ '(.)\1'
      else length(answer) = 1 end, false)
    or translate(answer, letters, '') <> '' then return query values (at || '.answer', 'bad_answer'); end if;
end $$;
comment on function app.game_step_problems(text, jsonb, integer, integer) is 'Problems of one step of a game: (field, rule).';

create function app.game_problems(key text, body jsonb) returns table (field text, rule text)
  language plpgsql stable rows 5 security definer set search_path = ''
  as $$
declare
  kind text := body ->> 'kind';
  was app.game := (select g from app.game g where g.slug = game_problems.key);
  steps jsonb := case when jsonb_typeof(body -> 'steps') = 'array' then body -> 'steps' else '[]' end;
  boxes jsonb := coalesce(body -> 'boxes', 'null');
begin
  return query select k, 'unknown' from jsonb_object_keys(body) k
    where k not in ('kind', 'kp', 'facts', 'checked_on', 'title', 'intro', 'boxes', 'steps');
  if coalesce(kind, '') not in ('disguise', 'ladder', 'pairs', 'quick') then return query values ('kind', 'missing'); return;
  elsif was.kind <> kind then return query values ('kind', 'fixed'); end if;
  if not app.is_count(body -> 'kp', 1, 10) then return query values ('kp', 'missing'); end if;
  return query select * from app.words_problems('title', body -> 'title', 60);
  return query select * from app.words_problems('intro', body -> 'intro', 300);
  if kind = 'disguise' then
    if jsonb_typeof(boxes) <> 'array' or jsonb_array_length(boxes) <> 2 then return query values ('boxes', 'missing');
    else
      return query select p.* from jsonb_array_elements(boxes) with ordinality b (words, i),
        lateral app.words_problems('box.' || chr(64 + i::int), b.words, 40) p;
    end if;
  elsif jsonb_typeof(boxes) <> 'null' then return query values ('boxes', 'unknown'); end if;
  if not jsonb_array_length(steps) between 3 and 12 then return query values ('steps', 'steps'); return; end if;
  return query select p.* from jsonb_array_elements(steps) with ordinality s (step, i),
    lateral app.game_step_problems(kind, s.step, s.i::integer, jsonb_array_length(steps)) p;
  if kind = 'disguise' and not jsonb_path_exists(steps, '$[*] ? (@.answer == "A")') = jsonb_path_exists(steps, '$[*] ? (@.answer == "B")') then
    return query values ('steps', 'one_box'); end if;
  if not app.is_list(body -> 'facts') or jsonb_array_length(body -> 'facts') not between 1 and 20 then return query values ('facts', 'missing');
  else
    return query select 'facts', case when x.code is null then 'unknown' else 'unchecked' end
      from jsonb_array_elements_text(body -> 'facts') f left join app.fact x on x.code = f where x.code is null or x.status = 'M' limit 1;
  end if;
  if app.read_date(body ->> 'checked_on') is null then return query values ('checked_on', 'missing'); end if;
end $$;
comment on function app.game_problems(text, jsonb) is 'Problems of a game body; none when it can be published.';

-- Puts a game: {slug, revision, …GameBody}. Answers 'new' or 'changed'.
create function app.put_game(g jsonb) returns text
  language plpgsql security definer set search_path = ''
  as $$
declare
  of_slug text := g ->> 'slug';
  of_revision integer := (g ->> 'revision')::integer;
  existed boolean := exists (select from app.game x where x.slug = of_slug);
  codes text[] := array(select jsonb_array_elements_text(g -> 'facts'));
begin
  if exists (select from app.fact f where f.status = 'M' and f.code = any (codes)) then perform app.refuse('bad_argument'); end if;
  insert into app.game as x (slug, revision, kp, kind, body, facts, checked_on)
  values (of_slug, of_revision, (g ->> 'kp')::smallint, g ->> 'kind', g - 'slug' - 'revision', codes, (g ->> 'checked_on')::date)
  on conflict (slug) do update set revision = excluded.revision, kp = excluded.kp, kind = excluded.kind, body = excluded.body,
    facts = excluded.facts, checked_on = excluded.checked_on, status = 'published';
  insert into app.game_key (slug, revision, letters, key)
  select of_slug, of_revision, array_agg(app.game_letters(g ->> 'kind', s.step, jsonb_array_length(g -> 'steps')) order by s.i),
    array_agg(s.step ->> 'answer' order by s.i)
  from jsonb_array_elements(g -> 'steps') with ordinality s (step, i)
  on conflict (slug, revision) do nothing;
  return case when existed then 'changed' else 'new' end;
end $$;
comment on function app.put_game(jsonb) is 'Publishes a game or a further revision of it; answers new or changed.';

-- One game in one language, as the phone plays it; null when it is withdrawn.
create function app.game_json(g app.game, locale text) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select jsonb_strip_nulls(jsonb_build_object(
      'slug', g.slug, 'rev', g.revision, 'kind', g.kind, 'kp', g.kp,
      'title', app.say(g.body -> 'title', locale), 'intro', app.say(g.body -> 'intro', locale),
      'boxes', case when g.kind = 'disguise' then jsonb_build_array(app.say(g.body #> '{boxes,0}', locale), app.say(g.body #> '{boxes,1}', locale)) end,
      'steps', (select jsonb_agg(jsonb_build_object(
          'text', app.say(s.step -> 'text', locale),
          'options', (select jsonb_agg(jsonb_build_object('text', app.say(o.option -> 'text', locale), 'say', app.say(o.option -> 'say', locale)) order by o.i)
            from jsonb_array_elements(case when jsonb_typeof(s.step -> 'options') = 'array' then s.step -> 'options' else '[]' end) with ordinality o (option, i)),
          'match', app.say(s.step -> 'match', locale),
          'answer', s.step ->> 'answer',
          'say', app.say(s.step -> 'say', locale)) order by s.i)
        from jsonb_array_elements(g.body -> 'steps') with ordinality s (step, i))))
    where g.status = 'published'
  $$;
comment on function app.game_json(app.game, text) is 'A Game of src/contract/trails.ts, in one language; null when it is withdrawn.';

-- What the first choices of somebody who played to the end are worth. A null verdict: nothing is wrong with them.
create function app.judge_game(slug text, rev integer, choices text) returns table (verdict text, correct smallint, total smallint)
  language plpgsql stable rows 1 security definer set search_path = ''
  as $$
declare k app.game_key := (select x from app.game_key x where x.slug = judge_game.slug and x.revision = judge_game.rev);
begin
  if k.slug is null then return query values ('rejected:unknown_game', null::smallint, null::smallint); return; end if;
  total := cardinality(k.key);
  if choices is null or length(choices) <> total
    or exists (select from generate_series(1, total::integer) i where strpos(k.letters[i] || '?', substr(choices, i, 1)) = 0) then
    return query values ('rejected:bad_field', null::smallint, null::smallint);
    return;
  end if;
  correct := (select count(*) from generate_series(1, total::integer) i where strpos(k.key[i], substr(choices, i, 1)) > 0);
  return next;
end $$;
comment on function app.judge_game(text, integer, text) is
  'Judges the first choices of a game, one letter a step ("?" for none), against the revision that was played: (null, correct, total), or a verdict rejected:unknown_game, rejected:bad_field.';
