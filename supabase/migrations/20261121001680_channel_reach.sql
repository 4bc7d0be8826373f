-- Placements – a bus-stop announcement, a poster, a live stream – each with a code behind `?ch=`. What is counted is whom they
-- led here, never who may have seen them: exposure is not claimed.

create function app.is_channel(code text) returns boolean
  language sql stable security definer set search_path = ''
  as $$ select exists (select from app.register_entry e where e.type = 'placement' and e.key = code) $$;
comment on function app.is_channel(text) is 'Is this the code of a placement? One that has ended still leads here.';

create function api.channel_reach(place text, from_day date, to_day date) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
begin
  perform app.need_figures(channel_reach.place);
  if not app.is_range(from_day, to_day, 1200) then perform app.refuse('bad_argument'); end if;
  return (
    select coalesce(jsonb_agg(jsonb_build_object('key', e.key, 'title', e.title, 'place', e.place, 'channel', e.body ->> 'channel', 'channel_name', k.title,
        'from', e.from_day, 'to', e.to_day, 'units', e.body -> 'units', 'unit', e.body -> 'unit',
        'records', f.records, 'people', f.people, 'newcomers', f.newcomers, 'months', f.months) order by f.people desc, f.records desc, e.key), '[]')
    from app.register_entry e
    left join app.register_entry k on k.type = 'channel_kind' and k.key = e.body ->> 'channel'
    cross join lateral (
      select coalesce(sum(m.records), 0) as records, coalesce(sum(m.people), 0) as people, coalesce(sum(m.newcomers), 0) as newcomers,
        coalesce(jsonb_agg(jsonb_build_object('month', m.period, 'records', m.records, 'people', m.people, 'newcomers', m.newcomers) order by m.period), '[]') as months
      from (select x.period, sum(x.records) as records, sum(x.people) as people, sum(x.newcomers) as newcomers from app.figure x
        where x.kind = 'channel' and x.quiz = e.key and x.period between date_trunc('month', channel_reach.from_day) and channel_reach.to_day
        group by x.period having sum(x.records) <> 0) m) f
    where e.type = 'placement' and e.place in (select app.place_and_below(channel_reach.place))
      and (f.records > 0 or coalesce(e.from_day <= channel_reach.to_day, true) and coalesce(e.to_day >= channel_reach.from_day, true)));
end $$;
comment on function api.channel_reach(text, date, date) is
  'Placements at a place and below that stood in a period of at most 1,200 days, or led somebody here in its months: records, people (once a month) and newcomers, also by month; most people first. Errors not_staff, second_factor, bad_argument.';

grant execute on function api.channel_reach(text, date, date) to authenticated;
