-- What the office records of a date that is over: whether it was held, how many came, what was handed out, which teams helped.
-- Every report is kept, the newest counts. Gifts that were handed out leave the stock of the counter they came from.
create table app.session_report (
  id bigint generated always as identity primary key,
  event text not null,
  origin timestamptz not null,
  body jsonb not null,
  at timestamptz not null,
  by_sign_in uuid,
  by_name text not null,
  foreign key (event, origin) references app.session (event, origin)
);
create index session_report_session on app.session_report (event, origin, id desc);
alter table app.session_report enable row level security;

create view app.report as
  select distinct on (r.event, r.origin) r.* from app.session_report r order by r.event, r.origin, r.id desc;
comment on view app.report is 'The report that counts of each date: the newest.';

-- A figure as it was stated: {value, qualifier}, with what stood beside it left out of sight.
create function app.is_stated(figure jsonb, most integer) returns boolean
  language sql immutable set search_path = ''
  as $$ select coalesce(app.is_count(figure -> 'value', 0, most) and figure ->> 'qualifier' in ('exact', 'over', 'nearly', 'passed'), false) $$;
comment on function app.is_stated(jsonb, integer) is 'Has this a whole number and a qualifier?';

create function app.report_problems(report jsonb) returns table (field text, rule text)
  language plpgsql stable rows 5 security definer set search_path = ''
  as $$
declare
  i record;
  m jsonb;
