/** One thing that was looked at, and what came of it. */
export type Finding = {
  ok: boolean
  /** What was looked for, stable: `checkpoint-signed`. */
  check: string
  /** Which file, line or entry. */
  place: string
  /** For a reader without training; holds no personal value. */
  sentence: string
}

const mostFailed = 1000

/** Collects findings; of failed ones it keeps the first thousand and counts the rest. */
export class Findings {
  readonly list: Finding[] = []
  /** What could be neither proven nor refuted, each a clause that begins with "that" or "how". */
  readonly open: string[] = []
  failed = 0
  readonly #said = new Set<string>()

  add(ok: boolean, check: string, at: { place: string; sentence: string }): void {
    if (!ok) this.failed++
    if (ok || this.failed <= mostFailed) this.list.push({ ok, check, ...at })
  }

  /** The same said of two places, such as of one checkpoint under two proofs, is said once. */
  pass(check: string, place: string, sentence: string): void {
    if (this.#said.has(sentence)) return
    this.#said.add(sentence)
    this.add(true, check, { place, sentence })
  }

  fail(check: string, place: string, sentence: string): void {
    this.add(false, check, { place, sentence })
  }

  leaveOpen(clause: string): void {
    this.open.push(clause)
  }

  /** The result of the work; what it throws with a stable code becomes a finding, and there is no result. */
  attempt<Result>(check: string, place: string, work: () => Result): Result | undefined {
    try {
      return work()
    } catch (fault) {
      this.fail(check, place, toSentence(fault))
      return undefined
    }
  }
}

/** Errors with a code speak for themselves and hold no values; of others only the kind is told. */
function toSentence(fault: unknown): string {
  if (fault instanceof Error && 'code' in fault && typeof fault.code === 'string')
    return `${capitalise(fault.message)} (${fault.code}).`
  return `It cannot be verified: a fault of kind ${fault instanceof Error ? fault.name : typeof fault}.`
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1).replace(/\.$/, '')
}
