-- Staff: who they are and where they stand in the tree of districts. Rights are rows, never user metadata.
create table app.staff (
  sign_in uuid primary key,
  role text not null check (role in ('city', 'district', 'counter', 'teacher')),
  district text not null references app.district (code),
  name text not null
);
create index staff_district on app.staff (district);
alter table app.staff enable row level security;

-- The caller's staff row, or the error not_staff.
create function app.staff_caller() returns app.staff
  language plpgsql stable security definer set search_path = ''
  as $$
declare s app.staff;
begin
  if auth.uid() is null then perform app.refuse('no_session'); end if;
  select * into s from app.staff t where t.sign_in = auth.uid();
  if s.sign_in is null then perform app.refuse('not_staff'); end if;
  return s;
end $$;
comment on function app.staff_caller() is 'The caller''s staff row; error not_staff for everybody else.';

-- May this member of staff see live figures of a district? City staff all, district staff their own.
create function app.sees_figures(s app.staff, of_district text) returns boolean
  language sql immutable set search_path = ''
  as $$ select s.role = 'city' or (s.role = 'district' and s.district = of_district) $$;
comment on function app.sees_figures(app.staff, text) is 'City staff see all figures, district staff their own.';

create function api.staff_me() returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
declare s app.staff := app.staff_caller();
begin
  return jsonb_build_object('role', s.role, 'name', s.name, 'district', s.district,
    'district_name', (select d.name from app.district d where d.code = s.district));
end $$;
comment on function api.staff_me() is 'The caller''s role, name and district; error not_staff for everybody else.';

grant execute on function api.staff_me() to authenticated;
