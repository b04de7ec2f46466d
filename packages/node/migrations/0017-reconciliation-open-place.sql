-- Whether what another peer signed for stands in its public log.

alter table reconciliation.run
  add column erased bigint not null default 0,
  add column proven bigint not null default 0,
  add column unproven bigint not null default 0,
  add column unfounded bigint not null default 0;

-- Places that another peer has signed for and its log has not shown yet.
create table reconciliation.open_place (
  peer text not null,
  origin text not null,
  index bigint not null,
  leaf_hash text not null,
  message_id uuid,
  correlation_id uuid not null,
  at timestamptz not null,
  primary key (peer, origin, index, leaf_hash)
);
create index open_place_by_age on reconciliation.open_place (peer, at);
