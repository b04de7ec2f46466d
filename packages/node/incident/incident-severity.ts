import type { Incident, IncidentKind } from '@isthmus/contract'

/**
 * How much each kind matters. Severe is what shows that somebody lies, that a key may be stolen, or that something may be
 * lost: an operator has to act. Notable is what may pass by itself.
 */
export const incidentSeverities = {
  'message-replayed': 'severe',
  'message-malformed': 'notable',
  'message-too-large': 'notable',
  'signature-wrong': 'severe',
  'sender-unknown': 'notable',
  'key-revoked-used': 'severe',
  'certificate-expired': 'notable',
  'certificate-unknown': 'notable',
  'clock-skewed': 'notable',
  'peer-unreachable': 'notable',
  'peer-too-slow': 'notable',
  'peer-flooding': 'severe',
  'dead-letter': 'severe',
  'receipt-wrong': 'severe',
  'receipt-missing': 'notable',
  'receipt-unfounded': 'severe',
  'attachment-broken': 'notable',
  'log-forked': 'severe',
  'log-shrunk': 'severe',
  'log-restored': 'severe',
  'log-doctored': 'severe',
  'witness-missing': 'notable',
  'trust-list-expired': 'severe',
  'trust-list-forked': 'severe',
  'trust-list-rolled-back': 'severe',
  'reconciliation-missing': 'severe',
  'reconciliation-late': 'notable',
  'reconciliation-contradicting': 'severe',
  'disk-full': 'severe',
  'mail-undelivered': 'notable',
  'probing-series': 'notable',
} as const satisfies Record<IncidentKind, Incident['severity']>

export const severeKinds: readonly IncidentKind[] = Object.entries(incidentSeverities)
  .filter(([, severity]) => severity === 'severe')
  .map(([kind]) => kind as IncidentKind)
