-- What the console asks about documents. Everybody sees and touches only documents of the places where they hold a right,
-- and what is elsewhere answers as if it were nowhere.

-- Places whose documents the caller may see; error not_staff or second_factor when there are none.
create function app.content_places() returns text[]
  language plpgsql stable security definer set search_path = ''
  as $$
declare mine text[];
begin
  -- Rights are of a person, the session is what they hold now.
  perform app.staff_caller();
  select array_agg(distinct b) into mine
    from unnest('{content.write,content.review,content.export}'::text[]) r, app.places_of(r) p, app.place_and_below(p) b;
  if mine is null then perform app.need_right('content.write'); end if;
  return mine;
end $$;
comment on function app.content_places() is 'Places whose documents the caller may see. Errors no_session, not_staff, second_factor.';

-- A document of the caller's places, locked, or the error not_found.
create function app.lock_document(of_kind text, of_key text) returns app.document
  language plpgsql security definer set search_path = ''
  as $$
declare
  -- Asked first: whoever has no place must not learn which keys exist.
  places text[] := app.content_places();
  d app.document;
begin
  select * into d from app.document x where x.kind = of_kind and x.key = of_key and x.place = any (places) for update;
  if d.key is null then perform app.refuse('not_found'); end if;
  return d;
end $$;
comment on function app.lock_document(text, text) is 'A document that the caller may see, locked. Error not_found.';

-- Has the caller written any part of what would be published? Then a second person has to look at it.
create function app.wrote_it(d app.document) returns boolean
  language sql stable security definer set search_path = ''
  as $$
    select exists (select from private.document_revision r where r.kind = d.kind and r.key = d.key and r.author = auth.uid()
      and r.revision > coalesce((select max(p.revision) from private.document_revision p where p.kind = d.kind and p.key = d.key and p.published_at is not null), 0))
  $$;
comment on function app.wrote_it(app.document) is 'Did the caller save any revision since the last one that was published?';

-- Documents that fit a filter, newest first: {text, kp, stage, pool, question_kind, status, fact, live, returned, expiring,
-- mine}, at most so many, after the row (after_at, after_key) if given. Without a status the withdrawn ones stay out.
-- Planned anew for every filter: what is not asked for folds away, and what is asked can use its index.
create function app.find_documents(of_kind text, filter jsonb, places text[], most integer) returns setof app.document
  language plpgsql stable rows 100 security definer set search_path = '' set plan_cache_mode = force_custom_plan
  as $$
declare
  wanted text := app.search_text(left(coalesce(filter ->> 'text', ''), 100));
  pairs text[] := app.bigrams(wanted);
  state text := filter ->> 'status';
  of_kp smallint := case when filter ->> 'kp' ~ '^[0-9]{1,2}$' then (filter ->> 'kp')::smallint end;
  of_stage text := filter ->> 'stage';
  of_pool text := filter ->> 'pool';
  of_question_kind text := filter ->> 'question_kind';
  of_fact text := filter ->> 'fact';
  live_only boolean := coalesce(filter ->> 'live' = 'true', false);
  returned_only boolean := coalesce(filter ->> 'returned' = 'true', false);
  author_only uuid := case when filter ->> 'mine' = 'true' then auth.uid() end;
  ends_before date := case when filter ->> 'expiring' = 'true' then app.day(app.clock_now()) + 60 end;
  expiring_facts text[] := case when ends_before is not null then array(select f.code from app.fact f where f.valid_to < ends_before) end;
  after_at timestamptz := filter ->> 'after_at';
  after_key text := filter ->> 'after_key';
begin
  return query
    select d.* from app.document d
    where d.kind = of_kind and d.place = any (places)
      and (wanted = '' or strpos(d.search, wanted) > 0) and (cardinality(pairs) = 0 or d.grams @> pairs)
      and (state is null and d.status <> 'withdrawn' or d.status = state)
      and (of_kp is null or d.kp = of_kp) and (of_stage is null or of_stage = any (d.stages))
      and (of_pool is null or d.pool = of_pool) and (of_question_kind is null or d.question_kind = of_question_kind)
      and (of_fact is null or of_fact = any (d.facts))
      and (not live_only or d.live is not null) and (not returned_only or d.returned)
      and (author_only is null or d.author = author_only)
      and (ends_before is null or d.valid_to < ends_before or d.facts && expiring_facts)
      and (after_at is null or (d.saved_at, d.key) < (after_at, after_key))
    -- A search goes by its pairs of characters, not by the order of time: comparing them row by row takes longest.
    order by case when wanted = '' then d.saved_at else d.saved_at + interval '0' end desc, d.key desc limit most;
end $$;
comment on function app.find_documents(text, jsonb, text[], integer) is 'Documents of some places that fit a filter, newest first.';

