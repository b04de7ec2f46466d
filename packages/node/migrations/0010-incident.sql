-- Incidents: what went wrong, one row for each kind and counterpart while it is open, however often it happens. No row holds
-- a name, or a value of a record or a question. Distribution column: id.
create schema incident;

create table incident.incident (
  id bigint generated always as identity primary key,
  kind text not null,
  -- The peer of the trust list, or '' where it is nobody whom the list knows.
  counterpart text not null default '',
  correlation_id uuid,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  count bigint not null check (count > 0),
  detail jsonb not null default '{}',
  state text not null default 'open' check (state in ('open', 'acknowledged', 'closed')),
  handled_at timestamptz,
  handled_by text,
  note text,
  check ((state = 'open') = (handled_at is null))
);

create unique index incident_counted_while_open on incident.incident (kind, counterpart) where state <> 'closed';
create index incident_by_time on incident.incident (last_seen_at desc, id desc);
