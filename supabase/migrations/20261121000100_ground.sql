-- Ground: three schemas, one clock, one deployment.
--
-- api      functions only. It is the only schema that the HTTP API exposes.
-- app      rows. No role that a browser can have may touch them; row-level security is on as the second wall.
-- private  answer keys, links from sign-ins to persons, secrets.

create schema if not exists api;
create schema if not exists app;
create schema if not exists private;

revoke create on schema public from public;
revoke all on schema app, private from public;
grant usage on schema api to anon, authenticated, service_role;

-- A function can be called by nobody until it is granted by name.
alter default privileges revoke execute on functions from public;
alter default privileges in schema api revoke execute on functions from anon, authenticated, service_role;

-- One row. `shift` moves the product's time for tests and for the simulated year of the demo city; zero in production.
create table private.clock (
  one boolean primary key default true check (one),
  shift interval not null default interval '0'
);
alter table private.clock enable row level security;
insert into private.clock default values;

-- The only way by which time enters SQL.
create function app.clock_now() returns timestamptz
  language sql stable security definer set search_path = ''
  as $$ select now() + c.shift from private.clock c $$;
comment on function app.clock_now() is 'The product''s time: the transaction''s start plus private.clock.shift.';

-- The calendar day in China of a moment.
create function app.day(at timestamptz) returns date
  language sql immutable set search_path = ''
  as $$ select (at at time zone 'Asia/Shanghai')::date $$;
comment on function app.day(timestamptz) is 'Calendar day Asia/Shanghai. Days, months and quarters of the product are cut by this.';

-- A range of days that a caller may ask for; null, infinite and distant days are none.
create function app.is_range(from_day date, to_day date, most integer) returns boolean
  language sql immutable set search_path = ''
  as $$
    select coalesce(case when from_day between '2000-01-01' and '2999-12-31' and to_day between from_day and '2999-12-31'
      then to_day - from_day < most end, false)
  $$;
comment on function app.is_range(date, date, integer) is 'Are these two days a range of at most so many days?';

create function app.quarter(at timestamptz) returns date
  language sql immutable set search_path = ''
  as $$ select date_trunc('quarter', at at time zone 'Asia/Shanghai')::date $$;
create function app.month(at timestamptz) returns date
  language sql immutable set search_path = ''
  as $$ select date_trunc('month', at at time zone 'Asia/Shanghai')::date $$;
comment on function app.quarter(timestamptz) is 'First day of the quarter Asia/Shanghai: the period of monitoring forms.';
comment on function app.month(timestamptz) is 'First day of the month Asia/Shanghai: the period of reach.';

-- One row. `epoch` changes when a database is restored from a backup (app.new_epoch): phones then send again what was
-- acknowledged in the last 30 days, and the primary key of the ledger keeps every record single.
create table private.deployment (
  one boolean primary key default true check (one),
  epoch uuid not null default gen_random_uuid(),
  second_factor boolean not null default true
);
alter table private.deployment enable row level security;
insert into private.deployment default values;

create function app.new_epoch() returns uuid
  language sql security definer set search_path = ''
  as $$ update private.deployment set epoch = gen_random_uuid() returning epoch $$;
comment on function app.new_epoch() is 'To be called once after restoring a backup.';

-- Raises one of the errors in src/contract/errors.ts. SQLSTATE PTnnn becomes HTTP status nnn.
create function app.refuse(name text) returns void
  language plpgsql set search_path = ''
  as $$
declare
  state text := case name
    when 'no_session' then 'PT401'
    when 'not_staff' then 'PT403'
    when 'second_factor' then 'PT403'
    when 'not_found' then 'PT404'
    when 'not_open' then 'PT409'
    when 'no_tries_left' then 'PT409'
    when 'edited_meanwhile' then 'PT409'
    when 'form_locked' then 'PT409'
    when 'in_use' then 'PT409'
    when 'batch_too_large' then 'PT413'
    when 'bad_argument' then 'PT422'
    when 'upgrade_required' then 'PT426'
    when 'too_many' then 'PT429'
  end;
begin
  raise exception using errcode = state, message = name;
end $$;
comment on function app.refuse(text) is 'Raises a registered error; the register is src/contract/errors.ts.';
