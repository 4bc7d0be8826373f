-- Briefs (活动简报): what was held, told to the public. A finished date drafts its own; people write on and publish it like any
-- document. Its figures are counted by the product at the time of drafting, and nobody edits them (BriefBody, BriefFigures of
-- src/contract/events.ts).

-- What was counted when a brief was drafted last.
create table app.brief_draft (
  slug text primary key,
  event text not null,
  origin timestamptz not null,
  figures jsonb not null,
  unique (event, origin),
  foreign key (event, origin) references app.session (event, origin)
);
alter table app.brief_draft enable row level security;

-- People who came and answered questions that day: below ten the figure says too much of each.
create function app.brief_quiz(s app.session) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select case when count(distinct p.person) >= 10 then
      jsonb_build_object('people', count(distinct p.person), 'correct', coalesce(sum(p.correct), 0), 'total', coalesce(sum(p.total), 0)) end
    from app.attendance a join app.participation p on p.person = a.person
    where a.event = s.event and a.origin = s.origin and p.kind = 'answer' and app.day(p.occurred_at) = app.day(s.starts_at)
  $$;
comment on function app.brief_quiz(app.session) is 'Knowledge questions answered on the day of an event by people who attended: {people, correct, total}; null below 10 people.';

create function app.brief_figures(s app.session) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select jsonb_build_object('drafted_at', app.moment(app.clock_now()), 'counted', nullif(r.body -> 'count', 'null'),
      'scanned', c.counts -> 'scanned', 'signed_up', c.counts -> 'taken',
      'materials', (select coalesce(jsonb_agg(jsonb_build_object('handed', m -> 'handed', 'qualifier', m -> 'qualifier', 'name', coalesce(
          case when m ->> 'counter' is null then (select e.title from app.register_entry e where e.type = 'material' and e.key = m ->> 'item')
            else (select g.body -> 'name' from app.gift g where g.slug = m ->> 'item') end, jsonb_build_object('zh-Hans', m ->> 'item'))) order by i), '[]')
        from jsonb_array_elements(r.body -> 'materials') with ordinality x (m, i)),
      'helpers', jsonb_build_object('people', c.counts -> 'helpers', 'minutes', (c.counts ->> 'helpers')::integer * (c.counts ->> 'minutes')::integer),
      'teams', (select coalesce(jsonb_agg(jsonb_build_object('people', t -> 'people', 'minutes', t -> 'minutes', 'name', coalesce(
          (select e.title from app.register_entry e where e.type = 'team' and e.key = t ->> 'team'), jsonb_build_object('zh-Hans', t ->> 'team'))) order by i), '[]')
        from jsonb_array_elements(r.body -> 'shifts') with ordinality x (t, i)),
      'quiz', app.brief_quiz(s))
    from (select app.session_counts(s) as counts) c left join app.report r on r.event = s.event and r.origin = s.origin
  $$;
comment on function app.brief_figures(app.session) is 'Figures of a date as they are now (BriefFigures).';

-- A body with what is the server's: which date it is about, and its figures.
create function app.own_brief(of_slug text, body jsonb) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select coalesce((select body || jsonb_build_object('event', b.event, 'origin', app.moment(b.origin), 'figures', b.figures)
      from app.brief_draft b where b.slug = of_slug and jsonb_typeof(body) = 'object'), body)
  $$;
comment on function app.own_brief(text, jsonb) is 'A brief''s body with event, date and figures as the server has them.';

create function app.brief_problems(key text, body jsonb) returns table (field text, rule text)
  language plpgsql stable rows 3 security definer set search_path = ''
  as $$
declare
  own app.brief_draft := (select b from app.brief_draft b where b.slug = brief_problems.key);
  p record;
