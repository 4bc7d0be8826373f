-- End-of-term tests of classes.

create function app.has_test(of_person uuid, of_class uuid) returns boolean
  language sql stable security definer set search_path = ''
  as $$ select false $$;
comment on function app.has_test(uuid, uuid) is 'Has this person handed in a test of this class?';

create function app.test_of(of_person uuid, of_class uuid) returns jsonb
  language sql stable security definer set search_path = ''
  as $$ select null::jsonb $$;
comment on function app.test_of(uuid, uuid) is 'The test that waits for a pupil: {id, opens_at, closes_at, state}; null when there is none.';
