-- A log of which others have seen more than it has, and how far its verification has come.

-- A log that was begun anew after an old backup was restored, by order of an administrator. The first log has no row.
create table audit_log.epoch (
  number int primary key check (number >= 2),
  -- How many entries the restored backup had.
  from_size bigint not null check (from_size >= 0),
  -- The checkpoint that others had seen of the log before: signed by its own key.
  witnessed text not null,
  reason text not null,
  begun_at timestamptz not null
);
create trigger epoch_is_append_only before update or delete on audit_log.epoch
  for each row execute function audit_log.refuse_change();
create trigger epoch_is_never_truncated before truncate on audit_log.epoch
  for each statement execute function audit_log.refuse_change();

-- How far the verification of every row has come, so that one that was interrupted goes on where it was.
create table audit_log.verification (
  "only" boolean primary key default true check ("only"),
  verified bigint not null,
  begun_at timestamptz not null,
  ended_at timestamptz
);
