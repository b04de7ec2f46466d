-- Oversight: what was decided about anomalies, and with which names a question is compared before it leaves. No searched
-- value lies here; names of officers lie sealed, watched names only as keyed hashes. Distribution column: id, officer_id.
create schema oversight;

create table oversight.anomaly (
  id text primary key,
  pseudonym text not null,
  state text not null check (state in ('noted', 'asked', 'closed')),
  note text not null,
  handled_at timestamptz not null,
  handled_by text not null,
  -- What the rule found when it was handled: counts and indexes of entries.
  found jsonb not null
);
create index anomaly_by_pseudonym on oversight.anomaly (pseudonym, state);

-- AES-256-GCM under the keystore's key: iv, tag, name.
create table oversight.officer (
  officer_id text primary key,
  organisation text not null,
  sealed_name bytea not null,
  noted_at timestamptz not null
);

-- Keyed hashes of two words of a name each. officer_id is '' where the name is protected.
create table oversight.watched_name (
  hash bytea not null check (octet_length(hash) = 16),
  officer_id text not null default '',
  added_at timestamptz not null,
  added_by text not null,
  primary key (hash, officer_id)
);
