import { createHash, randomUUID } from 'node:crypto'
import type { ExchangeEnd, Receipt } from '@isthmus/contract'
import {
  type AnswerKind,
  messageKinds,
  type OpenedAnswer,
  openAnswer,
  type QuestionKind,
  type SealedMessage,
  verifyEd25519,
} from '@isthmus/protocol/envelope'
import type { Fields } from '@isthmus/protocol/http-signature'
import type { Dispatcher } from 'undici'
import type { AuditLog } from '../audit-log/index.ts'
import type { Incidents } from '../incident/index.ts'
import type { Clock } from '../platform/index.ts'
import type { KnownPeer, Trust } from '../trust/index.ts'
import {
  clauseOf,
  incidentOf,
  notBelieved,
  readRefusal,
  toAnswerFault,
  toExchangeError,
} from './ask-fault.ts'
import { ExchangeError } from './errors.ts'
import { type ExchangeMessage, toAskedEvent, toBrokenEvent, toCompletedEvent } from './exchange-events.ts'
import { postToPeer } from './post-to-peer.ts'
import { readLines } from './read-lines.ts'
import { type OnTranscript, TranscriptLines } from './transcript.ts'
import { verifyEnd } from './verify-end.ts'
import { type StatedPerson, toPayload, type Wire } from './wire.ts'

/** How long a question may travel before its receiver must refuse it. */
const questionLifetimeMs = 60_000

/** A sealed answer has at most four million characters (contract), and its header some hundred. */
const longestLine = 4_500_000

/** Path of the door for questions. */
export const messagesPath = '/peer/v1/messages'

export type PeerClientParts = {
  trust: Trust
  wire: Wire
  auditLog: Pick<AuditLog, 'append'>
  incidents: Pick<Incidents, 'raise'>
  clock: Clock
  /** Connections to a peer of the trust list. */
  dispatcherOf: (peerId: string) => Dispatcher
  onTranscript?: OnTranscript
}

/** `person` where the kind demands that somebody is stated. */
export type Question = {
  kind: QuestionKind
  correlationId: string
  content: Record<string, unknown>
  person?: StatedPerson
}

type Asked = {
  peer: KnownPeer
  question: Question
  sealed: SealedMessage
  fields: Fields
  known: ExchangeMessage
  at: Date
}

/** What has come of an answer so far. */
type Coming = { kept: TranscriptLines | undefined; receipt?: Receipt }

/** Asks other peers: seals, signs, sends, and yields each answer's content as it arrives and has been believed. */
export class PeerClient {
  readonly #parts: PeerClientParts

  constructor(parts: PeerClientParts) {
    this.#parts = parts
  }

  /** Throws ExchangeError, and TrustError TRUST_LIST_EXPIRED before anything is sent. */
  async *ask(peerId: string, question: Question, signal: AbortSignal): AsyncGenerator<unknown> {
    const asked = await this.#prepare(peerId, question)
    const { auditLog } = this.#parts
    // The entry is durable before the question leaves: a crash may lose an answer, never the fact that it was asked.
    await auditLog.append(toAskedEvent(asked.known, asked.sealed.digest))
    const coming: Coming = { kept: this.#parts.onTranscript ? new TranscriptLines() : undefined }
    let ending = 'ASKER_LEFT'
    try {
      const body = await this.#send(asked, signal)
      yield* this.#open(readLines(body, longestLine), { asked, coming }, signal)
      ending = ''
    } catch (fault) {
      const known = toExchangeError(fault, asked.peer, signal)
      ending = known.code
      this.#report(known, asked)
      throw known
    } finally {
      if (ending !== '') await auditLog.append(toBrokenEvent('exchange.completed', asked.known, ending))
      this.#tell(asked, coming, ending)
    }
  }

  async #prepare(peerId: string, question: Question): Promise<Asked> {
    const { trust, wire, clock } = this.#parts
    const at = clock()
    trust.verifyInForce(at)
    const peer = trust.findPeer(peerId)
    if (!peer) throw new ExchangeError('PEER_UNKNOWN', `${peerId} is not in the trust list`)
    const { kind, correlationId, content, person } = question
    const statement = person && (await wire.state(person, correlationId, at))
    const messageId = randomUUID()
    const sealed = await wire.seal({
      kind,
      to: peer.id,
      messageId,
      correlationId,
      createdAt: at,
      expiresAt: new Date(at.getTime() + questionLifetimeMs),
      payload: toPayload(content, statement),
    })
    const fields = await wire.signFields(sealed.envelope, { path: messagesPath, digest: sealed.digest })
    const known = { messageId, kind, counterpart: peer.id, correlationId }
    return { peer, question, sealed, fields, known, at }
  }

