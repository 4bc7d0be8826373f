-- What goes live, what expires, what waits for somebody; and the office's own list of words for traditional Chinese.

-- Days that matter, of what is live: windows of contests and forms, validity of questions and of the law they rest on,
-- and checks that are a year old. Quizzes and facts are known to all; questions, and how many rest on a fact, of some
-- places only: stems of contests are nobody else's business.
create function app.content_days(places text[]) returns table (day date, what text, kind text, key text, title text, questions integer)
  language sql stable security definer set search_path = ''
  as $$
    with own as materialized (
      select q.code, q.facts, q.words #>> '{zh-Hans,stem}' as stem, q.valid_from, q.valid_to
      from app.question q join app.document d on d.kind = 'question' and d.key = q.code and d.place = any (places) where q.current),
    resting as materialized (select f, count(distinct o.code)::int as n from own o, unnest(o.facts) f group by f)
    select app.day(q.opens_at), 'opens', 'quiz', q.slug, q.title ->> 'zh-Hans', null::int from app.quiz q where q.status = 'published' and q.opens_at is not null
    union all
    select app.day(q.closes_at), 'closes', 'quiz', q.slug, q.title ->> 'zh-Hans', null from app.quiz q where q.status = 'published' and q.closes_at is not null
    union all
    select q.valid_from, 'goes_live', 'question', q.code, q.stem, null from own q where q.valid_from is not null
    union all
    select q.valid_to, 'expires', 'question', q.code, q.stem, null from own q where q.valid_to is not null
    union all
    select f.valid_to, 'law_expires', 'fact', f.code, f.words ->> 'zh-Hans', coalesce((select r.n from resting r where r.f = f.code), 0)
      from app.fact f where f.valid_to is not null
    union all
    select (f.checked_on + interval '1 year')::date, 'check_due', 'fact', f.code, f.words ->> 'zh-Hans', coalesce((select r.n from resting r where r.f = f.code), 0)
      from app.fact f where f.checked_on is not null
  $$;
comment on function app.content_days(text[]) is 'Days on which live content begins, ends or should be checked; questions of some places.';

create function api.content_calendar(from_day date, to_day date) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
declare places text[] := app.content_places();
begin
  if not app.is_range(from_day, to_day, 400) then perform app.refuse('bad_argument'); end if;
  return (select coalesce(jsonb_agg(to_jsonb(c) order by c.day, c.what, c.key), '[]') from app.content_days(places) c where c.day between from_day and to_day);
end $$;
comment on function api.content_calendar(date, date) is
  'Days of live content: [{day, what: opens | closes | goes_live | expires | law_expires | check_due, kind, key, title, questions}]. Errors not_staff, second_factor, bad_argument.';

-- What the console's first page tells: my drafts and what came back, what waits for review, what has expired or soon will.
create function api.notices() returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
declare
  places text[] := app.content_places();
  today date := app.day(app.clock_now());
begin
  return jsonb_build_object(
    'drafts', (select count(*) from app.document d where d.author = auth.uid() and d.place = any (places) and d.status = 'draft' and not d.returned),
    'returned', (select coalesce(jsonb_agg(app.document_row(d) order by d.saved_at desc), '[]') from app.document d where d.author = auth.uid() and d.place = any (places) and d.returned),
    'to_review', case when app.has_right('content.review') then (
      select coalesce(jsonb_agg(app.document_row(x.d) || jsonb_build_object('wrote_it', app.wrote_it(x.d)) order by (x.d).saved_at), '[]')
      from (select d from app.document d where d.status = 'review' and d.place = any (places) order by d.saved_at limit 50) x) end,
    'to_review_total', case when app.has_right('content.review') then (select count(*) from app.document d where d.status = 'review' and d.place = any (places)) end,
    'expired', (select coalesce(jsonb_agg(to_jsonb(c) order by c.day), '[]') from app.content_days(places) c
      where c.what in ('expires', 'law_expires') and c.day < today and (c.what = 'expires' or c.questions > 0)),
    'coming', (select coalesce(jsonb_agg(to_jsonb(c) order by c.day), '[]') from app.content_days(places) c
      where c.day between today and today + 30 and (c.what <> 'check_due' or c.questions > 0)));
end $$;
comment on function api.notices() is 'What waits for the caller: {drafts, returned, to_review, to_review_total, expired, coming}. Errors not_staff, second_factor.';

-- Words that the office writes otherwise in traditional Chinese than the converter does.
create table app.hant_override (
  simplified text primary key check (length(simplified) between 1 and 20),
  traditional text not null check (length(traditional) between 1 and 20)
);
alter table app.hant_override enable row level security;

create function api.hant_overrides() returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
begin
  perform app.content_places();
  return (select coalesce(jsonb_agg(to_jsonb(o) order by o.simplified), '[]') from app.hant_override o);
end $$;
comment on function api.hant_overrides() is 'The office''s list of words: [{simplified, traditional}]. Errors not_staff, second_factor.';

create function api.put_hant_override(simplified text, traditional text) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
begin
  perform app.need_right('content.write', app.city());
  if traditional is null then
    delete from app.hant_override o where o.simplified = put_hant_override.simplified;
  elsif app.is_text(to_jsonb(simplified), 20) and app.is_text(to_jsonb(traditional), 20) then
    insert into app.hant_override as o values (put_hant_override.simplified, put_hant_override.traditional)
      on conflict on constraint hant_override_pkey do update set traditional = excluded.traditional;
  else
    perform app.refuse('bad_argument');
  end if;
  perform app.note_audit('hant_override', 'words', simplified, null, jsonb_build_object('traditional', traditional));
  return api.hant_overrides();
end $$;
comment on function api.put_hant_override(text, text) is 'Adds, changes or (traditional null) removes a word of the list. Errors not_staff, second_factor, bad_argument.';

grant execute on function api.content_calendar(date, date), api.notices(), api.hant_overrides(), api.put_hant_override(text, text) to authenticated;
