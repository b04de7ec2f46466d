-- Reconciliation: how this peer's log and those of others agreed, window by window. Distribution column: id.
create schema reconciliation;

create table reconciliation.run (
  id bigint generated always as identity primary key,
  peer text not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  started_at timestamptz not null,
  started_by text,
  ended_at timestamptz,
  state text not null check (state in ('running', 'done', 'failed')),
  compared bigint not null default 0,
  agreeing bigint not null default 0,
  missing bigint not null default 0,
  late bigint not null default 0,
  contradicting bigint not null default 0,
  repaired bigint not null default 0,
  -- The first of what did not agree: kinds and ids, nothing else.
  findings jsonb not null default '[]',
  fault text
);
create unique index run_one_at_a_time on reconciliation.run (peer) where state = 'running';
create index run_by_peer on reconciliation.run (peer, to_at desc) where state = 'done';
