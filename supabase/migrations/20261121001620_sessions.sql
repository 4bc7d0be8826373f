-- Dates of events as their office sees and changes them. Moving or cancelling one date is an act of the office, at once and
-- written down, not an edit of the event. Whoever holds a ticket keeps it.

create function app.is_over(s app.session) returns boolean
  language sql stable security definer set search_path = ''
  as $$ select s.ends_at <= app.clock_now() $$;
comment on function app.is_over(app.session) is 'Has a date passed?';

create function app.staff_session_json(s app.session) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select app.session_json(s, 'zh-Hans') || jsonb_build_object('words', s.note, 'unreported', s.state = 'planned' and app.is_over(s))
  $$;
comment on function app.staff_session_json(app.session) is 'A date as its office sees it (StaffSession).';

create function api.event_sessions(event text) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
declare e app.event := app.need_event(event_sessions.event, '{events.manage,counter.serve}');
begin
  return (select coalesce(jsonb_agg(app.staff_session_json(s) order by s.starts_at), '[]') from app.session s where s.event = e.slug);
end $$;
comment on function api.event_sessions(text) is 'All dates of an event with their counts (StaffSession[]). Errors no_session, not_staff, second_factor, not_found.';

create function api.agenda(place text, from_day date, to_day date) returns jsonb
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
  as $$
declare below text[];
begin
  perform app.staff_caller();
  if place is null or not app.has_right('counter.serve', place) then perform app.need_right('events.manage', coalesce(place, '')); end if;
  if not app.is_range(from_day, to_day, 100) then perform app.refuse('bad_argument'); end if;
  below := array(select app.place_and_below(place));
  return (
    select coalesce(jsonb_agg(app.staff_session_json(s) || jsonb_build_object('event', s.event, 'title', e.body -> 'title', 'all_day', e.body -> 'all_day',
      'type', s.type, 'place', s.place, 'place_name', d.name) order by s.starts_at, s.event), '[]')
    from (
      select x.* from app.session x
      where x.place = any (below) and x.ends_at > app.day_start(from_day::text) and x.starts_at > app.day_start(from_day::text) - interval '31 days'
        and x.starts_at < app.day_start((to_day + 1)::text)
      order by x.starts_at, x.event limit 3000) s
    join app.event e on e.slug = s.event join app.district d on d.code = s.place);
end $$;
comment on function api.agenda(text, date, date) is
  'Dates of events at a place and below in at most 100 days (AgendaRow[], at most 3,000), with what nobody has reported yet. Errors no_session, not_staff, second_factor, bad_argument.';

-- What a moved date would stand upon: another date of its event, where it is or where it was announced.
create function app.collides(s app.session, starts timestamptz, ends timestamptz) returns boolean
  language sql stable security definer set search_path = ''
  as $$
    select exists (select from app.session x where x.event = s.event and x.origin <> s.origin
      and (x.origin = starts or x.state <> 'cancelled' and x.starts_at < ends and x.ends_at > starts))
  $$;
comment on function app.collides(app.session, timestamptz, timestamptz) is 'Would a date stand upon another one of its event?';

create function api.change_session(event text, origin timestamptz, act text, starts_at timestamptz default null, ends_at timestamptz default null,
    capacity integer default null, note jsonb default null) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  s app.session := app.need_session(change_session.event, change_session.origin);
  e app.event;
  was app.session;
  promoted integer := 0;
  detail jsonb;
begin
  if coalesce(act, '') not in ('move', 'cancel', 'restore', 'capacity')
    or coalesce(jsonb_typeof(note), 'null') <> 'null' and exists (select from app.words_problems('note', note, 200)) then perform app.refuse('bad_argument'); end if;
  -- Two moves onto one hour, or a move and a publication: one after the other.
  perform app.lock_live();
  select * into s from app.session x where x.event = s.event and x.origin = s.origin for update;
  select * into e from app.event x where x.slug = s.event;
  was := s;
  if s.event is null then perform app.refuse('not_found'); end if;
  if e.status <> 'published' or s.state <> (case act when 'restore' then 'cancelled' else 'planned' end) then perform app.refuse('not_open'); end if;
  s.note := case when act = 'capacity' then s.note else nullif(note, 'null') end;
  case act
    when 'move' then
      if not coalesce(starts_at > app.clock_now() and starts_at < app.clock_now() + interval '800 days' and ends_at > starts_at and ends_at - starts_at <= interval '32 days'
          and date_trunc('minute', starts_at) = starts_at and date_trunc('minute', ends_at) = ends_at, false)
        or e.body -> 'all_day' = 'true' and (starts_at <> app.day_start(app.day(starts_at)::text) or ends_at <> app.day_start(app.day(ends_at)::text)) then
        perform app.refuse('bad_argument'); end if;
      if app.collides(s, starts_at, ends_at) then perform app.refuse('in_use'); end if;
      s.starts_at := starts_at;
      s.ends_at := ends_at;
      s.moved := s.starts_at <> s.origin or s.ends_at <> s.origin + app.event_length(e.body);
    when 'cancel' then s.state := 'cancelled';
    when 'restore' then
      -- The event has that date no more.
      if was.note = app.event_note('dropped') then perform app.refuse('not_open'); end if;
      if app.collides(s, s.starts_at, s.ends_at) then perform app.refuse('in_use'); end if;
      s.state := 'planned';
    when 'capacity' then
      if s.capacity is null or not coalesce(capacity between 1 and 10000, false) then perform app.refuse('bad_argument'); end if;
      s.capacity := capacity;
  end case;
  update app.session x set starts_at = s.starts_at, ends_at = s.ends_at, moved = s.moved, state = s.state, note = s.note, capacity = s.capacity
    where x.event = s.event and x.origin = s.origin;
  perform app.set_windows(s.event, s.origin);
  if act <> 'capacity' then
    update app.event x set sequence = x.sequence + 1, updated_at = app.clock_now() where x.slug = s.event;
  end if;
  if act in ('restore', 'capacity') and s.waiting > 0 then promoted := app.promote_waiting(s.event, s.origin); end if;
  detail := jsonb_strip_nulls(jsonb_build_object('origin', app.moment(s.origin), 'from', app.local_text(was.starts_at), 'note', s.note ->> 'zh-Hans',
    'to', case act when 'move' then app.local_text(s.starts_at) end, 'places', case act when 'capacity' then s.capacity end));
  case act
    when 'move' then perform app.note_audit('move_session', 'event', s.event, s.place, detail);
    when 'cancel' then perform app.note_audit('cancel_session', 'event', s.event, s.place, detail);
    when 'restore' then perform app.note_audit('restore_session', 'event', s.event, s.place, detail);
    when 'capacity' then perform app.note_audit('change_places', 'event', s.event, s.place, detail);
  end case;
  select * into s from app.session x where x.event = s.event and x.origin = s.origin;
  -- Whoever has a place keeps it: a smaller hall lets in nobody new.
  return jsonb_build_object('session', app.staff_session_json(s), 'over', greatest(s.taken - s.capacity, 0), 'promoted', promoted);
end $$;
comment on function api.change_session(text, timestamptz, text, timestamptz, timestamptz, integer, jsonb) is
  'Changes one date: move (starts_at, ends_at: to come, never onto another date of the event), cancel, restore, capacity (below what is taken: those keep their places, the answer tells how many are over). note: Words, in place of the former. Answers SessionChange. Errors no_session, not_staff, second_factor, not_found, not_open, in_use, bad_argument.';

grant execute on function api.event_sessions(text), api.agenda(text, date, date),
  api.change_session(text, timestamptz, text, timestamptz, timestamptz, integer, jsonb) to authenticated;
