-- What keeps an event from being published, as (field, rule). The browser's twin is src/staff/events/findings.ts.

-- Words of a register that an event chooses from: known, and not ended before it begins.
create function app.term_problems(of_field text, of_type text, keys jsonb, fewest integer, most integer, on_day date) returns table (field text, rule text)
  language plpgsql stable rows 1 security definer set search_path = ''
  as $$
begin
  if not app.is_list(keys) or jsonb_array_length(keys) < fewest then return query values (of_field, 'missing');
  elsif jsonb_array_length(keys) > most then return query values (of_field, 'range');
  else
    return query select of_field, case when e.key is null then 'unknown' else 'ended' end
      from jsonb_array_elements_text(keys) k left join app.register_entry e on e.type = of_type and e.key = k
      where e.key is null or e.to_day < on_day limit 1;
  end if;
end $$;
comment on function app.term_problems(text, text, jsonb, integer, integer, date) is 'The problem of a list of keys of a register: missing, range, unknown, ended.';

create function app.rule_problems(r jsonb, first timestamp) returns table (field text, rule text)
  language plpgsql immutable rows 1 set search_path = ''
  as $$
declare freq text;
begin
  if coalesce(jsonb_typeof(r), 'null') = 'null' then return; end if;
  if jsonb_typeof(r) <> 'object' or r - '{freq,interval,days,until,count}'::text[] <> '{}' then return query values ('rule', 'unknown'); return; end if;
  freq := case when jsonb_typeof(r -> 'freq') = 'string' then r ->> 'freq' end;
  if coalesce(freq, '') not in ('daily', 'weekly', 'monthly') then return query values ('rule', 'missing'); return; end if;
  if not app.is_count(r -> 'interval', 1, 12) or not app.is_list(r -> 'days') or jsonb_array_length(r -> 'days') > 14 then return query values ('rule', 'range'); return; end if;
  if exists (select from jsonb_array_elements_text(r -> 'days') d
      where d !~ case freq when 'weekly' then '^(MO|TU|WE|TH|FR|SA|SU)$' when 'monthly' then '^-?[1-5](MO|TU|WE|TH|FR|SA|SU)$' else '^-$' end) then
    return query values ('rule', 'bad_days'); return; end if;
  if not app.is_day(r -> 'until') or jsonb_typeof(r -> 'until') not in ('null', 'string') then return query values ('until', 'bad_day'); return; end if;
  if coalesce(jsonb_typeof(r -> 'count'), 'null') <> 'null' and not app.is_count(r -> 'count', 1, 800) then return query values ('count', 'range'); return; end if;
  if app.read_date(r ->> 'until') < first::date then return query values ('until', 'until_order'); end if;
  -- RFC 5545, 3.3.10: one or the other.
  if coalesce(jsonb_typeof(r -> 'until'), 'null') <> 'null' and coalesce(jsonb_typeof(r -> 'count'), 'null') <> 'null' then return query values ('count', 'until_or_count'); end if;
  -- A first date that is none of the series is counted by one calendar and not by the next (RFC 5545, 3.8.5.3).
  if not exists (select from app.rule_days(r, first::date, first::date)) then return query values ('start', 'off_rule'); end if;
end $$;
comment on function app.rule_problems(jsonb, timestamp) is 'Problems of the Rule of an event that begins at a local time.';

create function app.time_problems(body jsonb) returns table (field text, rule text)
  language plpgsql stable rows 1 security definer set search_path = ''
  as $$
declare
  first timestamp := app.read_local(body -> 'start');
  last timestamp := app.read_local(body -> 'end');
  whole boolean := body -> 'all_day' = 'true';
