-- When each recurring job of the peer last began and ended, so that one that was due while the peer was down is caught up.
create schema platform;

create table platform.job (
  name text primary key,
  started_at timestamptz not null,
  ended_at timestamptz,
  fault text
);
