import { auditEvents } from './audit-event.ts'

/** docs/audit-events.md: every event that a peer may write into its audit log, with the moment in which it is written. */
export function toAuditEventsPage(): string {
  const rows = Object.entries(auditEvents).map(([event, sentence]) => `| \`${event}\` | ${sentence} |`)
  return `# Audit events

Every entry of a peer's audit log is one of these events. An entry says when, who (an officer of this peer by name of the
identity provider, an officer of another peer by pseudonym), for which organisation, with which purpose, legal basis and
case reference, how it ended, and under which correlation id: the entries of one search bear the same on both sides. No
entry holds a searched value; it holds a keyed commitment to the question instead.

This page is made from \`packages/node/audit-log/audit-event.ts\`; a test compares them.

| event | when |
|---|---|
${rows.join('\n')}
`
}
