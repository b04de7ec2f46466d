-- Evidence: what is needed to prove an exchange later, sealed under a key that is not in the database, and for a few weeks.
create schema evidence;

create table evidence.transcript (
  id bigint generated always as identity primary key,
  correlation_id uuid not null,
  message_id uuid not null,
  counterpart text not null,
  direction text not null check (direction in ('sent', 'received')),
  at timestamptz not null,
  erase_on date not null,
  -- AES-256-GCM: 12 bytes nonce, the transcript as JSON, 16 bytes tag.
  sealed bytea not null
);

create index transcript_by_exchange on evidence.transcript (correlation_id, id);
create index transcript_by_end on evidence.transcript (erase_on);
