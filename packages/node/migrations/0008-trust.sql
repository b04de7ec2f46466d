-- Trust: the signed lists that this peer has adopted, and what passes between peers and the federation's operators. Nothing
-- here is secret: private keys are in the keystore, and every list is readable by all peers.
create schema trust;

-- Every list that was adopted, so that a peer which is behind can be given those between.
create table trust.list (
  version bigint primary key,
  hash text not null,
  text text not null,
  adopted_at timestamptz not null
);

-- At the operators' desk only.
create table trust.invitation (
  id uuid primary key,
  text text not null,
  issued_for text not null,
  issued_by text not null,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  -- The one request that it was good for.
  used_by uuid
);

-- At the desk what peers asked for; at a peer what it asked for itself.
create table trust.request (
  id uuid primary key,
  direction text not null check (direction in ('received', 'sent')),
  kind text not null check (kind in ('join', 'rotate', 'revoke')),
  peer text not null,
  text text not null,
  fingerprint text not null,
  requested_at timestamptz not null,
  state text not null check (state in ('waiting', 'sent', 'drafted', 'done', 'refused')),
  draft uuid,
  reason text
);

create index request_by_state on trust.request (state, requested_at);

create table trust.draft (
  id uuid primary key,
  kind text not null check (kind in ('admit', 'rotate', 'revoke', 'remove', 'renew')),
  version bigint not null,
  payload text not null,
  hash text not null,
  required int not null check (required > 0),
  emergency boolean not null,
  made_at timestamptz not null,
  made_by text not null,
  request uuid,
  state text not null check (state in ('open', 'published', 'withdrawn', 'overtaken'))
);

create table trust.signature (
  draft uuid not null references trust.draft (id) on delete cascade,
  operator text not null,
  protected text not null,
  signature text not null,
  at timestamptz not null,
  primary key (draft, operator)
);
