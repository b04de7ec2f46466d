-- The audit log (LED art. 25; Regulation (EU) 2019/818 art. 10 and 24): one entry for every consultation, answer, refusal,
-- sign-in, configuration and index run. Distribution column: seq.
create schema audit_log;

create table audit_log.entry (
  seq bigint generated always as identity primary key,
  at timestamptz not null,
  event text not null,
  operation text not null,
  correlation_id uuid not null,
  actor_id text,
  actor_role text,
  organisation text,
  counterpart text,
  purpose text,
  legal_basis text,
  case_reference text,
  subject_commitment bytea,
  outcome text not null,
  reason text,
  detail jsonb not null default '{}'
);

create index entry_by_correlation on audit_log.entry (correlation_id);
create index entry_by_actor on audit_log.entry (actor_id, seq desc) where actor_id is not null;

create function audit_log.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is append-only';
end
$$;

create trigger entry_is_append_only before update or delete on audit_log.entry
  for each row execute function audit_log.refuse_change();
create trigger entry_is_never_truncated before truncate on audit_log.entry
  for each statement execute function audit_log.refuse_change();
