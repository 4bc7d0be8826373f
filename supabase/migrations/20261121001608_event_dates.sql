-- The dates of an event by RFC 5545, as far as its editor goes (Rule of src/contract/events.ts). Times are local to Shanghai,
-- which has had no summer time since 1991: a day has 24 hours. The browser's twin is src/staff/events/dates.ts.

create function app.moment(at timestamptz) returns text
  language sql immutable set search_path = ''
  as $$ select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') $$;
comment on function app.moment(timestamptz) is 'A moment as records and pages name it: ISO 8601, UTC, whole seconds.';

create function app.local_text(at timestamptz) returns text
  language sql immutable set search_path = ''
  as $$ select to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') $$;
comment on function app.local_text(timestamptz) is 'A moment as people in the city write it.';

-- Local time as events have it, `2026-11-28T09:00`, or null for anything that is none.
create function app.read_local(value jsonb) returns timestamp
  language sql immutable set search_path = ''
  as $$
    select case when jsonb_typeof(value) = 'string' and value #>> '{}' ~ '^20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$'
      and pg_input_is_valid(value #>> '{}', 'timestamp') and value #>> '{}' !~ 'T24' then (value #>> '{}')::timestamp end
  $$;
comment on function app.read_local(jsonb) is 'Local time YYYY-MM-DDTHH:MM of this century, or null.';

-- How long each date lasts: whole days count to the end of the last one.
create function app.event_length(body jsonb) returns interval
  language sql immutable set search_path = ''
  as $$
    select app.read_local(body -> 'end') - app.read_local(body -> 'start') + case when body -> 'all_day' = 'true' then interval '1 day' else interval '0' end
  $$;
comment on function app.event_length(jsonb) is 'Length of each date of an event.';

-- Days of a rule in order, from the first one on. Weeks begin on Monday; months without the day are passed over.
create function app.rule_days(rule jsonb, first date, last date) returns setof date
  language plpgsql immutable set search_path = ''
  as $$
declare
  n integer := (rule ->> 'interval')::integer;
  days text[] := array(select jsonb_array_elements_text(rule -> 'days'));
  week constant text[] := '{MO,TU,WE,TH,FR,SA,SU}';
begin
  if rule is null then return; end if;
  case rule ->> 'freq'
    when 'daily' then
      return query select g::date from generate_series(first::timestamp, last::timestamp, n * interval '1 day') g;
    when 'weekly' then
      if days = '{}' then days := week[extract(isodow from first)::integer:extract(isodow from first)::integer]; end if;
      return query select d from (select g::date as d from generate_series(first::timestamp, last::timestamp, interval '1 day') g) x
        where week[extract(isodow from d)::integer] = any (days) and ((d - date_trunc('week', first::timestamp)::date) / 7) % n = 0 order by d;
    when 'monthly' then
      return query
        with months as (select g::date as m, (g + interval '1 month')::date as next from generate_series(date_trunc('month', first::timestamp), last::timestamp, n * interval '1 month') g),
        named as (
          select m, next, left(c, -2)::integer as nth, array_position(week, right(c, 2)) as weekday from months, unnest(days) c),
        found as (
          select m + extract(day from first)::integer - 1 as d, m, next from months where days = '{}'
          union
          select case when nth > 0 then m + (weekday - extract(isodow from m)::integer + 7) % 7 + (nth - 1) * 7
            else next - 1 - (extract(isodow from next - 1)::integer - weekday + 7) % 7 + (nth + 1) * 7 end, m, next
          from named)
        select d from found where d >= m and d < next and d between first and last order by d;
  end case;
end $$;
comment on function app.rule_days(jsonb, date, date) is 'Days of a Rule from its first to a last day, without its own end and count.';

-- Starts of an event up to a day: of its rule, and those named one by one, which have no horizon. What is left out is in it.
create function app.starts_of(body jsonb, until date) returns setof timestamp
  language sql stable set search_path = ''
  as $$
    with own as materialized (
      select app.read_local(body -> 'start') as first, case when jsonb_typeof(body -> 'rule') = 'object' then body -> 'rule' end as rule),
    ruled as (
      select own.first + (d.day - own.first::date) * interval '1 day' as at, row_number() over (order by d.day) as nth, (own.rule ->> 'count')::integer as most
      from own, app.rule_days(own.rule, own.first::date, least(until, app.read_date(own.rule ->> 'until'))) d (day) where own.rule is not null)
    select at from ruled where nth <= most or most is null
    union select first from own
    union select app.read_local(x) from jsonb_array_elements(body -> 'dates') x
  $$;
comment on function app.starts_of(jsonb, date) is 'Starts, local time, of an EventBody that has no problems: by its rule up to a day, and further ones.';

create function app.dates_of(body jsonb, until date, since timestamptz default '-infinity') returns table (origin timestamptz, ends_at timestamptz)
  language sql stable set search_path = ''
  as $$
    -- Looked up once: each date has the same length.
    with own as materialized (select app.event_length(body) as length)
    select at at time zone 'Asia/Shanghai', (at + own.length) at time zone 'Asia/Shanghai' from own, app.starts_of(body, until) at
    where at not in (select app.read_local(x) from jsonb_array_elements(body -> 'except') x) and at at time zone 'Asia/Shanghai' > since
    order by at limit 800
  $$;
comment on function app.dates_of(jsonb, date, timestamptz) is
  'Dates (origin, ends_at) of an EventBody that has no problems: those of its rule up to a day, without those left out, after a moment; at most 800 (MOST_SESSIONS).';