begin
  if jsonb_typeof(body) is distinct from 'object' then return query values ('body', 'bad_text'); return; end if;
  return query select k, 'unknown' from jsonb_object_keys(body) k where k not in ('event', 'origin', 'title', 'text', 'figures', 'pictures');
  if own.slug is null then return query values ('event', 'unknown');
  elsif body is distinct from app.own_brief(own.slug, body) then return query values ('figures', 'not_counted'); end if;
  return query select * from app.words_problems('title', body -> 'title', 120);
  return query select * from app.markdown_problems('text', body -> 'text', 8000);
  if jsonb_typeof(body -> 'pictures') is distinct from 'array' or jsonb_array_length(body -> 'pictures') > 12 then return query values ('pictures', 'range'); return; end if;
  for p in select x, 'pictures.' || (i - 1) as at from jsonb_array_elements(body -> 'pictures') with ordinality o (x, i) loop
    if jsonb_typeof(p.x) <> 'object' or p.x - '{hash,alt,consent}'::text[] <> '{}' then return query values (p.at, 'unknown'); continue; end if;
    if not exists (select from app.media m where to_jsonb(m.hash) = p.x -> 'hash' and m.type like 'image/%') then return query values (p.at || '.hash', 'unknown'); end if;
    return query select * from app.words_problems(p.at || '.alt', p.x -> 'alt', 200);
    -- 民法典 art. 1019: nobody's picture is shown without their consent.
    if not app.is_text(p.x -> 'consent', 200) then return query values (p.at || '.consent', 'missing'); end if;
  end loop;
end $$;
comment on function app.brief_problems(text, jsonb) is 'Problems of a brief body; none when it can be published.';

create function app.put_brief(b jsonb) returns text
  language plpgsql security definer set search_path = ''
  as $$
declare existed boolean := exists (select from app.brief x where x.slug = b ->> 'slug');
begin
  insert into app.brief as x (slug, event, origin, published_at, body)
  values (b ->> 'slug', b ->> 'event', app.read_origin(b -> 'origin'), app.clock_now(), b - 'slug')
  on conflict (slug) do update set body = excluded.body, status = 'published';
  return case when existed then 'changed' else 'new' end;
end $$;
comment on function app.put_brief(jsonb) is 'Publishes a brief: {slug, …BriefBody}; answers new or changed.';

-- The first words of a brief: what, when, where, by whom. Whoever writes on takes it from there.
create function app.brief_start(e app.event, s app.session) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select jsonb_build_object(
      'title', jsonb_build_object('zh-Hans', '活动简报：' || app.say(e.body -> 'title', 'zh-Hans'), 'en', 'Event brief: ' || app.say(e.body -> 'title', 'en')),
      'text', jsonb_build_object(
        'zh-Hans', format(E'%s，%s在%s举办“%s”。\n\n%s', to_char(o.local, 'YYYY年FMMM月FMDD日'), app.say(e.body -> 'organiser', 'zh-Hans'),
          app.event_where(e, 'zh-Hans'), app.say(e.body -> 'title', 'zh-Hans'), app.say(e.body -> 'summary', 'zh-Hans')),
        'en', format(E'On %s, %s held “%s” at %s.\n\n%s', to_char(o.local, 'FMDD FMMonth YYYY'), app.say(e.body -> 'organiser', 'en'), app.say(e.body -> 'title', 'en'),
          app.event_where(e, 'en'), app.say(e.body -> 'summary', 'en'))),
      'pictures', '[]'::jsonb)
    from (select s.starts_at at time zone 'Asia/Shanghai' as local) o
  $$;
comment on function app.brief_start(app.event, app.session) is 'Title and first sentences of a new brief.';

create function api.draft_brief(event text, origin timestamptz) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  s app.session := app.need_session(draft_brief.event, draft_brief.origin);
  e app.event := (select x from app.event x where x.slug = s.event);
  own text := (select b.slug from app.brief_draft b where b.event = s.event and b.origin = s.origin);
  d app.document;
  at_place text;
  was jsonb;
  made integer;
