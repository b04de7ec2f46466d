-- Files are uploaded, opened, withdrawn and expire; the receiver tells the sender what became of each.
alter table exchange.attachment
  drop constraint attachment_state_check,
  add constraint attachment_state_check
    check (state in ('uploading', 'offered', 'complete', 'broken', 'withdrawn', 'expired')),
  -- Not known before the whole is here.
  alter column digest drop not null,
  -- Who began to send it, or nobody of this peer.
  add column begun_by text,
  -- What is to be announced, sealed under the peer's own key: the same bytes however often it is tried.
  add column announcement bytea,
  -- SHA-256 of each sealed chunk, one after the other.
  add column chunk_digests bytea,
  add column chunks_done int not null default 0,
  add column message_id uuid,
  add column opened_at timestamptz,
  add column withdrawal text check (withdrawal in ('asked', 'done', 'too-late')),
  -- What the sender is still to be told, in order.
  add column owes text[] not null default '{}'
    check (owes <@ array['complete', 'broken', 'withdrawn', 'opened', 'expired']);

create index attachment_newest on exchange.attachment (created_at, attachment_id);
create index attachment_owing on exchange.attachment (attachment_id) where owes <> '{}';
create index attachment_on_its_way on exchange.attachment (created_at) where direction = 'sent' and state in ('uploading', 'offered');
