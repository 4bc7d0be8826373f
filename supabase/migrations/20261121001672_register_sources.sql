-- No figure without its source: where the entries that stand come from.
create function api.register_sources(place text, on_day date) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
begin
  perform app.need_figures(register_sources.place);
  if not app.is_range(on_day, on_day, 1) then perform app.refuse('bad_argument'); end if;
  return (
    select coalesce(jsonb_agg(jsonb_build_object('type', x.type, 'source', x.source, 'as_of', x.as_of, 'entries', x.entries) order by x.type, x.entries desc, x.source), '[]')
    from (
      select e.type, e.source, max(e.as_of) as as_of, count(*) as entries, row_number() over (partition by e.type order by count(*) desc, e.source) as n
      from app.register_entry e
      where e.place in (select app.place_and_below(register_sources.place)) and app.is_live(e, register_sources.on_day)
      group by e.type, e.source) x
    where x.n <= 5);
end $$;
comment on function api.register_sources(text, date) is
  'Sources of the entries that count on a day at a place and below, at most five of a type: [{type, source, as_of (the newest), entries}]. Errors no_session, not_staff, second_factor, bad_argument.';
grant execute on function api.register_sources(text, date) to authenticated;
