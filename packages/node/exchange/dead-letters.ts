import type { KeyObject } from 'node:crypto'
import { type Clock, type Database, framesOf, type Logger } from '../platform/index.ts'
import type { Trust } from '../trust/index.ts'
import { inboxPath } from './message-wire.ts'
import { openContent } from './stored-content.ts'
import type { OnTranscript, Transcript } from './transcript.ts'
import type { Wire } from './wire.ts'

export type DeadLettersParts = {
  database: Database
  wire: Wire
  trust: Trust
  clock: Clock
  logger: Pick<Logger, 'warn'>
  contentKey: KeyObject
  onTranscript: OnTranscript
}

type Letter = {
  messageId: string
  to: string
  kind: string
  correlationId: string
  body: Buffer
  content: Buffer
  digest: Buffer
  fault: string
}

const lookEveryMs = 1_000

/** In memory at a time; each may be a message of the largest size. */
const mostAtOnce = 4

/**
 * Leaves a transcript of every dead letter: what was sent, to whom, and that no receipt came. Signed anew, since of the
 * attempts no signature is kept. A letter counts as told one look after its transcript was handed over, so that a crash
 * between leaves two transcripts rather than none.
 */
export class DeadLetters {
  readonly #parts: DeadLettersParts
  #handedOver: string[] = []
  #timer: NodeJS.Timeout | undefined
  #looking: Promise<void> | undefined

  constructor(parts: DeadLettersParts) {
    this.#parts = parts
  }

  start(): void {
    this.#timer = setInterval(() => void this.look(), lookEveryMs)
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#looking
  }

  /** Never throws: what could not be read is looked for again. */
  async look(): Promise<void> {
    this.#looking ??= this.#look()
      .catch((fault: unknown) => this.#warn(fault, 'dead letters could not be read'))
      .finally(() => {
        this.#looking = undefined
      })
    await this.#looking
  }

  async #look(): Promise<void> {
    const { database, onTranscript } = this.#parts
    await database.query(
      `update exchange.outbox set is_told = true where message_id = any($1) and state = 'dead'`,
      [this.#handedOver.splice(0)],
      'exchange-outbox-told',
    )
    const letters = await database.query<Letter>(
      `select message_id as "messageId", to_peer as to, kind, correlation_id as "correlationId", body, content,
              digests[array_length(digests, 1)] as digest, fault
         from exchange.outbox where state = 'dead' and not is_told order by message_id limit $1`,
      [mostAtOnce],
      'exchange-outbox-untold',
    )
    for (const letter of letters) {
      this.#handedOver.push(letter.messageId)
      try {
        onTranscript(await this.#toTranscript(letter))
      } catch (fault) {
        this.#warn(fault, 'a transcript of a dead letter could not be made')
      }
    }
  }

  async #toTranscript({ content, digest, body, to, ...letter }: Letter): Promise<Transcript> {
    const { wire, trust, clock, contentKey } = this.#parts
    const { salt, payload } = openContent(contentKey, { messageId: letter.messageId, content })
    const at = clock()
    const fields = await wire.signFields({ ...letter, to }, { path: inboxPath, digest })
    return {
      ...letter,
      ...{ direction: 'sent', counterpart: to, at, trustListVersion: trust.list.version },
      request: { method: 'POST', targetUri: wire.targetUri(to, inboxPath), fields, body },
      question: { salt, payload: Buffer.from(JSON.stringify(payload), 'utf8') },
      answers: [],
    }
  }

  #warn(fault: unknown, sentence: string): void {
    this.#parts.logger.warn({ stack: fault instanceof Error ? framesOf(fault) : '' }, sentence)
  }
}
