create schema sign_in;

-- Only the SHA-256 of a session's identifier is kept: who reads this table cannot act as an officer.
create table sign_in.session (
  id_hash bytea primary key,
  officer_id text not null,
  officer jsonb not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index session_officer_id on sign_in.session (officer_id);
create index session_expires_at on sign_in.session (expires_at);

-- A sign-in that has begun and not come back; taken out at its first use, so that an answer cannot be replayed.
create table sign_in.pending (
  id_hash bytea primary key,
  state text not null,
  nonce text not null,
  code_verifier text not null,
  return_to text not null,
  expires_at timestamptz not null
);
create index pending_expires_at on sign_in.pending (expires_at);

-- Access tokens of this officer that were issued until this instant are refused.
create table sign_in.revocation (
  officer_id text primary key,
  revoked_at timestamptz not null
);

-- What the embedded provider remembers. `payload` is json, not jsonb: it holds what strangers send, NUL escapes included.
create table sign_in.provider_item (
  model text not null,
  id_hash bytea not null,
  payload json not null,
  grant_id text,
  user_code text,
  uid text,
  consumed_at timestamptz,
  expires_at timestamptz,
  primary key (model, id_hash)
);
create index provider_item_grant_id on sign_in.provider_item (grant_id) where grant_id is not null;
create index provider_item_user_code on sign_in.provider_item (user_code) where user_code is not null;
create index provider_item_uid on sign_in.provider_item (uid) where uid is not null;
create index provider_item_expires_at on sign_in.provider_item (expires_at);
