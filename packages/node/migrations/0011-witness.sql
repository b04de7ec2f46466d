-- What this peer has seen of the logs of others (C2SP tlog-witness). Distribution column: origin.
create schema witness;

create table witness.log (
  origin text primary key,
  size bigint not null check (size >= 0),
  root bytea not null check (octet_length(root) = 32),
  note text not null,
  at timestamptz not null
);

-- Every checkpoint that was cosigned here; those of a past day are thinned to its last.
create table witness.checkpoint (
  origin text not null,
  size bigint not null,
  root bytea not null check (octet_length(root) = 32),
  note text not null,
  at timestamptz not null,
  primary key (origin, size)
);

-- Signed checkpoints that contradict one another: the proof against a log. At most 100 of each log.
create table witness.conflict (
  id bigint generated always as identity primary key,
  origin text not null,
  known text not null,
  shown text not null,
  at timestamptz not null
);
create index conflict_by_origin on witness.conflict (origin);
