-- Checklists of schools (五个一, 五落实 …): what they ask for is a document, what a school has done is a tick with its day.
create table app.school_check (
  school text not null references app.school (code),
  checklist text not null references app.checklist (slug),
  item text not null,
  done_on date not null,
  by_name text not null,
  at timestamptz not null,
  primary key (school, checklist, item)
);
create index school_check_checklist on app.school_check (checklist);
alter table app.school_check enable row level security;

create function api.check_item(school text, checklist text, item text, done_on date) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  s app.staff := app.need_right('classes.manage', check_item.school);
  l app.checklist := (select x from app.checklist x where x.slug = check_item.checklist and x.status = 'published');
begin
  if l.slug is null or not exists (select from jsonb_array_elements(l.body -> 'items') i where i ->> 'id' = check_item.item)
    or not exists (select from app.school x where x.code = check_item.school) then perform app.refuse('not_found'); end if;
  if not (done_on is null or done_on between l.year - 92 and least(app.day(app.clock_now()), l.year + 365)) then perform app.refuse('bad_argument'); end if;
  if done_on is null then
    delete from app.school_check c where c.school = check_item.school and c.checklist = l.slug and c.item = check_item.item;
  else
    insert into app.school_check values (check_item.school, l.slug, check_item.item, check_item.done_on, s.name, app.clock_now())
      on conflict on constraint school_check_pkey do update set done_on = excluded.done_on, by_name = excluded.by_name, at = excluded.at;
  end if;
  perform app.note_audit('check_item', 'checklist', l.slug, check_item.school, jsonb_build_object('item', check_item.item, 'done_on', done_on));
  return '{"done": true}';
end $$;
comment on function api.check_item(text, text, text, date) is
  'Ticks an item of a checklist for a school with the day on which it was done, at most three months before the school year begins; null takes the tick away. Errors no_session, not_staff, not_found, bad_argument.';

-- What a school has ticked: items of a checklist that the document no longer has do not count.
create function app.checks_of(school text, of_year date, locale text) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select coalesce(jsonb_agg(jsonb_build_object('slug', l.slug, 'title', app.say(l.body -> 'title', locale), 'source', l.body -> 'source',
      'items', (select jsonb_agg(jsonb_build_object('id', i.item ->> 'id', 'text', app.say(i.item -> 'text', locale), 'done_on', c.done_on, 'by', c.by_name) order by i.n)
        from jsonb_array_elements(l.body -> 'items') with ordinality i (item, n)
        left join app.school_check c on c.school = checks_of.school and c.checklist = l.slug and c.item = i.item ->> 'id')) order by l.slug), '[]')
    from app.checklist l where l.year = of_year and l.status = 'published'
  $$;
comment on function app.checks_of(text, date, text) is 'Checklists of a school year with the ticks of a school.';

create function api.school_checks(place text, year date) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
declare here app.district := (select d from app.district d where d.code = school_checks.place);
begin
  perform app.staff_caller();
  if here.code is null or not app.has_right('classes.manage', here.code) then perform app.need_right('figures.see', school_checks.place); end if;
  if here.code is null then perform app.refuse('not_found'); end if;
  return (
    with lists as materialized (select l.slug, l.body, (select array_agg(i ->> 'id') from jsonb_array_elements(l.body -> 'items') i) as items
      from app.checklist l where l.year = school_checks.year and l.status = 'published'),
    -- a city by its counties, a county by its schools
    below as (select d.code, d.name from app.district d where case here.level when 'school' then d.code = here.code else d.parent = here.code and d.level in ('county', 'school') end),
    schools as (
      select b.code, b.name, x.school from below b left join lateral (
        select b.code as school where here.level <> 'city' union all select d.code from app.district d where here.level = 'city' and d.parent = b.code) x on true),
    ticks as (
      select s.code, s.name, s.school, l.slug, cardinality(l.items) as items,
        (select count(*) from app.school_check c where c.school = s.school and c.checklist = l.slug and c.item = any (l.items)) as done
      from schools s left join lists l on true),
    sums as (select t.code, t.name, t.slug, count(t.school) as schools, sum(t.done) as done, count(*) filter (where t.done = t.items) as whole from ticks t group by 1, 2, 3)
    select jsonb_build_object(
      'checklists', (select coalesce(jsonb_agg(jsonb_build_object('slug', l.slug, 'title', l.body -> 'title', 'items', cardinality(l.items)) order by l.slug), '[]') from lists l),
      'rows', (select coalesce(jsonb_agg(jsonb_build_object('code', r.code, 'name', r.name, 'schools', r.schools, 'done', r.done, 'whole', r.whole) order by r.code), '[]')
        from (select s.code, s.name, max(s.schools) as schools, coalesce(jsonb_object_agg(s.slug, s.done) filter (where s.slug is not null), '{}') as done,
          coalesce(jsonb_object_agg(s.slug, s.whole) filter (where s.slug is not null), '{}') as whole from sums s group by 1, 2) r)));
end $$;
comment on function api.school_checks(text, date) is
  'Checklists of a school year {slug, title, items} and, by county or school, how many items are ticked (done) and how many schools have ticked all (whole). Errors no_session, not_staff, second_factor, not_found.';

grant execute on function api.check_item(text, text, text, date), api.school_checks(text, date) to authenticated;
