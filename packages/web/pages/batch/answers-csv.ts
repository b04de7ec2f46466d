import { type BatchRow, toBatchHits } from './batch-view.ts'

const header = [
  'line',
  'peer',
  'source',
  'state',
  'reference',
  'band',
  'probability',
  'score',
  'category',
  'as_of',
  'refusal',
]

/** A spreadsheet would run a cell that begins with one of these as a formula. */
const startsFormula = /^[=+\-@\t\r]/

/**
 * The answers of a batch as CSV (RFC 4180, UTF-8 with a mark that spreadsheets need): one row per hit, and one per source
 * without a hit. Holds lines, sources and references, no searched value.
 */
export function toAnswersCsv(rows: readonly BatchRow[]): string {
  const lines = rows.flatMap((row) => [...toHitCells(row), ...toOtherCells(row)])
  return `\uFEFF${[header, ...lines].map((cells) => cells.map(toCell).join(',')).join('\r\n')}\r\n`
}

function toHitCells(row: BatchRow): string[][] {
  return toBatchHits(row).map(({ hit, source }) => [
    String(row.line),
    source.peerName,
    source.sourceTitle,
    'hit',
    hit.reference,
    hit.band,
    hit.probability.toFixed(4),
    hit.score.toFixed(1),
    hit.category ?? '',
    hit.asOf ?? '',
    '',
  ])
}

function toOtherCells(row: BatchRow): string[][] {
  const others = [...row.answers.values()].filter((answer) => answer.hits.length === 0)
  return others.map((answer) => [
    String(row.line),
    answer.peerName,
    answer.sourceTitle,
    answer.state,
    ...Array<string>(6).fill(''),
    answer.refusal?.code ?? '',
  ])
}

function toCell(text: string): string {
  const isNumber = /^-?\d+(\.\d+)?$/.test(text)
  const safe = startsFormula.test(text) && !isNumber ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
