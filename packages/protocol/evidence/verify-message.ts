import {
  type AnswerLine,
  type Envelope,
  type EvidenceMessage,
  hasShape,
  type Receipt,
  type TrustList,
} from '@isthmus/contract'
import { sha256 } from '@noble/hashes/sha2.js'
import { fromBase64Url, toBase64Url, toUtf8 } from '../bytes/index.ts'
import { verifyRequest } from '../http-signature/index.ts'
import { verifyAnswerLine, verifyCommitment, verifyReceipt, verifyStatement } from '../proof/index.ts'
import { answerName, type EvidenceFiles, findJson, findJsonOf, findText } from './evidence-files.ts'
import type { Findings } from './finding.ts'
import { keysOf, nameOf, verifyEd25519 } from './verify-receipt.ts'

/** Where a message stands in a log, by whose word, and the digest that the entry must name. */
export type LogPlace = { origin: string; index: number; leafHash: string; digest: string }

/** A message of which everything that is there was believed. */
export type ProvenMessage = {
  envelope: Envelope
  digest: string
  answerDigest: string | undefined
  places: LogPlace[]
}

type Message = { message: EvidenceMessage; files: EvidenceFiles; list: TrustList; findings: Findings }

/** One message with its answers, receipt and statement, against the trust list of its time. */
export function verifyMessage(work: Message): ProvenMessage | undefined {
  const { message, files, list, findings } = work
  const place = `${message.folder}/body.json`
  const body = files.get(place)
  const envelope = findJsonOf(findText(files, place))
  if (!body || !hasShape('Envelope', envelope)) {
    findings.fail('message', place, 'There is no message of version 2 here.')
    return undefined
  }
  if (!verifySigned(work, { envelope, body, place })) return undefined
  const digest = toBase64Url(sha256(body))
  verifyQuestion(work, envelope)
  const answer = verifyAnswers(work, envelope)
  const receipt = verifyReceiptOf(work, { envelope, digest }, answer?.receipt)
  if (message.fault !== undefined)
    findings.leaveOpen(
      `how exchange ${message.folder} would have ended: it did not come to its end (${message.fault})`,
    )
  const { to } = envelope
  const places = receipt ? [{ ...receipt.log, digest }] : []
  if (answer) places.push({ ...answer.log, digest: answer.digest })
  if (!receipt)
    findings.leaveOpen(
      `that ${nameOf(list, to)} received message ${envelope.messageId}: its receipt is not here`,
    )
  return { envelope, digest, answerDigest: answer?.digest, places }
}

type Sent = { envelope: Envelope; body: Uint8Array; place: string }

/** That the sender signed exactly this message for exactly this receiver. */
function verifySigned({ message, list, findings }: Message, { envelope, body, place }: Sent): boolean {
  const { from, to, messageId, correlationId, createdAt } = envelope
  const address = list.peers.find(({ id }) => id === to)?.address ?? ''
  const { method, targetUri, fields } = message
  const isAtPeer = address !== '' && targetUri.startsWith(`${new URL(address).origin}/peer/v1/`)
  if (!isAtPeer)
    findings.fail('message-signed', place, 'The message was not sent to the address of its receiver.')
  const verified = findings.attempt('message-signed', place, () =>
    verifyRequest(
      { method, targetUri, fields: fields.map(([name = '', value = '']) => [name, value] as const), body },
      {
        selfId: to,
        targetUri,
        tlsPeer: null,
        keysOf: (id) => (list.peers.some((peer) => peer.id === id) ? keysOf(list, id) : undefined),
        verifyEd25519,
        sha256: (data) => sha256(data),
        isReplay: () => false,
      },
      new Date(message.at),
    ),
  )
  if (!verified || !isAtPeer) return false
  const isSame = verified.from === from && verified.to === to && verified.correlationId === correlationId
  findings.add(isSame, 'message-signed', {
    place,
    sentence: isSame
      ? `${nameOf(list, from)} signed message ${messageId} (${envelope.kind}) to ${nameOf(list, to)}, created ${createdAt}, with its key ${verified.keyId}.`
      : 'The signed header fields and the message name different peers or exchanges.',
  })
  return isSame
}

/** The opened question, and the statement in it. */
function verifyQuestion({ message, files, list, findings }: Message, envelope: Envelope): void {
  const place = `${message.folder}/question.json`
  const payload = files.get(place)
  if (!payload) {
    findings.fail('question', place, 'What was asked is not here.')
    return
  }
  const isOpened = verifyOpened(
    { commitment: envelope.payloadCommitment, salt: message.salt, payload },
    place,
    findings,
  )
  if (!isOpened) return
  findings.pass('question', place, `This is the content of message ${envelope.messageId}, word for word.`)
  const opened = findJson(files, place)
  if (!hasShape('Payload', opened))
    findings.fail('question', place, 'The content is no payload of version 2.')
  else if (opened.statement !== undefined)
    verifyPerson({ message, files, list, findings }, envelope, opened.statement)
}

