-- The pseudonymous hit index. Nothing here is clear: match keys, references and records are kept as HMAC-SHA256 under
-- this peer's own index key; a locator is the source's own primary key or a byte range.
--
-- On a distributed PostgreSQL (Citus): matching.generation is a reference table; matching.posting is distributed by
-- bucket, matching.record by record_no. Both columns are in every primary key, no statement joins the two, and no
-- foreign key crosses them. Partitions are made, filled and attached whole, never altered row by row.

create schema matching;

create table matching.generation (
  id           integer generated always as identity primary key,
  source_id    text not null,
  state        text not null default 'building' check (state in ('building', 'answering', 'superseded', 'failed')),
  source_state text not null,
  persons      bigint not null default 0,
  things       bigint not null default 0,
  keys         bigint not null default 0,
  added        bigint not null default 0,
  changed      bigint not null default 0,
  deleted      bigint not null default 0,
  created_at   timestamptz not null default now(),
  swapped_at   timestamptz
);

create unique index generation_answering on matching.generation (source_id) where state = 'answering';

-- One row per bucket (the upper bits of the tokens in it). The payload is a sequence of
-- token int64, postings uint32, kept uint32, kept x record_no uint32, all big-endian.
create table matching.posting (
  generation integer not null,
  bucket     integer not null,
  payload    bytea not null,
  primary key (generation, bucket)
) partition by list (generation);

create table matching.record (
  generation integer not null,
  record_no  integer not null,
  kind       smallint not null,
  reference  bigint not null,
  digest     bigint not null,
  locator    text not null,
  primary key (generation, record_no)
) partition by list (generation);
