-- Item analysis: the console's door.

-- The district whose attempts the caller may see analysed, null for the whole city: by where they hold items.see, the widest
-- place first. The client is never asked.
create function app.items_scope() returns text
  language plpgsql stable security definer set search_path = ''
  as $$
declare place app.district;
begin
  perform app.need_right('items.see');
  select d.* into place from app.places_of('items.see') p join app.district d on d.code = p
    order by d.parent is not null, d.code limit 1;
  return case when place.parent is not null then place.code end;
end $$;
comment on function app.items_scope() is 'The district whose attempts the caller may see analysed, null for the city; errors no_session, not_staff, second_factor.';

-- Who may see keys of contests and monitoring forms: who writes or reviews content for the whole city.
create function app.sees_keys() returns boolean
  language sql stable security definer set search_path = ''
  as $$
    select bool_or(app.has_right('content.write', d.code) or app.has_right('content.review', d.code))
    from app.district d where d.parent is null
  $$;
comment on function app.sees_keys() is 'May the caller see keys of contests and monitoring forms?';

-- Forms that have been answered and practice sets, the newest first. n counts all records received, from the figures: the
-- analysis itself says how many of them are first attempts. from, to: the days to begin with.
create function api.item_forms() returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
declare
  scope text := app.items_scope();
  today date := app.day(app.clock_now());
begin
  return (
    with f as materialized (
      select x.kind, x.quiz, x.kp, max(x.period) as period, sum(x.records) as n
      from app.figure x
      where x.kind in ('monitor', 'monitor_fast', 'monitor_again', 'contest', 'answer') and (scope is null or x.district = scope)
      group by x.kind, x.quiz, x.kp having sum(x.records) > 0),
    forms as (
      select f.quiz as form, z.slug, z.purpose, z.title, sum(f.n) as n, max(f.period) as from_day,
        (max(f.period) + interval '3 months')::date - 1 as to_day, 0 as position
      from f join app.quiz z on z.slug = split_part(f.quiz, '@', 1) where f.kind like 'monitor%' group by f.quiz, z.slug
      union all
      select z.slug, z.slug, z.purpose, z.title, f.n, app.day(z.opens_at), app.day(z.closes_at), 0
      from f join app.quiz z on z.slug = f.quiz and z.purpose = 'contest' where f.kind = 'contest'
      union all
      select z.slug, z.slug, z.purpose, z.title,
        (select coalesce(sum(f.n), 0) from f where f.kind = 'answer' and (z.kp is null or f.kp = z.kp)), today - 89, today, 1 + z.position
      from app.quiz z where z.purpose = 'practice' and z.status = 'published')
    select coalesce(jsonb_agg(jsonb_build_object('form', form, 'purpose', purpose, 'title', title, 'n', n, 'from', from_day, 'to', to_day)
      order by position, to_day desc, form), '[]') from forms);
end $$;
comment on function api.item_forms() is 'Staff: forms and sets that can be analysed, the newest first (ItemForm[]). Errors no_session, not_staff, second_factor.';

-- Keys of contests and monitoring forms stay with those who write or review for the city: a share beside a letter tells the
-- key to whoever knows p. For everybody else ("keys": false) a contest is closed until it has closed (hidden "open"), and a
-- monitoring form is shown without its options. Practice keys are public.
create function api.item_analysis(form text, from_day date, to_day date) returns jsonb
  language plpgsql volatile security definer set search_path = ''
  as $$
declare
  scope text := app.items_scope();
  keys boolean := app.sees_keys();
  z app.quiz;
  report jsonb;
begin
  if form is null or length(form) > 60 or from_day not between '2020-01-01' and '2999-12-31' or to_day not between from_day and from_day + 1100
    or from_day is null or to_day is null then perform app.refuse('bad_argument'); end if;
  z := app.form_quiz(form);
  report := app.item_analysis(form, from_day, to_day, scope);
  perform app.note_access('item_analysis ' || form, (report ->> 'n')::bigint, scope);
  if not keys and z.purpose = 'contest' and z.closes_at > app.clock_now() then
    report := report || '{"hidden": "open", "mean": null, "sd": null, "kr20": null, "items": []}';
  elsif not keys and z.purpose = 'monitoring' then
    report := report || jsonb_build_object('items', (
      select coalesce(jsonb_agg(i.item - 'options' order by i.ord), '[]') from jsonb_array_elements(report -> 'items') with ordinality i (item, ord)));
  end if;
  return report || jsonb_build_object('keys', keys or z.purpose = 'practice' or (z.purpose = 'contest' and z.closes_at <= app.clock_now()));
end $$;
comment on function api.item_analysis(text, date, date) is
  'Staff: item analysis of first attempts between two days (at most three years), of the caller''s district or of the city (ItemAnalysis). Errors no_session, not_staff, second_factor, not_found, bad_argument.';

grant execute on function api.item_forms(), api.item_analysis(text, date, date) to authenticated;
