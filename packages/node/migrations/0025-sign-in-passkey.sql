-- Sign-in: passkeys of officers (Web Authentication Level 3). A revoked key stays: acts signed before stay verifiable.
create table sign_in.passkey (
  id bigint generated always as identity primary key,
  credential_id text not null unique,
  officer_id text not null,
  pseudonym text not null,
  name text not null,
  algorithm text not null check (algorithm in ('ES256', 'EdDSA')),
  public_key text not null,
  relying_party text not null,
  origin text not null,
  counter bigint not null,
  is_synced boolean not null,
  enrolled_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  revoked_by text check (revoked_by in ('oneself', 'operator', 'recovery')),
  check ((revoked_at is null) = (revoked_by is null))
);
create index passkey_officer_id on sign_in.passkey (officer_id);
create index passkey_pseudonym on sign_in.passkey (pseudonym);

-- A challenge that waits for its answer; taken out at its first use, so that an answer cannot be replayed.
create table sign_in.passkey_challenge (
  challenge_hash bytea primary key,
  officer_id text not null,
  operation text not null,
  subject text not null,
  ground text not null,
  expires_at timestamptz not null
);
create index passkey_challenge_expires_at on sign_in.passkey_challenge (expires_at);
create index passkey_challenge_officer_id on sign_in.passkey_challenge (officer_id);

-- The one-time code with which an officer enrols a first key. Only its SHA-256 is kept.
create table sign_in.passkey_invitation (
  pseudonym text primary key,
  code_hash bytea not null,
  expires_at timestamptz not null
);

-- An officer who has lost every key. Two operators approve, each once.
create table sign_in.passkey_recovery (
  id bigint generated always as identity primary key,
  officer_id text not null,
  pseudonym text not null,
  state text not null check (state in ('open', 'approved', 'refused', 'used')),
  asked_at timestamptz not null,
  expires_at timestamptz not null
);
create unique index passkey_recovery_waiting on sign_in.passkey_recovery (officer_id)
  where state in ('open', 'approved');

create table sign_in.passkey_approval (
  recovery_id bigint not null references sign_in.passkey_recovery (id),
  approver_id text not null,
  approved_at timestamptz not null,
  primary key (recovery_id, approver_id)
);
