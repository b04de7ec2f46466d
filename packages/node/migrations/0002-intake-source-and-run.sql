-- Sources, as their owners connected them, and what each intake run found. No values of records, and no secrets: where a
-- connector needs one, its configuration names the file or variable that holds it.
create schema intake;

create table intake.source (
  id text primary key,
  mapping text not null,
  connector jsonb not null,
  connected_at timestamptz not null,
  connected_by text not null
);

-- Distribution column: source_id.
create table intake.run (
  id bigint generated always as identity primary key,
  source_id text not null references intake.source (id),
  state text not null check (state in ('running', 'answering', 'superseded', 'failed', 'interrupted')),
  started_at timestamptz not null,
  ended_at timestamptz,
  persons bigint not null default 0,
  things bigint not null default 0,
  rejected bigint not null default 0,
  added bigint not null default 0,
  changed bigint not null default 0,
  deleted bigint not null default 0,
  completeness jsonb not null default '{}',
  faults jsonb not null default '{}',
  fault text
);

create index run_by_source on intake.run (source_id, id desc);
create unique index run_one_at_a_time on intake.run (source_id) where state = 'running';
create unique index run_one_answering on intake.run (source_id) where state = 'answering';

create table intake.rejection (
  run_id bigint not null references intake.run (id),
  number int not null,
  place text not null,
  reason text not null,
  remedy text,
  primary key (run_id, number)
);
