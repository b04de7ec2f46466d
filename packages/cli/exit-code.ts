/** What a script learns from the exit code; the table of `--help` and README.md is made from it. */
export const exitCodes = {
  hit: { code: 0, meaning: 'a hit, or the command did what it should' },
  noHit: { code: 1, meaning: 'no hit: every source that may answer has said so' },
  usage: { code: 2, meaning: 'the command is not written as it should be, or the peer could not read it' },
  refused: {
    code: 3,
    meaning: 'refused: not signed in, not permitted, held back until confirmed, or every source refused',
  },
  incomplete: { code: 4, meaning: 'a peer or source could not be reached and there is no hit so far' },
  fault: { code: 5, meaning: 'a fault of this command or of the peer' },
  doctored: {
    code: 6,
    meaning: 'verify: something is not proven, or was changed; the report names the place',
  },
} as const

export type Outcome = keyof typeof exitCodes

export function exitCodeTable(): string {
  return Object.values(exitCodes)
    .map(({ code, meaning }) => `  ${code}  ${meaning}`)
    .join('\n')
}

/** Why a command ends before its time, in words for the person at the keyboard. */
export class CliError extends Error {
  override name = 'CliError'
  readonly outcome: Outcome
  readonly remedy: string | undefined

  constructor(outcome: Outcome, message: string, options?: ErrorOptions & { remedy?: string }) {
    super(message, options)
    this.outcome = outcome
    this.remedy = options?.remedy
  }
}
