-- Certificates of class hours.

create function app.certificate_of(of_class uuid, of_seat smallint) returns text
  language sql stable security definer set search_path = ''
  as $$ select null::text $$;
comment on function app.certificate_of(uuid, smallint) is 'Code of a seat''s certificate; null before all class hours are done.';
