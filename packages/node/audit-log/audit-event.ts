import type { LogEntry } from '@isthmus/contract'

/** The kinds of operation a log must tell apart (LED art. 25(1) and Regulation (EU) 2019/818 art. 24). */
export type AuditOperation = LogEntry['operation']

/**
 * One act as it goes into the log. It never holds the searched values (invariant I8): `subjectCommitment` is a keyed
 * commitment to them, so that the authority which kept the question can prove later that this was it.
 */
export type AuditEvent = Omit<
  LogEntry,
  'version' | 'peer' | 'at' | 'retention' | 'event' | 'subjectCommitment' | 'detail'
> & {
  /** `<room>.<participle>`, one of the list in docs/audit-events.md. */
  event: AuditEventName
  subjectCommitment?: Buffer
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
  'exchange.asked': 'A question to another peer is about to leave; written before it does.',
  'exchange.answered':
    'A question of another peer was answered to the end, or the answer broke off; written before the last line leaves.',
  'exchange.completed':
    'The answer of another peer was believed to the end, or the exchange broke off and has no whole answer.',
  'exchange.sent':
    'A message to another peer was accepted; written in the commit that makes it durable, before it leaves.',
  'exchange.resent': 'An operator sent a dead letter again, under a new envelope.',
  'exchange.discarded':
    'A dead letter was given up, by an operator or since its time was over; its content is gone.',
  'exchange.erased': 'Messages in outbox and inbox came to the end of their time and were removed.',
  'exchange.received':
    'A message of another peer was believed; written in the commit that also holds its effect.',
  'attachment.sent':
    'An operator sent a file to another peer: it lies whole and sealed here, and its announcement is on its way.',
  'attachment.received': 'A file of another peer is here, whole, and the one that was announced.',
  'attachment.opened':
    'An operator opened a file of another peer, or a part of it; written before the first byte.',
  'attachment.withdrawn':
    'A file was withdrawn by its sender: asked for, or done at the receiver, which deleted it unopened; `step` in `detail` says which.',
  'attachment.kept':
    'The withdrawal of a file came after it had been opened; it is kept until its time is over.',
  'attachment.expired': 'The time of a file was over, and its content was deleted.',
  'attachment.broken': 'A file is not the one that was announced, or can no longer be read, and was deleted.',
  'catalogue.answered': 'Another peer was told which sources this peer has.',
  'sign-in.granted': 'An officer signed in.',
  'sign-in.refused': 'A sign-in was refused.',
  'sign-in.ended': 'An officer signed out.',
  'sign-in.revoked': 'The officer ended all own sessions.',
  'passkey.enrolled': 'An officer enrolled a passkey; on which ground is in `detail`.',
  'passkey.renamed': 'An officer gave an own passkey another name; the entry does not hold it.',
  'passkey.revoked': 'A passkey was revoked, by its owner, by an operator or at the end of a recovery.',
  'passkey.used': 'An officer confirmed an operation with a fresh assertion of a passkey.',
  'passkey.refused':
    'An enrolment, an assertion or another act about passkeys was refused; the code is in `reason`.',
  'passkey.invited': 'An operator made a one-time code with which an officer enrols a first passkey.',
  'passkey.recovery-asked': 'An officer who has lost every passkey asked for recovery.',
  'passkey.recovery-approved': 'An operator approved a recovery; how many have is in `detail`.',
  'passkey.recovery-refused': 'An operator refused a recovery.',
  'operation.denied': 'An officer tried an operation which the policy does not allow.',
  'source.opened': 'An operator is about to look into a source; written before it is opened.',
  'source.inspected':
    'The look into a source ended: the operator saw what its first records become, or it was refused or failed.',
  'source.connected': 'An operator connected a source.',
  'source.indexed': 'An intake run ended: a new generation answers, or the previous one goes on.',
  'source.removed':
    'An operator removed a source with all that this peer kept of it; written before anything of it goes.',
  'linkage.started':
    'An operator had duplicates of a source, or links between two, looked for; written before any record is read.',
  'linkage.ended':
    'A linkage run ended: its pairs can be reviewed, or it failed or was cancelled and left nothing.',
  'linkage.cancelled': 'An operator cancelled a linkage run; written before it is told to end.',
  'linkage.opened': 'An officer opened a pair; written before both records are read.',
  'linkage.decided':
    'An officer decided that two records are of one person, are not, or are undecided again.',
  'audit-log.erasure-ordered':
    'A data-protection officer ordered entries to be erased; of which correlation id is in `detail`. Nothing goes yet.',
  'audit-log.erasure-withdrawn': 'An order to erase was withdrawn, or another person declined to confirm it.',
  'audit-log.erased':
    'The readable parts of entries were erased, at the end of their retention or by order; the proofs stay.',
  'audit-log.held': 'Entries of one correlation id are kept beyond their retention, until they are released.',
  'audit-log.released': 'The entries of one correlation id are no longer kept beyond their retention.',
  'audit-log.begun-anew':
    'An administrator stated that an old backup was restored; what others had seen of the log before is in `detail`.',
  'audit-log.exported':
    'The log, or a part of it, was handed to whoever may have it; written before the first line.',
  'incident.raised':
    'Something went wrong for the first time since it was last closed; what kind is in `detail`.',
  'incident.acknowledged': 'Somebody took on an incident; written before it holds.',
  'incident.closed': 'Somebody closed an incident; written before it holds.',
  'trust.adopted': 'A new version of the trust list took effect at this peer.',
  'trust.asked': 'This peer asked the federation operators for something: new keys, or the end of old ones.',
  'trust.invited': 'An operator registered an invitation at the desk.',
  'trust.received': 'The desk received the request of a peer.',
  'trust.refused': 'The request of a peer was refused, at the desk or by whoever works there.',
  'trust.drafted': 'Somebody at the desk made a draft of the next trust list.',
  'trust.signed': 'An operator signed a draft.',
  'trust.published': 'A draft reached its quorum and became the trust list.',
  'trust.withdrawn': 'A draft was withdrawn.',
  'oversight.looked':
    'A data-protection officer or the supervisory authority looked into the log, or an operator at its counts; written before anything is shown.',
  'oversight.named':
    'Whoever supervises learnt whom a pseudonym names; the reason is in `reason`. Written before it is shown.',
  'oversight.handled':
    'A data-protection officer noted an anomaly, asked the officer about it, or closed it.',
  'oversight.answered':
    'An officer answered what the data-protection officer asked about the own acts; the entry does not hold the answer.',
  'oversight.protected': 'A data-protection officer added a protected name; the entry does not hold it.',
  'evidence.exported':
    'An evidence file of one exchange was made, with its content; written before it is handed over.',
  'evidence.erased': 'Kept transcripts of exchanges were erased, at the end of their time or by order.',
  'reconciliation.started': 'This log is about to be compared with that of another peer.',
  'reconciliation.ended':
    'The comparison of two logs ended; how many entries agreed, and how many did not, is in `detail`.',
  'reconciliation.answered': 'Another peer was told which messages with it are in this log.',
  'reconciliation.repaired':
    'This log lacked an entry that the other peer proved with its signed receipt; this is it, and says so.',
  'peer.started': 'This peer started.',
} as const

export type AuditEventName = keyof typeof auditEvents