  async #send(
    { peer, sealed, fields }: Asked,
    signal: AbortSignal,
  ): Promise<Dispatcher.ResponseData['body']> {
    const response = await postToPeer(this.#parts, {
      peerId: peer.id,
      path: messagesPath,
      fields,
      body: sealed.body,
      signal,
    })
    if (response.statusCode === 200) return response.body
    const code = await readRefusal(response)
    throw new ExchangeError(
      'PEER_REFUSED',
      `${peer.id} refused the message (HTTP ${response.statusCode}, ${code})`,
      {
        remedy: 'compare trust list, keys and clocks of both peers',
      },
    )
  }

  async *#open(
    lines: AsyncIterable<string>,
    { asked, coming }: { asked: Asked; coming: Coming },
    signal: AbortSignal,
  ): AsyncGenerator<unknown> {
    const hash = createHash('sha256')
    let sequence = 1
    let isComplete = false
    try {
      // Waits for the end even after the last line: a connection that is left before its end cannot be used again.
      for await (const line of lines) {
        if (isComplete) break
        const answer = this.#openLine(line, asked, sequence)
        coming.kept?.add(line, answer)
        if (answer.line.kind === 'exchange.end') {
          const digest = hash.digest()
          const end = this.#verifyEnd(answer, asked, digest)
          coming.receipt = end.receipt
          const told = { lines: sequence - 1, end }
          await this.#parts.auditLog.append(toCompletedEvent(asked.known, digest, told))
          isComplete = true
        } else {
          hash.update(`${line}\n`)
          yield answer.content
        }
        sequence += 1
      }
    } catch (cause) {
      if (!isComplete) throw toAnswerFault(cause, asked.peer, signal)
    }
    if (!isComplete) throw toAnswerFault(undefined, asked.peer, signal)
  }

  #openLine(text: string, { peer, question, sealed }: Asked, sequence: number): OpenedAnswer {
    const kinds: AnswerKind[] = [messageKinds[question.kind].answer, 'exchange.end']
    const { trust, clock } = this.#parts
    const keys = trust.findPeer(peer.id)?.keys ?? []
    const expected = {
      question: sealed.envelope,
      kinds,
      sequence,
      secret: sealed.secret,
      keys,
      verifyEd25519,
    }
    try {
      return openAnswer(text, expected, clock())
    } catch (cause) {
      throw notBelieved(peer, cause)
    }
  }

  #verifyEnd({ content }: OpenedAnswer, { peer, sealed }: Asked, answer: Buffer): ExchangeEnd {
    const sent = { ...sealed.envelope, digest: sealed.digest }
    try {
      return verifyEnd(content, { answer, sent, wire: this.#parts.wire })
    } catch (cause) {
      throw notBelieved(peer, cause)
    }
  }

  #report(fault: ExchangeError, { peer, question }: Asked): void {
    const kind = incidentOf(fault)
    if (!kind) return
    const { correlationId } = question
    const clause = clauseOf(fault.cause)
    const detail = { code: clause ?? fault.code }
    this.#parts.incidents.raise({ kind, counterpart: peer.id, correlationId, detail })
  }

  #tell({ peer, question, sealed, fields, at }: Asked, { kept, receipt }: Coming, fault: string): void {
    const { onTranscript, trust, wire } = this.#parts
    if (!onTranscript || !kept) return
    const { kind, correlationId } = question
    onTranscript({
      direction: 'sent',
      counterpart: peer.id,
      kind,
      messageId: sealed.envelope.messageId,
      correlationId,
      at,
      trustListVersion: trust.list.version,
      request: {
        method: 'POST',
        targetUri: wire.targetUri(peer.id, messagesPath),
        fields,
        body: sealed.body,
      },
      secret: sealed.secret,
      question: { salt: sealed.salt, payload: sealed.payload },
      answers: kept.answers,
      ...(receipt ? { receipt } : {}),
      ...(fault === '' ? kept.fault : { fault }),
    })
  }
}
