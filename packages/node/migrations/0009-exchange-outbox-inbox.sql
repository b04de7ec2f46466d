-- Exchange: what is on its way to other peers, and what has come from them. `body` is sealed to the receiver, `content`
-- and `text` under a key of this peer that is not in the database: nothing here can be read with the database alone.
create schema exchange;

-- Ids are UUIDs of version 7, so that the primary key is also the order of acceptance.
create table exchange.outbox (
  message_id uuid primary key,
  to_peer text not null,
  kind text not null,
  correlation_id uuid not null,
  idempotency_key text,
  -- HMAC of the content under a key of this peer; tells whether a key that comes again stands for the same act.
  fingerprint bytea,
  -- Among the messages of a kind that keeps its order; 0 where order does not matter.
  sequence int not null default 0,
  state text not null check (state in ('waiting', 'delivered', 'dead', 'discarded')),
  -- The very bytes that go over the wire, at every attempt the same; gone once they have arrived or were given up.
  body bytea,
  content bytea,
  commitment bytea not null,
  -- SHA-256 of every body that was ever sent under this id: a dead letter that is sent again has a new one.
  digests bytea[] not null,
  accepted_at timestamptz not null,
  accepted_by text,
  deadline timestamptz not null,
  attempts int not null default 0,
  next_attempt_at timestamptz not null,
  -- Code of the latest fault.
  fault text,
  settled_at timestamptz,
  receipt text
);

create index outbox_waiting on exchange.outbox (to_peer, next_attempt_at) where state = 'waiting';
create index outbox_dead on exchange.outbox (message_id) where state = 'dead';
create unique index outbox_once on exchange.outbox (to_peer, idempotency_key) where idempotency_key is not null;

create table exchange.inbox (
  from_peer text not null,
  message_id uuid not null,
  kind text not null,
  correlation_id uuid not null,
  idempotency_key text,
  commitment bytea not null,
  digest bytea not null,
  received_at timestamptz not null,
  receipt text not null,
  primary key (from_peer, message_id)
);

create index inbox_newest on exchange.inbox (message_id);
create unique index inbox_once on exchange.inbox (from_peer, idempotency_key) where idempotency_key is not null;

-- The latest number of each ordered stream, as sent and as received.
create table exchange.stream (
  direction text not null check (direction in ('sent', 'received')),
  counterpart text not null,
  kind text not null,
  last_sequence int not null,
  primary key (direction, counterpart, kind)
);

-- Notes between operators, as received.
create table exchange.note (
  from_peer text not null,
  message_id uuid not null,
  text bytea not null,
  primary key (from_peer, message_id)
);

-- Files that travel in sealed chunks. The chunks themselves lie in the peer's folder, sealed as they came.
create table exchange.attachment (
  attachment_id uuid primary key,
  direction text not null check (direction in ('sent', 'received')),
  counterpart text not null,
  correlation_id uuid not null,
  state text not null check (state in ('offered', 'complete', 'broken', 'withdrawn')),
  -- Key and name, sealed under the peer's own key.
  secret bytea,
  size bigint not null check (size >= 0),
  chunks int not null check (chunks > 0),
  digest bytea not null,
  fault text,
  created_at timestamptz not null,
  expires_at timestamptz not null
);

create index attachment_by_counterpart on exchange.attachment (counterpart, direction, state);
create index attachment_expiry on exchange.attachment (expires_at);