begin
  if s.state in ('cancelled', 'not_held') or not app.is_over(s) then perform app.refuse('not_open'); end if;
  perform pg_advisory_xact_lock(hashtextextended('brief/' || s.event, 5));
  -- Two dates of one day: the second one has its hour in its name.
  own := coalesce(own, (select k from unnest(array['YYYYMMDD', 'YYYYMMDDHH24MI']) f, lateral (select s.event || '-' || to_char(s.origin at time zone 'Asia/Shanghai', f) as k) x
    where not exists (select from app.brief_draft b where b.slug = k) order by f limit 1));
  select * into d from app.document x where x.kind = 'brief' and x.key = own for update;
  at_place := coalesce(d.place, case when app.has_right('content.write', app.place_of_key('event', s.event)) then app.place_of_key('event', s.event) else s.county end);
  perform app.need_right('content.write', at_place);
  insert into app.brief_draft as b (slug, event, origin, figures) values (own, s.event, s.origin, app.brief_figures(s))
    on conflict (slug) do update set figures = excluded.figures;
  select r.body into was from private.document_revision r where r.kind = 'brief' and r.key = own and r.revision = d.head;
  -- What somebody wrote stays; the figures are those of now.
  made := app.add_revision('brief', own, at_place, coalesce(was, app.brief_start(e, s)));
  perform app.note_access('brief', (select count(*) from app.attendance a where a.event = s.event and a.origin = s.origin), s.place);
  perform app.note_audit('draft_brief', 'brief', own, at_place, jsonb_build_object('revision', made));
  return jsonb_build_object('key', own, 'revision', made);
end $$;
comment on function api.draft_brief(text, timestamptz) is
  'Drafts the brief of a date that is over, or brings the figures of its newest draft up to date: {key, revision}. Errors no_session, not_staff, second_factor, not_found, not_open.';

create function app.figures_json(figures jsonb, locale text) returns jsonb
  language sql immutable set search_path = ''
  as $$
    select figures || jsonb_build_object(
      'materials', (select coalesce(jsonb_agg(m || jsonb_build_object('name', app.say(m -> 'name', locale)) order by i), '[]') from jsonb_array_elements(figures -> 'materials') with ordinality x (m, i)),
      'teams', (select coalesce(jsonb_agg(t || jsonb_build_object('name', app.say(t -> 'name', locale)) order by i), '[]') from jsonb_array_elements(figures -> 'teams') with ordinality x (t, i)))
  $$;
comment on function app.figures_json(jsonb, text) is 'Figures of a brief with names in one language.';

create function api.brief(event text, origin timestamptz, locale text) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select jsonb_build_object('event', b.event, 'origin', app.moment(b.origin), 'starts_at', app.moment(s.starts_at), 'ends_at', app.moment(s.ends_at), 'all_day', e.body -> 'all_day',
      'event_title', app.say(e.body -> 'title', locale), 'title', app.say(b.body -> 'title', locale), 'text', app.say(b.body -> 'text', locale),
      'where', app.event_where(e, locale), 'district', app.place_json(s.place, locale), 'organiser', app.say(e.body -> 'organiser', locale),
      'figures', app.figures_json(b.body -> 'figures', locale), 'published_at', app.moment(b.published_at),
      'pictures', (select coalesce(jsonb_agg(jsonb_build_object('src', '/media/' || (p ->> 'hash'), 'alt', app.say(p -> 'alt', locale)) order by i), '[]')
        from jsonb_array_elements(b.body -> 'pictures') with ordinality x (p, i)))
    from app.brief b join app.session s on s.event = b.event and s.origin = b.origin join app.event e on e.slug = b.event
    where b.event = brief.event and b.origin = brief.origin and b.status = 'published'
  $$;
comment on function api.brief(text, timestamptz, text) is 'The published brief of a date (BriefPage), or null.';

grant execute on function api.draft_brief(text, timestamptz) to authenticated;
grant execute on function api.brief(text, timestamptz, text) to anon, authenticated;
