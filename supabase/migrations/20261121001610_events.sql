-- Events and their dates. An event is written as a document (kind event, EventBody of src/contract/events.ts); publishing it
-- puts it here and lays out its dates as sessions. What becomes of one date – moved, cancelled, held – is told on its session.

-- spoken, campaign, children, accessible, county: what lists are filtered by, copied from the body. until_at: end of the last
-- session. sequence: raised by whatever calendars that have copied the event should take over (RFC 5545, 3.8.7.4).
create table app.event (
  slug text primary key check (slug ~ '^[a-z0-9][a-z0-9-]{1,39}$'),
  place text not null references app.district (code),
  county text not null,
  revision integer not null check (revision > 0),
  sequence integer not null default 0,
  status text not null default 'published' check (status in ('published', 'withdrawn')),
  type text not null,
  campaign text,
  spoken text[] not null,
  children boolean not null,
  accessible boolean not null,
  published_at timestamptz not null,
  updated_at timestamptz not null,
  until_at timestamptz,
  body jsonb not null check (body ? 'title')
);
create index event_place on app.event (place);
create index event_county on app.event (county, slug);
create index event_type on app.event (type, slug);
create index event_campaign on app.event (campaign, until_at) where campaign is not null;
create index event_spoken on app.event using gin (spoken);
alter table app.event enable row level security;

-- One date. origin: its first announced start, its name for ever. ends_at: for whole days the midnight after the last one.
-- capacity, waiting_room, helpers_wanted: people, from the event's sign-up, changed per date; capacity null: no sign-up.
-- taken, waiting, helping: people who have signed up. They change all the time, and move no content revision; whoever changes
-- anything else takes app.lock_live() before the session's row, as publishing does.
create table app.session (
  event text not null references app.event (slug),
  origin timestamptz not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  state text not null default 'planned' check (state in ('planned', 'cancelled', 'held', 'not_held')),
  moved boolean not null default false,
  note jsonb check (note ? 'zh-Hans'),
  place text not null references app.district (code),
  county text not null,
  type text not null,
  capacity integer check (capacity > 0),
  waiting_room integer not null default 0 check (waiting_room >= 0),
  helpers_wanted integer not null default 0 check (helpers_wanted >= 0),
  taken integer not null default 0 check (taken >= 0),
  waiting integer not null default 0 check (waiting >= 0),
  helping integer not null default 0 check (helping >= 0),
  opens_at timestamptz,
  closes_at timestamptz,
  primary key (event, origin),
  check (ends_at > starts_at)
);
create index session_starts on app.session (starts_at, event);
create index session_place on app.session (place, starts_at);
create index session_county on app.session (county, starts_at);
create index session_type on app.session (type, starts_at);
-- Several days: lists that begin today look for them by their end.
create index session_long on app.session (ends_at) where ends_at - starts_at > interval '1 day';
create index session_changed on app.session (event, origin) where moved or state in ('cancelled', 'not_held');
create index session_opens on app.session (opens_at) where state = 'planned';
create index session_closes on app.session (closes_at) where state = 'planned';
alter table app.session enable row level security;

-- What was held, told to the public (briefs.sql). A date that has one keeps its row.
create table app.brief (
  slug text primary key check (slug ~ '^[a-z0-9][a-z0-9-]{1,60}$'),
  event text not null,
  origin timestamptz not null,
  status text not null default 'published' check (status in ('published', 'withdrawn')),
  published_at timestamptz not null,
  body jsonb not null check (body ? 'title'),
  unique (event, origin),
  foreign key (event, origin) references app.session (event, origin)
);
alter table app.brief enable row level security;

create trigger bump_revision after insert or update or delete on app.brief for each statement execute function app.bump_revision();
create trigger bump_revision after insert or update or delete on app.event for each statement execute function app.bump_revision();
create trigger bump_revision after insert or delete on app.session for each statement execute function app.bump_revision();
create trigger bump_revision_changed after update of starts_at, ends_at, state, moved, note, place, type, capacity, waiting_room, helpers_wanted
  on app.session for each statement execute function app.bump_revision();

-- Notes that the product writes itself. What they stand on comes back when the event is published again with that date.
create function app.event_note(why text) returns jsonb
  language sql immutable set search_path = ''
  as $$
    select case why
      when 'dropped' then '{"zh-Hans": "安排有调整，这一场不再举行。", "zh-Hant": "安排有調整，這一場不再舉行。", "en": "The schedule has changed; this date will not take place."}'::jsonb
      when 'withdrawn' then '{"zh-Hans": "活动已取消。", "zh-Hant": "活動已取消。", "en": "The event has been cancelled."}' end
  $$;
comment on function app.event_note(text) is 'Note of a date that was cancelled by publishing a changed event (dropped) or by withdrawing it (withdrawn).';

create function app.county_of(of_place text) returns text
  language sql stable security definer set search_path = ''
  as $$ select d.code from app.place_and_above(of_place) p join app.district d on d.code = p where d.level = 'county' $$;
comment on function app.county_of(text) is 'The county in which a place lies, or which it is; null for the city.';

