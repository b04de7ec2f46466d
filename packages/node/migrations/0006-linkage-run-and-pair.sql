-- Linkage: which records of this organisation's own sources may be of one person, and what was decided about them. Records
-- appear by the references and locators of their sources; no name, date or other value of a record lies here.
create schema linkage;

create table linkage.run (
  id bigint generated always as identity primary key,
  -- One source to find its duplicates, two in the order of their ids.
  sources text[] not null check (cardinality(sources) in (1, 2)),
  state text not null check (state in ('running', 'done', 'failed', 'cancelled', 'interrupted')),
  legal_basis text not null,
  started_at timestamptz not null,
  started_by text not null,
  ended_at timestamptz,
  step text,
  persons bigint[] not null default '{}',
  -- The states of the sources in which the locators of the pairs are good.
  source_states text[] not null default '{}',
  steps jsonb not null default '[]',
  -- What the scores were made with: shares of ten records and more, and weights.
  model jsonb,
  pairs bigint not null default 0,
  omitted bigint not null default 0,
  clusters bigint not null default 0,
  fault text
);

create unique index run_one_at_a_time on linkage.run (sources) where state = 'running';

-- Distribution column: run_id.
create table linkage.pair (
  id bigint generated always as identity primary key,
  run_id bigint not null references linkage.run (id) on delete cascade,
  -- Within the run, the likeliest first.
  number int not null,
  left_source text not null,
  left_reference text not null,
  left_locator text not null,
  right_source text not null,
  right_reference text not null,
  right_locator text not null,
  score double precision not null,
  probability double precision not null,
  band text not null check (band in ('strong', 'probable', 'possible')),
  cluster int
);

create unique index pair_by_run on linkage.pair (run_id, number);
create index pair_by_records on linkage.pair (left_source, left_reference, right_source, right_reference);

-- What holds now about two records, whatever run finds them again. Each decision is in the audit log as well.
create table linkage.decision (
  left_source text not null,
  left_reference text not null,
  right_source text not null,
  right_reference text not null,
  state text not null check (state in ('same', 'different')),
  decided_at timestamptz not null,
  decided_by text not null,
  reason text,
  primary key (left_source, left_reference, right_source, right_reference)
);
