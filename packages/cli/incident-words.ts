import type { IncidentKind } from '@isthmus/contract'

/** What happened, in one sentence; the pages say more (packages/web/locales). */
const sentences = {
  'message-replayed': 'A message came a second time',
  'message-malformed': 'A message could not be read',
  'message-too-large': 'A message was too large',
  'signature-wrong': 'A signature was wrong',
  'sender-unknown': 'A stranger wrote',
  'key-revoked-used': 'A revoked key was used',
  'certificate-expired': 'A certificate has expired',
  'certificate-unknown': 'A certificate is not the listed one',
  'clock-skewed': 'Two clocks differ',
  'peer-unreachable': 'A peer cannot be reached',
  'peer-too-slow': 'A peer answers too slowly',
  'dead-letter': 'A message was given up',
  'receipt-wrong': 'A receipt is wrong',
  'receipt-missing': 'An answer ended without its receipt',
  'receipt-unfounded': 'A log does not have what was signed for',
  'attachment-broken': 'An attachment arrived broken',
  'log-forked': 'A log tells two stories',
  'log-shrunk': 'A log has become shorter',
  'log-restored': 'A log was begun anew after a restored backup',
  'log-doctored': 'This peer’s own log was changed',
  'witness-missing': 'Too few peers witness the log',
  'trust-list-expired': 'The trust list has expired',
  'trust-list-forked': 'There are two trust lists of one version',
  'trust-list-rolled-back': 'An older trust list was offered',
  'reconciliation-missing': 'One log lacks what the other has',
  'reconciliation-late': 'Both logs agree, but one was late',
  'reconciliation-contradicting': 'The two logs contradict each other',
  'disk-full': 'The disk is full',
  'mail-undelivered': 'Somebody could not be told by e-mail that something waits',
  'probing-series': 'Somebody asked many questions in a row',
  'peer-flooding': 'A peer sends more than it may',
} as const satisfies Record<IncidentKind, string>

export function toIncidentSentence(kind: IncidentKind): string {
  return Object.hasOwn(sentences, kind) ? sentences[kind] : kind
}
