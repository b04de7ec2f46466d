import {
  consistencyPath,
  formatAddCheckpoint,
  LogError,
  type NoteKey,
  parseSignatureLines,
  verifyCosignature,
} from '@isthmus/protocol/log'
import type { AuditLog, Checkpoints, SignedCheckpoint } from '../audit-log/index.ts'
import type { Incidents } from '../incident/index.ts'

/** Another peer that may cosign: the name and keys under which it does. */
export type KnownWitness = { peerId: string; name: string; keys: readonly NoteKey[] }

export type SentAnswer = { status: number; body: string }

export type CosignerParts = {
  log: AuditLog
  checkpoints: Checkpoints
  incidents: Pick<Incidents, 'raise'>
  /** In the order in which they are asked. */
  listWitnesses: () => readonly KnownWitness[]
  /** How many must have cosigned; 2 unless the trust list says otherwise. */
  required: () => number
  /** `POST add-checkpoint` at a peer; rejects when that cannot be reached in time. */
  send: (peerId: string, body: string) => Promise<SentAnswer>
  /** Called when a witness says that it has seen a longer log than this one is. */
  onShrunk?: () => void
  /** How long cosignatures may be too few before it becomes an incident, in ms; a minute when absent. */
  shortForMs?: number
}

/** Those beyond the required ones keep our checkpoints too, but need not see each. */
const othersEveryMs = 60_000
/** After that without an answer the next witness is asked as well. */
const patienceMs = 300
/** Others start and stop; only what lasts longer is worth somebody's time. */
const usualShortForMs = 60_000
/** A log that does not grow has no other occasion. */
const retryMs = 2_000

/** Asks other peers to cosign this peer's checkpoints: until enough have, and from time to time all. */
export class Cosigners {
  readonly #parts: CosignerParts
  /** By name: the size that the witness has cosigned last. */
  #cosigned = new Map<string, number>()
  #pending: SignedCheckpoint | undefined
  #running: Promise<void> | undefined
  #othersAskedAt = 0
  #witnessedSize = 0
  #shortSince: number | undefined
  #isShortTold = false
  #retry: NodeJS.Timeout | undefined
  #end: (() => void) | undefined

  constructor(parts: CosignerParts) {
    this.#parts = parts
  }

  async start(): Promise<void> {
    const { checkpoints } = this.#parts
    this.#cosigned = await checkpoints.readCosigned()
    this.#end = checkpoints.onSigned((checkpoint) => this.#submit(checkpoint))
    if (checkpoints.newest) this.#submit(checkpoints.newest)
  }

  async stop(): Promise<void> {
    this.#end?.()
    this.#end = undefined
    clearTimeout(this.#retry)
    this.#pending = undefined
    await this.#running
  }

  /** The size of the newest checkpoint that enough witnesses have cosigned. */
  get witnessedSize(): number {
    return this.#witnessedSize
  }

  #submit(checkpoint: SignedCheckpoint): void {
    this.#pending = checkpoint
    this.#running ??= this.#run()
  }

