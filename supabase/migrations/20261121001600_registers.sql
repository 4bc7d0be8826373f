-- Registers: whatever an office counts that no participation record counts – venues, teams, works, honours, documents, past
-- activities – and the words that events choose from, as entries of data-defined types (src/contract/registers.ts). Entries
-- come in batches of one to 5,000 rows, with a day and a source, and stand when a second person has signed them.

-- fields: [FieldDefinition], measures: [MeasureDefinition].
create table app.register_type (
  key text primary key check (key ~ '^[a-z][a-z0-9_]{1,39}$'),
  family text not null check (family in ('venue', 'term', 'list')),
  name jsonb not null check (name ? 'zh-Hans'),
  unit jsonb not null check (unit ? 'zh-Hans'),
  open boolean not null,
  fields jsonb not null check (jsonb_typeof(fields) = 'array'),
  measures jsonb not null check (jsonb_typeof(measures) = 'array'),
  position integer not null,
  -- raised by every change: rows of a batch were checked against one of them
  revision integer not null default 1
);
alter table app.register_type enable row level security;
create trigger bump_revision after insert or update or delete on app.register_type for each statement execute function app.bump_revision();

create table app.register_batch (
  id uuid primary key default gen_random_uuid(),
  type text not null references app.register_type (key),
  type_revision integer not null default 1,
  place text not null references app.district (code),
  as_of date not null,
  source text not null,
  state text not null default 'draft' check (state in ('draft', 'signed')),
  -- rows that the file has: while fewer have arrived nobody can sign
  expected integer not null check (expected between 1 and 5000),
  rows integer not null default 0,
  -- of its rows, when it was signed: new entries, changed ones, removed ones
  fresh integer not null default 0,
  changed integer not null default 0,
  removed integer not null default 0,
  made_by uuid,
  made_name text not null,
  made_at timestamptz not null,
  -- everybody who had a hand in it: none of them may sign
  hands uuid[] not null default '{}',
  signed_by uuid,
  signed_name text,
  signed_at timestamptz,
  check ((state = 'draft') = (signed_at is null))
);
create index register_batch_type on app.register_batch (type, made_at);
create index register_batch_place on app.register_batch (place);
alter table app.register_batch enable row level security;
-- Entries change by signing alone.
create trigger bump_revision after insert or update on app.register_batch for each row when (new.state = 'signed') execute function app.bump_revision();

-- Rows of batches, and of those that were signed the history of their entries: nothing that stood is thrown away.
-- body: EntryBody without its key. `ord`: row of the file, so that what arrives twice stands once.
create table app.register_row (
  batch uuid not null references app.register_batch (id) on delete cascade,
  ord integer not null check (ord between 1 and 100000),
  act text not null check (act in ('put', 'remove')),
  key text not null,
  body jsonb not null,
  primary key (batch, ord),
  unique (batch, key)
);
create index register_row_key on app.register_row (key);
alter table app.register_row enable row level security;

-- What stands: the newest signed row of a key. `number` is how many it stands for: 1, or a figure stated as a whole.
create table app.register_entry (
  id uuid primary key default gen_random_uuid(),
  type text not null references app.register_type (key),
  key text not null check (key ~ '^[a-z0-9][a-z0-9_-]{0,59}$'),
  place text not null references app.district (code),
  title jsonb not null check (title ? 'zh-Hans'),
  -- values by field name
  body jsonb not null,
  from_day date,
  to_day date,
  number bigint not null check (number >= 0),
  qualifier text not null check (qualifier in ('exact', 'over', 'nearly', 'passed')),
  source text not null,
  as_of date not null,
  batch uuid not null references app.register_batch (id),
  signed_by uuid,
  signed_name text not null,
  signed_at timestamptz not null,
  unique (type, key),
  check (to_day >= from_day)
);
create index register_entry_place on app.register_entry (place, type);
create index register_entry_key on app.register_entry (key);
create index register_entry_batch on app.register_entry (batch);
alter table app.register_entry enable row level security;

-- Figures of an entry by the day from which they hold. `measure`: one of its type, or `number` for the entry itself.
create table app.register_figure (
  entry uuid not null references app.register_entry (id) on delete cascade,
  measure text not null,
  as_of date not null,
  value bigint not null check (value >= 0),
  qualifier text not null check (qualifier in ('exact', 'over', 'nearly', 'passed')),
  source text not null,
  primary key (entry, measure, as_of)
);
alter table app.register_figure enable row level security;

-- The arithmetic of qualifiers. 9000余份 and 300份 are 9300余份; what is more than one figure and less than another is `mixed`.
create function app.sum_figures("values" bigint[], qualifiers text[]) returns jsonb
  language sql immutable set search_path = ''
  as $$
    select jsonb_build_object('value', coalesce((select sum(v) from unnest("values") v), 0), 'qualifier', coalesce((
      select case when count(distinct q) > 1 then 'mixed' else min(q) end from unnest(qualifiers) q where q <> 'exact'), 'exact'))
  $$;
comment on function app.sum_figures(bigint[], text[]) is
  'The sum (Figure) of figures given as two arrays (array_agg of values and of qualifiers): all exact: exact; exact ones and one sort of others: that sort; several sorts: mixed; none at all: 0, exact.';

create function app.figure_json(value bigint, qualifier text) returns jsonb
  language sql immutable set search_path = ''
  as $$ select jsonb_build_object('value', value, 'qualifier', qualifier) $$;
comment on function app.figure_json(bigint, text) is 'A Figure.';

create function app.is_figure(value jsonb) returns boolean
  language sql immutable set search_path = ''
  as $$
    select coalesce(jsonb_typeof(value) = 'object' and value - '{value,qualifier}'::text[] = '{}' and jsonb_typeof(value -> 'value') = 'number'
      and value ->> 'value' ~ '^[0-9]{1,12}$' and value ->> 'qualifier' in ('exact', 'over', 'nearly', 'passed'), false)
  $$;
comment on function app.is_figure(jsonb) is 'A Figure as it may be entered: a whole number and one of four qualifiers.';
