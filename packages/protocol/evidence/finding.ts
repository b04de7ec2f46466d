import { faultKindOf } from './fault-kind.ts'
import { type Said, say, toSentence } from './words/catalogue.ts'

/** One thing that was looked at, and what came of it. */
export type Finding = {
  ok: boolean
  /** What was looked for, stable: `checkpoint-signed`. */
  check: string
  /** Which file, line or entry. */
  place: string
  /** For a reader without training, in no language yet. */
  said: Said
  /** The same in English. */
  sentence: string
  /** What the error says that stands behind it, in English, for technicians. */
  detail?: string
}

const mostFailed = 1000

/** Collects findings; of failed ones it keeps the first thousand and counts the rest. */
export class Findings {
  readonly list: Finding[] = []
  /** What could be neither proven nor refuted, each a clause that begins with "that" or "how". */
  readonly open: Said[] = []
  failed = 0
  readonly #said = new Set<string>()

  add(ok: boolean, check: string, at: { place: string; said: Said; detail?: string }): void {
    if (!ok) this.failed++
    if (ok || this.failed <= mostFailed)
      this.list.push({ ok, check, ...at, sentence: toSentence(at.said, 'en') })
  }

  /** The same said of two places, such as of one checkpoint under two proofs, is said once. */
  pass(check: string, place: string, said: Said): void {
    const key = JSON.stringify(said)
    if (this.#said.has(key)) return
    this.#said.add(key)
    this.add(true, check, { place, said })
  }

  fail(check: string, place: string, said: Said): void {
    this.add(false, check, { place, said })
  }

  leaveOpen(clause: Said): void {
    this.open.push(clause)
  }

  /** The result of the work; what it throws with a stable code becomes a finding, and there is no result. */
  attempt<Result>(check: string, place: string, work: () => Result): Result | undefined {
    try {
      return work()
    } catch (fault) {
      this.add(false, check, { place, ...toFault(fault) })
      return undefined
    }
  }
}

/** Errors with a code speak for themselves and hold no values; of others only the kind is told. */
function toFault(fault: unknown): { said: Said; detail?: string } {
  if (!(fault instanceof Error)) return { said: say('fault-unknown', { code: typeof fault }) }
  const code = 'code' in fault ? fault.code : undefined
  if (typeof code !== 'string') return { said: say('fault-unknown', { code: fault.name }) }
  return { said: say(faultKindOf(code), { code }), detail: fault.message }
}