  async #run(): Promise<void> {
    while (this.#pending) {
      const checkpoint = this.#pending
      this.#pending = undefined
      await this.#collect(checkpoint).catch(() => {})
    }
    this.#running = undefined
  }

  async #collect(checkpoint: SignedCheckpoint): Promise<void> {
    const waiting = [...this.#parts.listWitnesses()]
    const required = Math.min(this.#parts.required(), waiting.length)
    if (required === 0) return
    const askAll = Date.now() - this.#othersAskedAt >= othersEveryMs
    if (askAll) this.#othersAskedAt = Date.now()
    let cosigned = 0
    const asked = new Set<Promise<void>>()
    const askNext = (): void => {
      const witness = waiting.shift()
      if (!witness) return
      const asking = this.#ask(witness, checkpoint).then((isCosigned) => {
        asked.delete(asking)
        if (isCosigned) cosigned += 1
        else askNext()
        if (cosigned >= required) this.#witnessedSize = Math.max(this.#witnessedSize, checkpoint.size)
      })
      asked.add(asking)
    }
    const first = askAll ? waiting.length : required
    for (let count = 0; count < first; count += 1) askNext()
    while (cosigned < required && asked.size > 0) {
      await Promise.race([...asked, pause(patienceMs)])
      if (cosigned < required && asked.size < required + 2) askNext()
    }
    this.#noteShort(cosigned < required)
  }

  #noteShort(isShort: boolean): void {
    clearTimeout(this.#retry)
    if (!isShort) {
      this.#shortSince = undefined
      this.#isShortTold = false
      return
    }
    const { incidents, checkpoints, shortForMs = usualShortForMs } = this.#parts
    this.#shortSince ??= Date.now()
    // Told once: an incident is an entry, and each entry makes a checkpoint that wants witnesses.
    if (!this.#isShortTold && Date.now() - this.#shortSince >= shortForMs) {
      this.#isShortTold = true
      incidents.raise({ kind: 'witness-missing' })
    }
    // Stopped meanwhile.
    if (!this.#end) return
    this.#retry = setTimeout(() => {
      if (checkpoints.newest) this.#submit(checkpoints.newest)
    }, retryMs).unref()
  }

  /** Whether the witness cosigned. It says what it has seen when that is not what we believed. */
  async #ask(witness: KnownWitness, checkpoint: SignedCheckpoint): Promise<boolean> {
    try {
      const oldSize = this.#oldSizeFor(witness, checkpoint)
      const answer = await this.#send(witness, checkpoint, oldSize)
      if (answer.status === 409) return await this.#askAgain(witness, checkpoint, { ...answer, oldSize })
      return answer.status === 200 && (await this.#keep(witness, checkpoint, answer))
    } catch {
      // Unreachable, or no answer of a witness: the next one is asked.
      return false
    }
  }

  async #askAgain(
    witness: KnownWitness,
    checkpoint: SignedCheckpoint,
    { body, oldSize }: SentAnswer & { oldSize: number },
  ): Promise<boolean> {
    const seen = /^(0|[1-9]\d{0,15})\n$/.exec(body)?.[1]
    if (seen === undefined) return false
    const { incidents } = this.#parts
    if (Number(seen) > checkpoint.size) {
      // The witness has seen entries that this log does not have: the database is an old one.
      if (Number(seen) > this.#parts.log.size) {
        incidents.raise({ kind: 'log-shrunk', counterpart: witness.peerId })
        this.#parts.onShrunk?.()
      }
      return false
    }
    // Compared with what was sent: another of our checkpoints may have been cosigned meanwhile.
    if (oldSize === Number(seen)) {
      incidents.raise({ kind: 'log-forked', counterpart: witness.peerId })
      return false
    }
    this.#cosigned.set(witness.name, Number(seen))
    const answer = await this.#send(witness, checkpoint, Number(seen))
    return answer.status === 200 && (await this.#keep(witness, checkpoint, answer))
  }

  #oldSizeFor(witness: KnownWitness, { size }: SignedCheckpoint): number {
    return Math.min(this.#cosigned.get(witness.name) ?? 0, size)
  }

  async #send(witness: KnownWitness, { size, note }: SignedCheckpoint, oldSize: number): Promise<SentAnswer> {
    const { log, send } = this.#parts
    const proof = await consistencyPath(oldSize, size, (id) => log.tiles.read(id))
    return send(witness.peerId, formatAddCheckpoint({ oldSize, proof, checkpoint: note }))
  }

  async #keep(
    witness: KnownWitness,
    { size, note }: SignedCheckpoint,
    { body }: SentAnswer,
  ): Promise<boolean> {
    const isGood = witness.keys.some((key) => isCosigned(note, body, key))
    if (!isGood || parseSignatureLines(body).length !== 1) return false
    await this.#parts.checkpoints.addCosignature({ size, witness: witness.name, line: body })
    this.#cosigned.set(witness.name, Math.max(size, this.#cosigned.get(witness.name) ?? 0))
    return true
  }
}

function isCosigned(note: string, lines: string, key: NoteKey): boolean {
  try {
    verifyCosignature(note, lines, key)
    return true
  } catch (fault) {
    if (fault instanceof LogError) return false
    throw fault
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
