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
import { type VerifiedRequest, verifyBundledMessage, verifyRequest } from '../http-signature/index.ts'
import { verifyAnswerLine, verifyCommitment, verifyReceipt, verifyStatement } from '../proof/index.ts'
import { answerName, type EvidenceFiles, findJson, findJsonOf, findText } from './evidence-files.ts'
import type { Findings } from './finding.ts'
import { verifyAttachment } from './verify-attachment.ts'
import { keysOf, nameOf, sayReceipt, verifyEd25519 } from './verify-receipt.ts'
import { say } from './words/catalogue.ts'

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
    findings.fail('message', place, say('message-missing'))
    return undefined
  }
  if (!verifySigned(work, { envelope, body, place })) return undefined
  const digest = toBase64Url(sha256(body))
  verifyQuestion(work, envelope)
  const answer = verifyAnswers(work, envelope)
  const receipt = verifyReceiptOf(work, { envelope, digest }, answer?.receipt)
  if (message.fault !== undefined)
    findings.leaveOpen(say('open-exchange-end', { folder: message.folder, fault: message.fault }))
  const { to } = envelope
  const places = receipt ? [{ ...receipt.log, digest }] : []
  if (answer) places.push({ ...answer.log, digest: answer.digest })
  if (!receipt)
    findings.leaveOpen(say('open-receipt', { name: nameOf(list, to), messageId: envelope.messageId }))
  return { envelope, digest, answerDigest: answer?.digest, places }
}

type Sent = { envelope: Envelope; body: Uint8Array; place: string }

/** That the sender signed exactly this message for exactly this receiver. */
function verifySigned({ message, list, findings }: Message, { envelope, body, place }: Sent): boolean {
  const { from, to, messageId, correlationId, createdAt } = envelope
  const address = list.peers.find(({ id }) => id === to)?.address ?? ''
  const { targetUri, bundle } = message
  const isAtPeer = address !== '' && targetUri.startsWith(`${new URL(address).origin}/peer/v1/`)
  if (!isAtPeer) findings.fail('message-signed', place, say('message-sent-elsewhere'))
  const verified = findings.attempt('message-signed', place, () =>
    verifyRequestOf(message, list, { to, body }),
  )
  if (!verified || !isAtPeer) return false
  const isOfExchange = verified.correlationId === null || verified.correlationId === correlationId
  const isSame = verified.from === from && verified.to === to && isOfExchange
  const values = {
    from: nameOf(list, from),
    to: nameOf(list, to),
    messageId,
    kind: envelope.kind,
    at: createdAt,
    key: verified.keyId,
  }
  findings.add(isSame, 'message-signed', {
    place,
    said: !isSame
      ? say('message-differs')
      : bundle
        ? say('message-signed-in-bundle', { ...values, number: bundle.index + 1, of: bundle.size })
        : say('message-signed', values),
  })
  return isSame
}

/** The request in which it came: alone, or with others under one signature. Throws HttpSignatureError. */
function verifyRequestOf(
  { method, targetUri, fields, bundle: place, at }: EvidenceMessage,
  list: TrustList,
  { to, body }: { to: string; body: Uint8Array },
): VerifiedRequest {
  const request = {
    method,
    targetUri,
    fields: fields.map(([name = '', value = '']) => [name, value] as const),
  }
  const parts = {
    selfId: to,
    targetUri,
    tlsPeer: null,
    keysOf: (id: string) => (list.peers.some((peer) => peer.id === id) ? keysOf(list, id) : undefined),
    verifyEd25519,
    sha256: (data: Uint8Array) => sha256(data),
    isReplay: () => false,
  }
  const now = new Date(at)
  if (place) return verifyBundledMessage({ request, message: body, place }, parts, now)
  return verifyRequest({ ...request, body }, parts, now)
}

/** The opened question, and the statement in it. */
function verifyQuestion({ message, files, list, findings }: Message, envelope: Envelope): void {
  const place = `${message.folder}/question.json`
  const payload = files.get(place)
  if (!payload) {
    findings.fail('question', place, say('question-missing'))
    return
  }
  const isOpened = verifyOpened(
    { commitment: envelope.payloadCommitment, salt: message.salt, payload },
    place,
    findings,
  )
  if (!isOpened) return
  findings.pass('question', place, say('question-opened', { messageId: envelope.messageId }))
  const opened = findJson(files, place)
  if (!hasShape('Payload', opened)) findings.fail('question', place, say('question-malformed'))
  else {
    verifyAttachment({ envelope, content: opened.content, place, list, findings })
    if (opened.statement !== undefined)
      verifyPerson({ message, files, list, findings }, envelope, opened.statement)
  }
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
    say('person-stated', { ...statement, name: nameOf(list, envelope.from), organisation }),
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
    findings.fail('answer', place, say('answer-lines-differ'))
    return undefined
  }
  const areBelieved = lines.every((line, at) => verifyLine(work, envelope, { line, sequence: at + 1 }))
  if (!areBelieved || lines.length === 0) return undefined
  findings.pass(
    'answer',
    place,
    say('answer-signed', { name: nameOf(list, envelope.to), count: lines.length }),
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
    findings.fail('answer', place, say('answer-line-wrong'))
    return false
  }
  const isSigned = findings.attempt('answer', place, () => {
    verifyAnswerLine(answer, { keys: keysOf(list, envelope.to), verifyEd25519 }, Date.parse(answer.createdAt))
    return true
  })
  const name = answerName(message.folder, sequence)
  const payload = files.get(name)
  if (!payload) findings.fail('answer', name, say('answer-line-missing'))
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
    findings.fail('answer-end', place, say('answer-cut-off'))
    return undefined
  }
  const before = lines.slice(0, -1).map((line) => `${line}\n`)
  const digest = toBase64Url(sha256(toUtf8(before.join(''))))
  if (digest !== end.answered.digest) {
    findings.fail('answer-end', place, say('answer-other-lines'))
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
  findings.pass('receipt', place, sayReceipt(receipt, list))
  return receipt
}