begin
  if coalesce(jsonb_typeof(body -> 'all_day'), '') <> 'boolean' then return query values ('all_day', 'missing'); end if;
  if first is null then return query values ('start', 'bad_day'); return; end if;
  if last is null then return query values ('end', 'bad_day'); return; end if;
  if last < first or last = first and not whole then return query values ('end', 'end_order'); return; end if;
  if last - first > interval '31 days' then return query values ('end', 'too_long'); return; end if;
  return query select f, 'bad_day' from unnest('{dates,except}'::text[]) f
    where not app.is_list(body -> f) or jsonb_array_length(body -> f) > 400 or exists (select from jsonb_array_elements(body -> f) x where app.read_local(x) is null);
  if found then return; end if;
  if whole and (extract(hour from first) + extract(minute from first) + extract(hour from last) + extract(minute from last) > 0
      or exists (select from jsonb_array_elements((body -> 'dates') || (body -> 'except')) x where app.read_local(x)::time <> '00:00')) then
    return query values ('start', 'whole_days'); return; end if;
  if exists (select from jsonb_array_elements(body -> 'dates') x where app.read_local(x) <= first) then return query values ('dates', 'before_start'); return; end if;
  return query select * from app.rule_problems(body -> 'rule', first);
  if found then return; end if;
  -- What is left out has to be a date of it: not every calendar gets over another (ical.js stops leaving out at the first).
  if exists (
      select app.read_local(x) from jsonb_array_elements(body -> 'except') x
      except select app.starts_of(body, (select max(app.read_local(x))::date from jsonb_array_elements(body -> 'except') x))) then
    return query values ('except', 'no_date'); return; end if;
  if not exists (select from app.dates_of(body, (first + interval '400 days')::date)) then return query values ('start', 'no_dates'); end if;
  -- Nobody knows which of two dates somebody came to.
  if exists (select from (select d.ends_at, lead(d.origin) over (order by d.origin) as next from app.dates_of(body, (first + interval '400 days')::date) d) x where x.next < x.ends_at) then
    return query values ('end', 'overlap'); end if;
end $$;
comment on function app.time_problems(jsonb) is 'Problems of the dates of an event.';

create function app.sign_up_problems(sign_up jsonb) returns table (field text, rule text)
  language sql immutable set search_path = ''
  as $$
    select 'sign_up', 'unknown' where jsonb_typeof(sign_up) not in ('null', 'object')
      or jsonb_typeof(sign_up) = 'object' and sign_up - '{capacity,waiting,party,opens_days,closes_hours,helpers}'::text[] <> '{}'
    union all
    select 'sign_up.' || f, 'range'
    from (values ('capacity', 1, 10000), ('waiting', 0, 10000), ('party', 1, 20), ('opens_days', 0, 365), ('closes_hours', 0, 720), ('helpers', 0, 1000)) x (f, low, high)
    where jsonb_typeof(sign_up) = 'object' and not app.is_count(sign_up -> f, low, high)
      and not (f = 'opens_days' and coalesce(jsonb_typeof(sign_up -> f), 'null') = 'null')
    union all
    select 'sign_up.party', 'range'
    where case when jsonb_typeof(sign_up) = 'object' and app.is_count(sign_up -> 'party', 1, 20) and app.is_count(sign_up -> 'capacity', 1, 10000)
      then (sign_up ->> 'party')::integer > (sign_up ->> 'capacity')::integer end
  $$;
comment on function app.sign_up_problems(jsonb) is 'Problems of a SignUpRule; null is none.';

create function app.event_problems(key text, body jsonb) returns table (field text, rule text)
  language plpgsql stable rows 5 security definer set search_path = ''
  as $$
declare
  of_place text := case when jsonb_typeof(body -> 'place') = 'string' then body ->> 'place' end;
  on_day date := coalesce(app.read_local(body -> 'start')::date, app.day(app.clock_now()));
