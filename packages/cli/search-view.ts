import type { Comparison, Hit, SearchAskedEvent, SearchEvent, SourceState } from '@isthmus/contract'
import { explain } from '@isthmus/protocol/score'
import { toFaultSentence } from './fault-words.ts'
import { toPlainText } from './plain-text.ts'
import type { SearchOutcome } from './search-outcome.ts'
import { type Column, toTable } from './table.ts'
import type { Terminal } from './terminal.ts'
import { toPercent, toSignedBits, toWaterfallTable } from './waterfall.ts'

const stateWords = {
  asking: 'asked',
  hit: 'HIT',
  'no-hit': 'no hit',
  refused: 'refused',
  unreachable: 'unreachable',
  slow: 'slow',
} as const satisfies Record<SourceState['state'], string>

const comparisonColumns: Column<Comparison>[] = [
  { title: 'field', cell: (row) => row.field },
  { title: 'you asked', cell: (row) => row.asked, most: 40 },
  { title: 'their record', cell: (row) => `${row.level.replaceAll('-', ' ')}${row.alias ? ' (alias)' : ''}` },
  { title: 'bits', cell: (row) => toSignedBits(row.bits), align: 'right' },
]

/** Shows a search as it goes on: a line per source when it answers, and each hit with its comparison. */
export class SearchView {
  readonly #terminal: Terminal
  readonly #explains: boolean

  constructor(terminal: Terminal, { explains = false }: { explains?: boolean } = {}) {
    this.#terminal = terminal
    this.#explains = explains
  }

  show(event: SearchEvent): void {
    if (event.event === 'asked') this.#showAsked(event)
    if (event.event === 'answer') this.#showAnswer(event.answer)
  }

  showSummary(outcome: SearchOutcome): void {
    const { out, style } = this.#terminal
    const hits = outcome.count('hit')
    const missing = outcome.count('asking', 'slow', 'unreachable')
    const refused = outcome.count('refused')
    out('')
    out(style('bold', `${hits} of ${outcome.size} sources have a hit.`))
    if (refused > 0)
      out(`${refused} refused to answer; this says nothing about whether they know the person.`)
    if (missing > 0) out(`${missing} did not answer in time; ask again later before you conclude anything.`)
  }

  #showAsked(event: SearchAskedEvent): void {
    const { err } = this.#terminal
    err(`Asked ${count(event.sources.length, 'source')}. Correlation id ${toPlainText(event.correlationId)}`)
  }

  #showAnswer(answer: SourceState): void {
    if (answer.state === 'asking') return
    const { out, style } = this.#terminal
    const time = answer.tookMs === undefined ? '' : `, ${Math.round(answer.tookMs)} ms`
    const label = style(
      answer.state === 'hit' ? ['bold', 'green'] : 'dim',
      stateWords[answer.state].padEnd(11),
    )
    out(`${label} ${toPlainText(answer.sourceTitle)} (${toPlainText(answer.peerName)}${time})`)
    if (answer.fault) this.#detail(toFaultSentence(answer.fault))
    if (answer.refusal) {
      this.#detail(`${answer.refusal.text} [${answer.refusal.policy}]`)
      this.#detail(answer.refusal.unblock)
    }
    for (const hit of answer.hits) this.#showHit(hit)
    if (answer.state === 'hit' && answer.contact) this.#detail(`Contact: ${answer.contact}`)
  }

  #showHit(hit: Hit): void {
    const { out, style, width } = this.#terminal
    const facts = [
      `${hit.band}, ${toPercent(hit.probability)}`,
      hit.category,
      hit.asOf ? `as of ${hit.asOf}` : undefined,
    ].filter((fact) => fact !== undefined)
    out('')
    out(`  ${style('bold', toPlainText(hit.reference))}  ${toPlainText(facts.join(', '))}`)
    const table = this.#explains
      ? toWaterfallTable(hit, width - 4)
      : toTable(comparisonColumns, hit.comparisons, width - 4)
    for (const line of table.split('\n')) out(`    ${line}`)
    out(`    ${toPlainText(explain(hit.comparisons))}`)
    out('')
  }

  #detail(text: string): void {
    this.#terminal.out(`            ${toPlainText(text)}`)
  }
}

export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-GB')} ${noun}${number === 1 ? '' : 's'}`
}