create function app.event_dates(e app.event, since timestamptz) returns table (origin timestamptz, ends_at timestamptz)
  language sql stable security definer set search_path = ''
  as $$ select * from app.dates_of(e.body, app.day(app.clock_now()) + 400, since) $$;
comment on function app.event_dates(app.event, timestamptz) is 'Dates of an event after a moment, within the horizon of 400 days (HORIZON_DAYS).';

create function app.venue_of(e app.event) returns app.register_entry
  language sql stable security definer set search_path = ''
  as $$
    select r from app.register_type t join app.register_entry r on r.type = t.key and r.key = e.body ->> 'venue'
    where t.family = 'venue' and e.body ->> 'venue' is not null order by t.key limit 1
  $$;
comment on function app.venue_of(app.event) is 'The venue of an event, an entry of a register.';

create function app.where_text(venue text, words jsonb, place text, locale text) returns text
  language sql immutable set search_path = ''
  as $$ select coalesce(nullif(concat_ws(' · ', venue, app.say(nullif(words, 'null'), locale)), ''), place) $$;
comment on function app.where_text(text, jsonb, text, text) is 'Where an event is: its venue and what its words add, or its place.';

create function app.event_where(e app.event, locale text) returns text
  language sql stable security definer set search_path = ''
  as $$
    select app.where_text(app.say((app.venue_of(e)).title, locale), e.body -> 'where', app.say(d.name, locale), locale) from app.district d where d.code = e.county
  $$;
comment on function app.event_where(app.event, text) is 'Where an event is, in one language.';

-- Puts an event and lays out its dates; `e` is the document's body with slug and revision.
create function app.put_event(e jsonb) returns text
  language plpgsql security definer set search_path = ''
  as $$
declare
  of_slug text := e ->> 'slug';
  body jsonb := e - '{slug,revision}'::text[];
  now_at timestamptz := app.clock_now();
  was app.event;
begin
  perform app.lock_live();
  select * into was from app.event x where x.slug = of_slug;
  -- its sessions before anything is decided about them: somebody may be signing up
  perform from app.session s where s.event = of_slug order by s.origin for update;
  insert into app.event as x (slug, place, county, revision, type, campaign, spoken, children, accessible, published_at, updated_at, body)
  values (of_slug, body ->> 'place', coalesce(app.county_of(body ->> 'place'), body ->> 'place'), (e ->> 'revision')::integer, body ->> 'type', body ->> 'campaign',
    array(select jsonb_array_elements_text(body -> 'spoken')), body -> 'audience' ?| '{children,families}', (body ->> 'accessible')::boolean, now_at, now_at, body)
  on conflict (slug) do update set place = excluded.place, county = excluded.county, revision = excluded.revision, sequence = x.sequence + 1,
    status = 'published', type = excluded.type, campaign = excluded.campaign, spoken = excluded.spoken, children = excluded.children,
    accessible = excluded.accessible, updated_at = excluded.updated_at, body = excluded.body;
  perform app.lay_sessions(of_slug, was.body);
  return case when was.slug is null then 'new' else 'changed' end;
end $$;
comment on function app.put_event(jsonb) is 'Publishes an event or a further revision of it and lays out its dates; answers new or changed.';

-- Lays out the dates of an event anew. `was`: its body before, null when it is new. Dates that are over stay as they were;
-- coming ones keep their row, tickets and moves as long as the event has them. An event that is new, or has no rule, also gets
-- dates of the last 400 days: what was held may be told afterwards.
create function app.lay_sessions(of_slug text, was jsonb) returns void
  language plpgsql security definer set search_path = ''
  as $$
declare
  e app.event := (select x from app.event x where x.slug = of_slug);
  now_at timestamptz := app.clock_now();
  length interval := app.event_length(e.body);
  sign_up jsonb := nullif(e.body -> 'sign_up', 'null');
  was_up jsonb := nullif(was -> 'sign_up', 'null');
  origins timestamptz[] := array(select d.origin from app.event_dates(e, case when was is null or coalesce(jsonb_typeof(e.body -> 'rule'), 'null') = 'null' then now_at - interval '400 days' else now_at end) d);
  dropped app.session;
  grown app.session;
begin
  for dropped in select * from app.session s where s.event = of_slug and s.origin > now_at and s.starts_at > now_at and s.origin <> all (origins)
      and s.state in ('planned', 'cancelled') order by s.origin loop
    perform app.drop_session(dropped);
  end loop;
  -- What was changed on one date by itself stays: the hour of a moved one, the places of one with another hall.
  update app.session s set place = e.place, county = e.county, type = e.type,
      state = case when s.origin = any (origins) and s.note in (app.event_note('dropped'), app.event_note('withdrawn')) then 'planned' else s.state end,
      note = case when s.origin = any (origins) and s.note in (app.event_note('dropped'), app.event_note('withdrawn')) then null else s.note end,
      ends_at = case when s.moved then s.ends_at else s.origin + length end,
      capacity = case when was_up is null or sign_up is null or s.capacity = (was_up ->> 'capacity')::integer then (sign_up ->> 'capacity')::integer else s.capacity end,
      waiting_room = coalesce((sign_up ->> 'waiting')::integer, 0), helpers_wanted = coalesce((sign_up ->> 'helpers')::integer, 0)
    where s.event = of_slug and s.state in ('planned', 'cancelled') and s.starts_at > now_at;
  perform app.add_sessions(e, origins);
  perform app.set_windows(of_slug);
  -- more places let in whoever waits
  for grown in select * from app.session s where s.event = of_slug and s.state = 'planned' and s.waiting > 0 and s.taken < s.capacity and s.starts_at > now_at order by s.origin loop
    perform app.promote_waiting(grown.event, grown.origin);
  end loop;