begin
  if jsonb_typeof(report) is distinct from 'object' then return query values ('report', 'missing'); return; end if;
  return query select k, 'unknown' from jsonb_object_keys(report) k where k not in ('held', 'count', 'materials', 'shifts', 'note');
  if jsonb_typeof(report -> 'held') is distinct from 'boolean' then return query values ('held', 'missing'); return; end if;
  if jsonb_typeof(report -> 'count') <> 'null' and not (app.is_stated(report -> 'count', 999999)
    and coalesce(report #>> '{count,how}' in ('counted', 'estimated') and report #>> '{count,unit}' in ('persons', 'person_times'), false)
    and (report -> 'count') - '{value,qualifier,how,unit}'::text[] = '{}') then
    return query values ('count', 'bad_figure'); end if;
  if jsonb_typeof(report -> 'note') <> 'null' and not app.is_text(report -> 'note', 400) then return query values ('note', 'bad_text'); end if;
  for i in select k, coalesce(jsonb_typeof(report -> k) = 'array' and jsonb_array_length(report -> k) <= 50
      and not jsonb_path_exists(report -> k, 'strict $[*] ? (@.type() != "object")', '{}', true), false) as fine from unnest('{materials,shifts}'::text[]) k loop
    if not i.fine then return query values (i.k, 'bad_list'); return; end if;
  end loop;
  if not (report ->> 'held')::boolean and (jsonb_typeof(report -> 'count') <> 'null' or report -> 'materials' <> '[]' or report -> 'shifts' <> '[]') then
    return query values ('held', 'not_held'); end if;
  for i in select x.m, (x.n - 1)::text as n from jsonb_array_elements(report -> 'materials') with ordinality x (m, n) loop
    m := i.m;
    if m - '{item,counter,out,handed,back,qualifier}'::text[] <> '{}' then return query values ('materials.' || i.n, 'unknown');
    elsif not (app.is_count(m -> 'out', 0, 999999) and app.is_count(m -> 'handed', 0, 999999) and app.is_count(m -> 'back', 0, 999999)
      and coalesce(m ->> 'qualifier' in ('exact', 'over', 'nearly', 'passed'), false)) then return query values ('materials.' || i.n, 'bad_figure');
    elsif (m ->> 'handed')::integer + (m ->> 'back')::integer > (m ->> 'out')::integer then return query values ('materials.' || i.n, 'more_than_out');
    elsif m ->> 'counter' is null and not exists (select from app.register_entry e where e.type = 'material' and e.key = m ->> 'item')
      or m ->> 'counter' is not null and not exists (select from app.stock s where s.gift = m ->> 'item' and s.counter = m ->> 'counter') then
      return query values ('materials.' || i.n, 'unknown_item');
    -- What leaves a stock is counted to the piece.
    elsif m ->> 'counter' is not null and m ->> 'qualifier' <> 'exact' then return query values ('materials.' || i.n, 'exact'); end if;
  end loop;
  return query select 'materials', 'twice' where exists (select from jsonb_array_elements(report -> 'materials') x group by x ->> 'item', x ->> 'counter' having count(*) > 1);
  return query select 'shifts.' || (x.n - 1), case when not exists (select from app.register_entry e where e.type = 'team' and e.key = x.s ->> 'team')
      then 'unknown_team' when x.s - '{team,people,minutes}'::text[] <> '{}' then 'unknown' else 'bad_figure' end
    from jsonb_array_elements(report -> 'shifts') with ordinality x (s, n)
    where not (x.s - '{team,people,minutes}'::text[] = '{}' and app.is_count(x.s -> 'people', 1, 9999) and app.is_count(x.s -> 'minutes', 1, 1440)
      and exists (select from app.register_entry e where e.type = 'team' and e.key = x.s ->> 'team'));
end $$;
comment on function app.report_problems(jsonb) is 'Problems of a report (ReportBody); none when it can be put.';

-- Handed-out gifts leave the stock; a later report moves the difference. Rows of stock are locked in one order. Problems:
-- a counter that the caller does not manage, or less on the shelf than was handed out.
create function app.move_handed(s app.session, old_report jsonb, new_report jsonb) returns table (field text, rule text)
  language plpgsql security definer set search_path = ''
  as $$
declare r record;
begin
  for r in
    select x.item, x.counter, sum(x.n)::integer as step, max(x.i) as i from (
      select m ->> 'item' as item, m ->> 'counter' as counter, (m ->> 'handed')::integer as n, i - 1 as i
        from jsonb_array_elements(new_report -> 'materials') with ordinality o (m, i) where m ->> 'counter' is not null
      union all
      select m ->> 'item', m ->> 'counter', -(m ->> 'handed')::integer, null
        from jsonb_array_elements(old_report -> 'materials') m where m ->> 'counter' is not null) x
    group by x.item, x.counter having sum(x.n) <> 0 order by x.item, x.counter loop
    if not exists (select from app.counter c where c.code = r.counter and app.has_right('rewards.manage', c.place)) then
      return query select 'materials.' || coalesce(r.i, 0), 'not_yours';
      continue;
    end if;
    update app.stock k set stocked = k.stocked - r.step where k.gift = r.item and k.counter = r.counter and k.stocked - r.step >= k.taken;
    if not found then return query select 'materials.' || coalesce(r.i, 0), 'stock'; continue; end if;
    perform app.note_move(case when r.step > 0 then 'out' else 'correction' end, r.item, r.counter, -r.step, left(app.session_key(s.event, s.origin), 200));
  end loop;
end $$;
comment on function app.move_handed(app.session, jsonb, jsonb) is 'Moves the stock by the difference of two reports; answers problems. The caller undoes all when there is one.';

create function api.report_session(event text, origin timestamptz, report jsonb) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  s app.session := app.need_session(report_session.event, report_session.origin);
  before jsonb;
  problems jsonb;
begin
  -- One report at a time: the second one starts from the first. Publishing locks in this order too.
  perform app.lock_live();
  select * into s from app.session x where x.event = s.event and x.origin = s.origin for update;
  if s.state = 'cancelled' or s.starts_at > app.clock_now() then perform app.refuse('not_open'); end if;
  select jsonb_agg(to_jsonb(p)) into problems from app.report_problems(report) p;
  if problems is not null then return jsonb_build_object('problems', problems); end if;
  before := (select r.body from app.report r where r.event = s.event and r.origin = s.origin);
  begin
    select jsonb_agg(to_jsonb(p)) into problems from app.move_handed(s, before, report) p;
    if problems is not null then perform app.refuse('bad_argument'); end if;
  exception when sqlstate 'PT422' then
    return jsonb_build_object('problems', coalesce(problems, '[{"field": "materials", "rule": "stock"}]'));
  end;
  insert into app.session_report (event, origin, body, at, by_sign_in, by_name)
    select s.event, s.origin, report, app.clock_now(), f.sign_in, f.name from app.staff f where f.sign_in = auth.uid();
  update app.session x set state = case when (report ->> 'held')::boolean then 'held' else 'not_held' end where x.event = s.event and x.origin = s.origin;
  perform app.note_audit('report_session', 'event', s.event, s.place, jsonb_build_object('origin', app.moment(s.origin), 'held', report -> 'held', 'count', report -> 'count'));
  return '{"problems": []}';
end $$;
comment on function api.report_session(text, timestamptz, jsonb) is
  'Records a date that has begun (ReportBody); a later report replaces it: {problems: [{field, rule}]}, put when there are none. Errors no_session, not_staff, second_factor, not_found, not_open (cancelled, or still to come).';

-- Sums of a date that nobody types in.
create function app.session_counts(s app.session) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select jsonb_build_object('taken', s.taken, 'waiting', s.waiting, 'helping', s.helping,
      'scanned', (select coalesce(sum(a.people) filter (where not a.helper), 0) from app.attendance a where a.event = s.event and a.origin = s.origin),
      'self', (select coalesce(sum(a.people) filter (where not a.door and not a.helper), 0) from app.attendance a where a.event = s.event and a.origin = s.origin),
      'helpers', (select coalesce(sum(a.people) filter (where a.helper), 0) from app.attendance a where a.event = s.event and a.origin = s.origin),
      'minutes', (extract(epoch from s.ends_at - s.starts_at) / 60)::integer,
      'doubles', (select count(*) from app.scan c where c.event = s.event and c.origin = s.origin and c.verdict = 'double'),
      'strangers', (select count(*) from app.scan c where c.event = s.event and c.origin = s.origin and c.verdict = 'unknown'))
  $$;
comment on function app.session_counts(app.session) is 'Of a date: people signed up, waiting, let in (scanned; self: by their own scan), helpers there, minutes, doubles and strangers at the door.';

create function api.session_report(event text, origin timestamptz) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare s app.session := app.need_session(session_report.event, session_report.origin, '{events.manage,figures.see}');
begin
  perform app.note_access('session_report', (select count(*) from app.attendance a where a.event = s.event and a.origin = s.origin), s.place);
  return jsonb_build_object('state', s.state, 'counts', app.session_counts(s),
    'report', (select r.body from app.report r where r.event = s.event and r.origin = s.origin),
    'history', (select coalesce(jsonb_agg(jsonb_build_object('at', r.at, 'by', r.by_name, 'body', r.body) order by r.id desc), '[]')
      from app.session_report r where r.event = s.event and r.origin = s.origin));
end $$;
comment on function api.session_report(text, timestamptz) is
  'The report of a date and the ones before, beside what tickets and scans say: {state, counts, report, history: [{at, by, body}]}. Errors no_session, not_staff, second_factor, not_found.';

grant execute on function api.report_session(text, timestamptz, jsonb), api.session_report(text, timestamptz) to authenticated;