begin
  if jsonb_typeof(body) is distinct from 'object' then return query values ('body', 'bad_text'); return; end if;
  return query select k, 'unknown' from jsonb_object_keys(body) k
    where k not in ('title', 'summary', 'text', 'picture', 'picture_alt', 'type', 'entries', 'topics', 'campaign', 'place', 'organiser', 'partners', 'venue', 'where',
      'position', 'audience', 'spoken', 'accessible', 'access', 'size', 'all_day', 'start', 'end', 'rule', 'dates', 'except', 'sign_up');
  return query select * from app.words_problems('title', body -> 'title', 60);
  return query select * from app.words_problems('summary', body -> 'summary', 300);
  -- There may be nothing to add to the summary.
  return query select * from app.markdown_problems('text', body -> 'text', 4000) where coalesce(body -> 'text', '{}') not in ('{}', '{"zh-Hans": ""}');
  return query select * from app.words_problems('organiser', body -> 'organiser', 120);
  return query select p.* from (values ('partners', 300), ('where', 160), ('access', 300)) f (name, most), app.maybe_words_problems(f.name, body -> f.name, f.most) p;
  if not app.is_hash(body -> 'picture') then return query values ('picture', 'unknown'); end if;
  return query select * from app.maybe_words_problems('picture_alt', body -> 'picture_alt', 200);
  if jsonb_typeof(body -> 'picture') = 'string' and coalesce(jsonb_typeof(body -> 'picture_alt'), 'null') = 'null' then return query values ('picture_alt', 'missing'); end if;
  if jsonb_typeof(body -> 'type') is distinct from 'string' then return query values ('type', 'missing');
  else return query select * from app.term_problems('type', 'event_type', jsonb_build_array(body -> 'type'), 1, 1, on_day); end if;
  return query select * from app.term_problems('entries', 'six_entry', body -> 'entries', 0, 10, on_day);
  return query select * from app.term_problems('topics', 'topic', body -> 'topics', 0, 10, on_day);
  return query select * from app.term_problems('spoken', 'spoken', body -> 'spoken', 1, 10, on_day);
  if coalesce(jsonb_typeof(body -> 'campaign'), 'null') <> 'null' then
    return query select * from app.term_problems('campaign', 'campaign', jsonb_build_array(body -> 'campaign'), 1, 1, on_day); end if;
  if of_place is null then return query values ('place', 'missing');
  elsif not exists (select from app.district d where d.code = of_place and d.level in ('county', 'town', 'community')) then return query values ('place', 'unknown');
  elsif of_place not in (select app.place_and_below(app.place_of_key('event', event_problems.key))) then return query values ('place', 'other_place'); end if;
  if coalesce(jsonb_typeof(body -> 'venue'), 'null') = 'null' then
    if coalesce(jsonb_typeof(body -> 'where'), 'null') = 'null' then return query values ('where', 'missing'); end if;
  elsif not exists (select from app.register_entry e join app.register_type t on t.key = e.type and t.family = 'venue' where to_jsonb(e.key) = event_problems.body -> 'venue') then
    return query values ('venue', 'unknown');
  elsif not exists (select from app.register_entry e join app.register_type t on t.key = e.type and t.family = 'venue'
      where e.key = event_problems.body ->> 'venue' and coalesce(e.to_day >= on_day, true)) then return query values ('venue', 'ended'); end if;
  if coalesce(jsonb_typeof(body -> 'position'), 'null') <> 'null' and not app.is_position(body -> 'position') then return query values ('position', 'range'); end if;
  if not app.is_list(body -> 'audience') or body -> 'audience' = '[]'
    or not body -> 'audience' <@ '["public","children","families","elderly","schools","enterprises","drivers"]' then return query values ('audience', 'missing'); end if;
  if coalesce(jsonb_typeof(body -> 'accessible'), '') <> 'boolean' then return query values ('accessible', 'missing'); end if;
  if coalesce(body -> 'size', 'null') not in ('"normal"', '"large"') then return query values ('size', 'missing'); end if;
  return query select * from app.time_problems(body);
  return query select * from app.sign_up_problems(body -> 'sign_up');
end $$;
comment on function app.event_problems(text, jsonb) is
  'Problems of an event body; none when it can be published. Rules of its own: ended (a word or venue that is no more), other_place, bad_days, until_order, until_or_count, off_rule, end_order, too_long, whole_days, before_start, no_date, no_dates, overlap.';