end $$;
comment on function app.lay_sessions(text, jsonb) is 'Lays out the dates of an event that was just put; its sessions are locked.';

-- A coming date that its event has no more: it goes when nobody knows of it, otherwise it stays as cancelled.
create function app.drop_session(s app.session) returns void
  language plpgsql security definer set search_path = ''
  as $$
begin
  if s.state = 'planned' and not s.moved and s.note is null and s.taken + s.waiting + s.helping = 0 then
    begin
      delete from app.session x where x.event = s.event and x.origin = s.origin;
      return;
    exception when foreign_key_violation then null; -- tickets that were taken back, a report
    end;
  end if;
  update app.session x set state = 'cancelled', note = app.event_note('dropped') where x.event = s.event and x.origin = s.origin and x.state = 'planned';
end $$;
comment on function app.drop_session(app.session) is 'Deletes a date of which nobody holds anything, or cancels it with a note.';

create function app.add_sessions(e app.event, origins timestamptz[]) returns void
  language sql security definer set search_path = ''
  as $$
    with own as materialized (select app.event_length(e.body) as length)
    insert into app.session (event, origin, starts_at, ends_at, place, county, type, capacity, waiting_room, helpers_wanted)
      select e.slug, o, o, o + own.length, e.place, e.county, e.type, (e.body #>> '{sign_up,capacity}')::integer,
        coalesce((e.body #>> '{sign_up,waiting}')::integer, 0), coalesce((e.body #>> '{sign_up,helpers}')::integer, 0)
      from own, unnest(origins) o
      -- not upon a date that was moved there
      where not exists (select from app.session s where s.event = e.slug and s.starts_at = o and s.moved and s.state <> 'cancelled')
      order by o
      on conflict (event, origin) do nothing
  $$;
comment on function app.add_sessions(app.event, timestamptz[]) is 'Adds dates that are not there yet.';

-- Hours of sign-up, as the event has them, from each date's start; and until when the event goes on.
create function app.set_windows(of_slug text, only_origin timestamptz default null) returns void
  language sql security definer set search_path = ''
  as $$
    update app.session s set opens_at = w.opens_at, closes_at = w.closes_at
      from (
        select x.origin, case when x.capacity is not null then x.starts_at - (e.body #>> '{sign_up,opens_days}')::integer * interval '1 day' end as opens_at,
          case when x.capacity is not null then x.starts_at - coalesce((e.body #>> '{sign_up,closes_hours}')::integer, 0) * interval '1 hour' end as closes_at
        from app.session x join app.event e on e.slug = x.event
        where x.event = of_slug and x.state in ('planned', 'cancelled') and (only_origin is null or x.origin = only_origin)) w
      where s.event = of_slug and s.origin = w.origin and (s.opens_at, s.closes_at) is distinct from (w.opens_at, w.closes_at);
    update app.event e set until_at = m.until_at
      from (select max(s.ends_at) as until_at from app.session s where s.event = of_slug) m
      where e.slug = of_slug and e.until_at is distinct from m.until_at;
  $$;
comment on function app.set_windows(text, timestamptz) is 'Sets when sign-up opens and closes, of all dates of an event or of one, and the end of its last date.';

-- Every night: dates that have come within 400 days.
create function app.extend_sessions() returns integer
  language plpgsql security definer set search_path = ''
  as $$
declare
  e app.event;
  had bigint := (select count(*) from app.session);
begin
  perform app.lock_live();
  for e in select * from app.event x where x.status = 'published' and jsonb_typeof(x.body -> 'rule') = 'object' order by x.slug loop
    perform app.add_sessions(e, array(select d.origin from app.event_dates(e, app.clock_now()) d));
    perform app.set_windows(e.slug);
  end loop;
  return (select count(*) from app.session) - had;
end $$;
comment on function app.extend_sessions() is 'Lays out dates that have come within the horizon; answers how many. Run every night.';

-- Takes an event back: whoever has copied it learns that it is cancelled.
create function app.withdraw_event(of_slug text) returns void
  language plpgsql security definer set search_path = ''
  as $$
begin
  perform from app.session s where s.event = of_slug order by s.origin for update;
  update app.event e set status = 'withdrawn', sequence = e.sequence + 1, updated_at = app.clock_now() where e.slug = of_slug;
  update app.session s set state = 'cancelled', note = app.event_note('withdrawn') where s.event = of_slug and s.state = 'planned' and s.starts_at > app.clock_now();
end $$;
comment on function app.withdraw_event(text) is 'Withdraws an event and cancels its coming dates.';
