/** The kinds of operation a log must tell apart (LED art. 25(1) and Regulation (EU) 2019/818 art. 24). */
export type AuditOperation = 'consultation' | 'disclosure' | 'denied' | 'login' | 'config' | 'index'

/**
 * One act as it goes into the log. It never holds the searched values (invariant I8): `subjectCommitment` is a keyed
 * commitment to them, so that the authority which kept the question can prove later that this was it.
 */
export type AuditEvent = {
  /** `<room>.<participle>`, one of the list in docs/audit-events.md. */
  event: AuditEventName
  operation: AuditOperation
  correlationId: string
  actor?: { id: string; role: string; organisation: string }
  /** The other peer, when there is one. */
  counterpart?: string
  purpose?: string
  legalBasis?: string
  caseReference?: string
  subjectCommitment?: Buffer
  outcome: 'done' | 'hit' | 'no-hit' | 'refused' | 'failed'
  /** Refusal code or fault, without personal data. */
  reason?: string
  /** States and counts per source; never values. */
  detail?: Record<string, string | number | boolean | Record<string, number | string>>
}

/** Every event this peer may write, with the sentence that docs/audit-events.md shows. */
export const auditEvents = {
  'search.asked': 'An officer of this peer asked; written before the question leaves.',
  'search.completed': 'All sources of the federation answered the officer, or their time was over.',
  'search.refused': 'This peer refused to let the officer ask, or some rows of a batch.',
  'search.answered':
    'A source of this peer answered a question of this or another peer, and showed its own values where `shown` says so; written before the answer leaves.',
  'search.denied': 'A source of this peer was not allowed to answer a question of this or another peer.',
  'exchange.refused': 'A message from outside was not believed or not foreseen.',
  'catalogue.answered': 'Another peer was told which sources this peer has.',
  'sign-in.granted': 'An officer signed in.',
  'sign-in.refused': 'A sign-in was refused.',
  'sign-in.ended': 'An officer signed out.',
  'sign-in.revoked': 'The officer ended all own sessions.',
  'operation.denied': 'An officer tried an operation which the policy does not allow.',
  'source.opened': 'An operator is about to look into a source; written before it is opened.',
  'source.inspected':
    'The look into a source ended: the operator saw what its first records become, or it was refused or failed.',
  'source.connected': 'An operator connected a source.',
  'source.indexed': 'An intake run ended: a new generation answers, or the previous one goes on.',
  'linkage.started':
    'An operator had duplicates of a source, or links between two, looked for; written before any record is read.',
  'linkage.ended':
    'A linkage run ended: its pairs can be reviewed, or it failed or was cancelled and left nothing.',
  'linkage.cancelled': 'An operator cancelled a linkage run; written before it is told to end.',
  'linkage.opened': 'An officer opened a pair; written before both records are read.',
  'linkage.decided':
    'An officer decided that two records are of one person, are not, or are undecided again.',
  'peer.started': 'This peer started.',
} as const

export type AuditEventName = keyof typeof auditEvents