/** The person on whose behalf the message was sent. */
function verifyPerson({ message, list, findings }: Message, envelope: Envelope, jws: string): void {
  const place = `${message.folder}/question.json`
  const sender = list.peers.find(({ id }) => id === envelope.from)
  const statement = findings.attempt('statement', place, () =>
    verifyStatement(jws, {
      correlationId: envelope.correlationId,
      createdAt: Date.parse(envelope.createdAt),
      keys: keysOf(list, envelope.from),
      at: Date.parse(message.at),
      mayState: (organisation) =>
        sender?.owner === organisation || sender?.hosts.includes(organisation) === true,
      verifyEd25519,
    }),
  )
  if (!statement) return
  const organisation =
    list.organisations.find(({ id }) => id === statement.organisation)?.name ?? statement.organisation
  findings.pass(
    'statement',
    place,
    `${nameOf(list, envelope.from)} stated, signed: it asks for the person with the pseudonym ${statement.pseudonym}, ` +
      `${statement.role} of ${organisation} (assurance level ${statement.assuranceLevel}), for ${statement.purpose}, ` +
      `legal basis ${statement.legalBasis}, case ${statement.caseReference}.`,
  )
}

type Opened = { commitment: string; salt: string; payload: Uint8Array }

function verifyOpened({ commitment, salt, payload }: Opened, place: string, findings: Findings): boolean {
  const bytes = fromBase64Url(salt) ?? new Uint8Array(0)
  const isOpen = findings.attempt('commitment', place, () => {
    verifyCommitment(commitment, { salt: bytes, payload }, (data) => sha256(data))
    return true
  })
  return isOpen === true
}

type Answer = { digest: string; receipt: unknown; log: { origin: string; index: number; leafHash: string } }

/** Every line of a streamed answer, in order and to its end. */
function verifyAnswers(work: Message, envelope: Envelope): Answer | undefined {
  const { message, files, list, findings } = work
  const place = `${message.folder}/answers.ndjson`
  const text = findText(files, place)
  if (text === undefined) return undefined
  const lines = text.split('\n')
  if (lines.pop() !== '' || lines.length !== message.answerSalts.length) {
    findings.fail('answer', place, 'The answer has not as many lines as it was opened with.')
    return undefined
  }
  const areBelieved = lines.every((line, at) => verifyLine(work, envelope, { line, sequence: at + 1 }))
  if (!areBelieved || lines.length === 0) return undefined
  findings.pass(
    'answer',
    place,
    `${nameOf(list, envelope.to)} signed each of the ${lines.length} lines of its answer, and they are all here, word for word.`,
  )
  return verifyEnd(work, lines)
}

function verifyLine(
  { message, files, list, findings }: Message,
  envelope: Envelope,
  { line, sequence }: { line: string; sequence: number },
): boolean {
  const place = `${message.folder}/answers.ndjson line ${sequence}`
  const answer = findJsonOf(line)
  const isNext = hasShape('AnswerLine', answer) && isOf(answer, envelope) && answer.sequence === sequence
  if (!isNext) {
    findings.fail('answer', place, 'The line is not the next one that answers this message.')
    return false
  }
  const isSigned = findings.attempt('answer', place, () => {
    verifyAnswerLine(answer, { keys: keysOf(list, envelope.to), verifyEd25519 }, Date.parse(answer.createdAt))
    return true
  })
  const name = answerName(message.folder, sequence)
  const payload = files.get(name)
  if (!payload) findings.fail('answer', name, 'The content of this line is not here.')
  const salt = message.answerSalts[sequence - 1] ?? ''
  const isOpen =
    payload && verifyOpened({ commitment: answer.payloadCommitment, salt, payload }, name, findings)
  return isSigned === true && isOpen === true
}

function isOf(line: AnswerLine, { from, to, messageId, correlationId }: Envelope): boolean {
  return (
    line.from === to &&
    line.to === from &&
    line.messageId === messageId &&
    line.correlationId === correlationId
  )
}

/** The last line says that it is the last, and where question and answer stand in the log of who answered. */
function verifyEnd({ message, files, findings }: Message, lines: readonly string[]): Answer | undefined {
  const place = answerName(message.folder, lines.length)
  const end = findJson(files, place)
  const last = findJsonOf(lines.at(-1))
  if (!hasShape('ExchangeEnd', end) || !hasShape('AnswerLine', last) || last.kind !== 'exchange.end') {
    findings.fail('answer-end', place, 'The answer was cut off: its last line is not the end of an exchange.')
    return undefined
  }
  const before = lines.slice(0, -1).map((line) => `${line}\n`)
  const digest = toBase64Url(sha256(toUtf8(before.join(''))))
  if (digest !== end.answered.digest) {
    findings.fail('answer-end', place, 'The answer was closed over other lines than these.')
    return undefined
  }
  return { digest, receipt: end.receipt, log: end.answered.log }
}

function verifyReceiptOf(
  { message, files, list, findings }: Message,
  { envelope, digest }: { envelope: Envelope; digest: string },
  inAnswer: unknown,
): Receipt | undefined {
  const place = `${message.folder}/receipt.json`
  const value = findJson(files, place) ?? inAnswer
  if (value === undefined) return undefined
  const { from, to, messageId, correlationId } = envelope
  const receipt = findings.attempt('receipt', place, () =>
    verifyReceipt(
      value,
      { from, to, messageId, correlationId, digest, keys: keysOf(list, to), verifyEd25519 },
      hasShape('Receipt', value) ? Date.parse(value.receivedAt) : Date.parse(message.at),
    ),
  )
  if (!receipt) return undefined
  findings.pass(
    'receipt',
    place,
    `${nameOf(list, to)} signed that it received message ${messageId} at ${receipt.receivedAt} and wrote it into its log as ` +
      `entry ${receipt.log.index}.`,
  )
  return receipt
}
