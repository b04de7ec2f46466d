import { type Finding, type Said, toSentence } from '@isthmus/protocol/evidence'
import { toPlainText } from './plain-text.ts'
import type { Terminal } from './terminal.ts'

const mostShown = 30

export type Report = {
  subject: string
  findings: readonly Finding[]
  failed: number
  limits: readonly Said[]
}

/** What is proven, what is not, and what was found to be wrong, one sentence a line. */
export function printReport({ subject, findings, failed, limits }: Report, terminal: Terminal): void {
  const wrong = findings.filter(({ ok }) => !ok)
  const proven = findings.filter(({ ok }) => ok)
  if (failed > 0) {
    terminal.out(terminal.style(['bold', 'red'], `NOT PROVEN: ${subject}`))
    for (const { place, sentence, detail } of wrong.slice(0, mostShown)) {
      terminal.out(`  \u2717 ${toPlainText(place)}: ${toPlainText(sentence)}`)
      if (detail !== undefined) terminal.out(`    ${toPlainText(detail)}`)
    }
    if (failed > mostShown) terminal.out(`  \u2717 and ${failed - mostShown} more`)
    if (proven.length > 0) terminal.out('\nProven all the same:')
  } else {
    terminal.out(terminal.style(['bold', 'green'], `PROVEN: ${subject}`))
  }
  for (const { sentence } of proven.slice(0, mostShown)) terminal.out(`  \u2713 ${toPlainText(sentence)}`)
  if (proven.length > mostShown) terminal.out(`  \u2713 and ${proven.length - mostShown} more`)
  terminal.out('\nNot proven by this:')
  for (const limit of limits) terminal.out(`  - ${toPlainText(toSentence(limit, 'en'))}`)
}
