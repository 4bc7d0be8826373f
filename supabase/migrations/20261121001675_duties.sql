-- Duties – "every community at least one activity a month" – as entries of the register `duty`: what was held, what is planned
-- ahead, and what is missing, by place and period.

create function app.duty_periods(every text, from_day date, to_day date) returns table (starts date, ends date)
  language sql immutable set search_path = ''
  as $$
    with s as (select case every when 'month' then 1 when 'two_months' then 2 when 'quarter' then 3 else 12 end as months)
    select p::date, (p + s.months * interval '1 month')::date - 1
    from s, generate_series(date_trunc('year', from_day::timestamp), to_day::timestamp, s.months * interval '1 month') p
    where (p + s.months * interval '1 month')::date - 1 >= from_day
  $$;
comment on function app.duty_periods(text, date, date) is 'Periods (month, two_months, quarter, year; counted from January) that touch a range of days.';

create function api.duty_coverage(duty text, place text, from_day date, to_day date) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
declare
  d app.register_entry;
  today date := app.day(app.clock_now());
  wanted integer;
begin
  perform app.need_figures(duty_coverage.place);
  if not app.is_range(from_day, to_day, 800) then perform app.refuse('bad_argument'); end if;
  select * into d from app.register_entry e where e.type = 'duty' and e.key = duty_coverage.duty;
  if d.id is null then perform app.refuse('not_found'); end if;
  wanted := (d.body ->> 'least')::numeric;
  return (
    with periods as materialized (
      select p.starts, p.ends, row_number() over (order by p.starts) as n
      from app.duty_periods(d.body ->> 'every', greatest(duty_coverage.from_day, d.from_day), least(duty_coverage.to_day, d.to_day)) p),
    places as materialized (
      select x.code, x.name, up.name as parent from app.district x left join app.district up on up.code = x.parent
      where x.level = d.body ->> 'level' and x.code in (select app.place_and_below(duty_coverage.place)) and x.code in (select app.place_and_below(d.place))),
    -- every place, and which of those above answers for it
    below as materialized (
      with recursive down as (
        select p.code as top, p.code from places p
        union all select down.top, x.code from app.district x join down on x.parent = down.code where x.level <> 'school')
      select top, code from down),
    acts as materialized (
      select b.top, a.day, case when a.state = 'held' then coalesce((a.sessions ->> 'value')::bigint, 1) else 0 end as held, (a.state = 'planned')::int as planned
      from app.activities(duty_coverage.place, (select min(starts) from periods), (select max(ends) from periods)) a join below b on b.code = a.place
      where a.state in ('held', 'planned') and (not d.body ? 'event_type' or a.type = d.body ->> 'event_type')
        and (not d.body ? 'campaign' or a.campaign = d.body ->> 'campaign') and (not d.body ? 'entry' or a.entries ? (d.body ->> 'entry'))),
    counts as (select a.top, p.n, sum(a.held) as held, sum(a.planned) as planned from acts a join periods p on a.day between p.starts and p.ends group by 1, 2),
    cells as materialized (
      select x.code, p.n, coalesce(c.held, 0) as held, coalesce(c.planned, 0) as planned,
        case when coalesce(c.held, 0) >= wanted then 'done' when p.ends < today then 'missing' when coalesce(c.held + c.planned, 0) >= wanted then 'planned' else 'open' end as state
      from places x cross join periods p left join counts c on c.top = x.code and c.n = p.n)
    select jsonb_build_object('key', d.key, 'title', d.title, 'every', d.body -> 'every', 'least', wanted, 'level', d.body -> 'level',
      'periods', (select coalesce(jsonb_agg(p.starts order by p.n), '[]') from periods p),
      'places', (select coalesce(jsonb_agg(jsonb_build_object('place', x.code, 'name', x.name, 'parent', x.parent, 'held', c.held, 'planned', c.planned, 'state', c.state) order by x.code), '[]')
        from places x join (select c.code, jsonb_agg(c.held order by c.n) as held, jsonb_agg(c.planned order by c.n) as planned, jsonb_agg(c.state order by c.n) as state
          from cells c group by c.code) c on c.code = x.code),
      'done', (select count(*) from cells c where c.state = 'done'),
      'due', (select count(*) from cells c where c.state in ('done', 'missing'))));
end $$;
comment on function api.duty_coverage(text, text, date, date) is
  'How a duty is fulfilled by the places of its level at a place and below (DutyCoverage), periods that touch at most 800 days. state: done, missing (the period is over), planned (enough is planned), open. due: what is done or over. Errors not_staff, second_factor, not_found, bad_argument.';

grant execute on function api.duty_coverage(text, text, date, date) to authenticated;
