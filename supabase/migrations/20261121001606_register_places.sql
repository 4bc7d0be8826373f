-- Places that entries and events may be put at, for whoever writes them: by name in files, by choice in forms.
create function api.register_places(place text) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
begin
  perform app.need_reader();
  return (select coalesce(jsonb_agg(jsonb_build_object('code', d.code, 'level', d.level, 'parent', d.parent, 'name', d.name) order by d.code), '[]')
    from app.district d where d.code = any (app.batch_places(register_places.place)));
end $$;
comment on function api.register_places(text) is 'A place and all below it without schools, by code: [{code, level, parent, name}]; empty for a place that there is not. Errors no_session, not_staff, second_factor.';
grant execute on function api.register_places(text) to authenticated;
