-- The audit log as a Merkle tree (RFC 6962 hashing, C2SP tlog-tiles). `leaf` is a salted commitment to the readable entry;
-- the entry and its salt lie in `sealed` and go at the end of their retention, the leaf never. Distribution column: index.
alter table audit_log.entry rename to former_entry;
alter table audit_log.former_entry rename constraint entry_pkey to former_entry_pkey;
drop index audit_log.entry_by_correlation;
drop index audit_log.entry_by_actor;

create table audit_log.entry (
  index bigint primary key check (index >= 0),
  at timestamptz not null,
  correlation_id uuid not null,
  -- HMAC of the actor's identifier; gone when the entry is erased.
  actor_tag bytea check (octet_length(actor_tag) = 32),
  counterpart text,
  direction text check (direction in ('sent', 'received')),
  digest bytea check (octet_length(digest) = 32),
  event text not null,
  retention text not null,
  -- The first day on which it is to be erased; none as long as the log lives.
  erase_on date,
  leaf bytea not null check (octet_length(leaf) = 32),
  sealed bytea,
  -- Correlation id of the erasing entry.
  erased_by uuid,
  check ((sealed is null) = (erased_by is not null))
);
alter table audit_log.entry alter column sealed set storage external;

create index entry_by_correlation on audit_log.entry (correlation_id);
create index entry_by_actor on audit_log.entry (actor_tag, index desc) where actor_tag is not null;
create index entry_by_counterpart on audit_log.entry (counterpart, at) where digest is not null;
create index entry_by_at on audit_log.entry using brin (at);
create index entry_to_erase on audit_log.entry (erase_on, index) where sealed is not null and erase_on is not null;
create index entry_by_erasure on audit_log.entry (erased_by) where erased_by is not null;
create index entry_of_the_log on audit_log.entry (event, index) where retention = 'life-of-log';

-- Full tiles: 256 hashes of one level, each over 256 of the level below. What is not full yet is made from the rows.
create table audit_log.tile (
  level smallint not null check (level between 0 and 6),
  number bigint not null check (number >= 0),
  hashes bytea not null check (octet_length(hashes) = 8192),
  primary key (level, number)
);
alter table audit_log.tile alter column hashes set storage external;

-- Signed notes (C2SP tlog-checkpoint), and the lines with which other peers cosigned them (tlog-cosignature).
create table audit_log.checkpoint (
  size bigint primary key,
  root bytea not null check (octet_length(root) = 32),
  at timestamptz not null,
  note text not null
);

create table audit_log.cosignature (
  size bigint not null references audit_log.checkpoint (size) on delete cascade,
  witness text not null,
  at timestamptz not null,
  line text not null,
  primary key (size, witness)
);
create index cosignature_by_witness on audit_log.cosignature (witness, size desc);

-- The one change that an entry can undergo is that its readable part goes, and that an entry of the log says so.
create function audit_log.allow_erasure() returns trigger language plpgsql as $$
begin
  if old.sealed is not null and new.sealed is null and new.actor_tag is null and new.erased_by is not null
    and old.retention <> 'life-of-log'
    and (new.index, new.at, new.correlation_id, new.counterpart, new.direction, new.digest, new.event, new.retention,
         new.erase_on, new.leaf)
      is not distinct from
        (old.index, old.at, old.correlation_id, old.counterpart, old.direction, old.digest, old.event, old.retention,
         old.erase_on, old.leaf)
  then
    return new;
  end if;
  raise exception 'the audit log is append-only';
end
$$;

-- Checkpoints of one day are thinned to its last; the newest is never removed.
create function audit_log.allow_thinning() returns trigger language plpgsql as $$
begin
  if exists (
    select 1 from audit_log.checkpoint c
     where c.size > old.size and (c.at at time zone 'UTC')::date = (old.at at time zone 'UTC')::date
  ) then
    return old;
  end if;
  raise exception 'the audit log is append-only';
end
$$;

create trigger entry_is_only_erased before update on audit_log.entry
  for each row execute function audit_log.allow_erasure();
create trigger entry_is_append_only before delete on audit_log.entry
  for each row execute function audit_log.refuse_change();
create trigger entry_is_never_truncated before truncate on audit_log.entry
  for each statement execute function audit_log.refuse_change();
create trigger tile_is_append_only before update or delete on audit_log.tile
  for each row execute function audit_log.refuse_change();
create trigger tile_is_never_truncated before truncate on audit_log.tile
  for each statement execute function audit_log.refuse_change();
create trigger checkpoint_is_only_thinned before delete on audit_log.checkpoint
  for each row execute function audit_log.allow_thinning();
create trigger checkpoint_is_never_changed before update on audit_log.checkpoint
  for each row execute function audit_log.refuse_change();
create trigger checkpoint_is_never_truncated before truncate on audit_log.checkpoint
  for each statement execute function audit_log.refuse_change();
create trigger cosignature_is_never_changed before update on audit_log.cosignature
  for each row execute function audit_log.refuse_change();