create function app.document_row(d app.document) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select to_jsonb(d) - '{search,grams,author,author_name,live}'::text[]
      || jsonb_build_object('live', d.live is not null, 'live_revision', d.live, 'saved_by', d.author_name, 'mine', coalesce(d.author = auth.uid(), false))
  $$;
comment on function app.document_row(app.document) is 'A document as a row of a list.';

create function api.documents(kind text, filter jsonb default '{}', after text default null, size integer default 50) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
declare
  -- Facts are the city's: districts write none, but their questions rest on them. Their trails use its games.
  places text[] := app.content_places() || case when kind in ('fact', 'game', 'lesson', 'course', 'checklist') then app.city() end;
  most integer := least(greatest(coalesce(size, 50), 1), 200);
  here jsonb := case when jsonb_typeof(filter) = 'object' then filter - '{after_at,after_key}'::text[] else '{}' end;
  page app.document[];
begin
  if not app.is_kind(kind) then perform app.refuse('bad_argument'); end if;
  if after is not null then
    if not pg_input_is_valid(split_part(after, '|', 1), 'timestamptz') then perform app.refuse('bad_argument'); end if;
    here := here || jsonb_build_object('after_at', split_part(after, '|', 1), 'after_key', split_part(after, '|', 2));
  end if;
  -- The first page counts as it reads, up to 1,000; further pages tell the rest.
  page := array(select d from app.find_documents(documents.kind, here, places, case when after is null then greatest(1001, most + 1) else most + 1 end) d);
  return jsonb_build_object('total', case when after is null then cardinality(page) end,
    'items', (select coalesce(jsonb_agg(app.document_row(page[i]) order by i), '[]') from generate_series(1, least(cardinality(page), most)) i),
    'next', case when cardinality(page) > most then (page[most]).saved_at::text || '|' || (page[most]).key end);
end $$;
comment on function api.documents(text, jsonb, text, integer) is
  'Documents of the caller''s places: {items, next, total (1001: more than a thousand)}. Errors not_staff, second_factor, bad_argument.';

create function api.document(kind text, key text) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
declare
  places text[] := app.content_places() || case when kind in ('fact', 'game', 'lesson', 'course', 'checklist') then app.city() end;
  d app.document;
  head private.document_revision;
  wrote boolean;
begin
  select * into d from app.document x where x.kind = document.kind and x.key = document.key and x.place = any (places);
  if d.key is null then perform app.refuse('not_found'); end if;
  select * into head from private.document_revision r where r.kind = d.kind and r.key = d.key and r.revision = d.head;
  wrote := app.wrote_it(d);
  return app.document_row(d) || jsonb_build_object(
    -- the version of a monitoring form that is live is open or was used, and stays as it is
    'locked', d.kind = 'quiz' and exists (select from app.form_version f join app.quiz q on q.slug = f.quiz and q.version = f.version where f.quiz = d.key and app.is_fixed(f)),
    'body', head.body, 'note', head.note, 'reviewer', head.reviewer_name,
    'problems', app.problems_json(d.kind, d.key, head.body), 'wrote_it', wrote,
    'may', jsonb_build_object('save', app.has_right('content.write', d.place),
      'submit', app.has_right('content.write', d.place) and d.status = 'draft',
      'publish', app.has_right('content.review', d.place) and d.status = 'review' and not wrote,
      'give_back', app.has_right('content.review', d.place) and d.status = 'review',
      'withdraw', (app.has_right('content.review', d.place) or app.has_right('content.write', d.place)) and d.status <> 'withdrawn'),
    'revisions', (select jsonb_agg(jsonb_build_object('revision', r.revision, 'status', r.status, 'author', r.author_name, 'saved_at', r.saved_at,
        'note', r.note, 'reviewer', r.reviewer_name, 'reviewed_at', r.reviewed_at, 'published_at', r.published_at) order by r.revision desc)
      from private.document_revision r where r.kind = d.kind and r.key = d.key));
end $$;
comment on function api.document(text, text) is
  'One document with its newest body, its revisions, what stands in its way and what the caller may do. Errors not_staff, second_factor, not_found.';

create function api.document_revision(kind text, key text, revision integer) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
declare
  places text[] := app.content_places() || case when kind in ('fact', 'game', 'lesson', 'course', 'checklist') then app.city() end;
  found jsonb;
begin
  select jsonb_build_object('revision', r.revision, 'body', r.body, 'status', r.status, 'author', r.author_name, 'saved_at', r.saved_at)
    into found
    from private.document_revision r join app.document d on d.kind = r.kind and d.key = r.key
    where r.kind = document_revision.kind and r.key = document_revision.key and r.revision = document_revision.revision
      and d.place = any (places);
  if found is null then perform app.refuse('not_found'); end if;
  return found;
end $$;
comment on function api.document_revision(text, text, integer) is 'One revision with its body. Errors not_staff, second_factor, not_found.';

grant execute on function api.documents(text, jsonb, text, integer), api.document(text, text),
  api.document_revision(text, text, integer) to authenticated;
