import { readFileSync, statSync } from 'node:fs'
import type { Hit, SearchEvent } from '@isthmus/contract'
import { CliError, type Outcome } from './exit-code.ts'
import { type Grounds, toGrounds } from './grounds.ts'
import { openPeer, type PeerOptions } from './peer-options.ts'
import { toPlainText, toSafeJson } from './plain-text.ts'
import { SearchOutcome } from './search-outcome.ts'
import { count } from './search-view.ts'
import { type Column, toTable } from './table.ts'
import type { Terminal } from './terminal.ts'
import { toPercent } from './waterfall.ts'

const mostBytes = 8_000_000

type BatchHit = { line: number; source: string; peer: string; hit: Hit }

/** Hits are listed by the line of the file, so that the terminal shows no names. */
const columns: Column<BatchHit>[] = [
  { title: 'line', cell: (row) => row.line, align: 'right' },
  { title: 'source', cell: (row) => row.source },
  { title: 'peer', cell: (row) => row.peer },
  { title: 'reference', cell: (row) => row.hit.reference },
  { title: 'band', cell: (row) => row.hit.band },
  { title: 'probability', cell: (row) => toPercent(row.hit.probability), align: 'right' },
]

export async function runBatch(
  options: PeerOptions & Grounds,
  file: string,
  terminal: Terminal,
): Promise<Outcome> {
  const body = { csv: readCsv(file), ...toGrounds(options) }
  const api = await openPeer(options)
  const outcome = new SearchOutcome()
  const hits = new Map<string, BatchHit[]>()
  for await (const event of api.stream('search.batch', { body })) {
    outcome.add(event)
    if (options.json) terminal.out(toSafeJson(event))
    else showProgress(event, terminal)
    if (event.event === 'answer') {
      const { peerId, peerName, sourceId, sourceTitle } = event.answer
      const line = event.line ?? event.subject + 2
      hits.set(
        JSON.stringify([event.subject, peerId, sourceId]),
        event.answer.hits.map((hit) => ({ line, source: sourceTitle, peer: peerName, hit })),
      )
    }
  }
  if (!options.json) showBatch([...hits.values()].flat(), outcome, terminal)
  return outcome.value
}

function showProgress(event: SearchEvent, terminal: Terminal): void {
  if (event.event !== 'asked') return
  terminal.err(
    `Asked about ${count(event.subjects, 'person').replace('persons', 'people')} in ${count(event.sources.length, 'source')}. ` +
      `Correlation id ${toPlainText(event.correlationId)}`,
  )
  for (const row of event.rejectedRows ?? [])
    terminal.err(`line ${row.line} was left out: ${toPlainText(row.reason)}`)
}

function showBatch(hits: BatchHit[], outcome: SearchOutcome, terminal: Terminal): void {
  const { out, style, width } = terminal
  hits.sort((a, b) => a.line - b.line || b.hit.probability - a.hit.probability)
  if (hits.length > 0) out(toTable(columns, hits, width))
  const lines = new Set(hits.map((hit) => hit.line)).size
  const missing = outcome.count('slow', 'unreachable', 'asking')
  out('')
  out(style('bold', `${count(hits.length, 'hit')} on ${count(lines, 'line')}.`))
  if (outcome.rejectedRows > 0) out(`${count(outcome.rejectedRows, 'line')} could not be asked about.`)
  if (outcome.count('refused') > 0) out(`${count(outcome.count('refused'), 'answer')} refused.`)
  if (missing > 0) out(`${count(missing, 'answer')} missing: ask again later before you conclude anything.`)
}

function readCsv(file: string): string {
  try {
    if (statSync(file).size > mostBytes) {
      throw new CliError('usage', `--batch ${file} is larger than 8 MB`, {
        remedy: 'split it into files of up to 10,000 rows',
      })
    }
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file))
  } catch (cause) {
    if (cause instanceof CliError) throw cause
    const isText = cause instanceof TypeError
    throw new CliError('usage', `--batch ${file} ${isText ? 'is not UTF-8 text' : 'cannot be read'}`, {
      cause,
      remedy: isText ? 'save it as CSV UTF-8' : 'check the path',
    })
  }
}
