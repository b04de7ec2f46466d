import type { Comparison, ComparisonPart, Hit } from '@isthmus/contract'
import { type Column, toTable } from './table.ts'

type Row = {
  step: string
  asked?: string | undefined
  held?: string | undefined
  result: string
  bits: number
  from: number
  to: number
}

type Explained = Pick<Hit, 'score' | 'prior' | 'probability' | 'comparisons'>

/** Below this the picture is left out: the words and figures need the room. */
const narrow = 90
const wide = 130

/**
 * Why a hit has its probability, from the size of the source through each comparison, word by word, to the odds: a table
 * whose last column is a picture. `█` speaks for the same person, `░` against, `│` is where both are as likely.
 */
export function toWaterfallTable(hit: Explained, width: number): string {
  const rows = toRows(hit)
  const columns: Column<Row>[] = [
    { title: 'step', cell: (row) => row.step },
    { title: 'you asked', cell: (row) => row.asked, most: 34 },
  ]
  if (rows.some(({ held }) => held !== undefined))
    columns.push({ title: 'your record', cell: (row) => row.held, most: 34 })
  columns.push(
    { title: 'result', cell: (row) => row.result, most: 34 },
    { title: 'bits', cell: (row) => toSignedBits(row.bits), align: 'right' },
    { title: 'total', cell: (row) => toSignedBits(row.to), align: 'right' },
  )
  if (width >= narrow) {
    const draw = toPainter(rows, width >= wide ? 30 : 18)
    columns.push({ title: 'other person / same', cell: draw })
  }
  return toTable(columns, rows, width)
}

function toRows({ prior, comparisons, probability, score }: Explained): Row[] {
  const rows: Row[] = []
  let total = 0
  const add = (row: Omit<Row, 'from' | 'to'>): void => {
    rows.push({ ...row, from: total, to: roundBits(total + row.bits) })
    total = roundBits(total + row.bits)
  }
  if (prior !== undefined) {
    const population = Math.round(2 ** -prior).toLocaleString('en-GB')
    add({ step: 'before comparing', result: `one in ${population}`, bits: prior })
  }
  for (const comparison of comparisons) {
    const start = total
    add({
      ...toValues(comparison),
      step: comparison.field,
      result: toResult(comparison),
      bits: comparison.bits,
    })
    rows.push(...toPartRows(comparison.parts ?? [], start))
  }
  const learnt = prior === undefined ? 0 : toLearnt(probability, total)
  if (learnt !== 0) add({ step: 'experience', result: 'what such sums are worth', bits: learnt })
  const result = `${toPercent(probability)}, score ${toSignedBits(score)}`
  rows.push({ step: 'result', result, bits: total, from: total, to: total })
  return rows
}

function toPartRows(parts: readonly ComparisonPart[], start: number): Row[] {
  let total = start
  return parts.map((part) => {
    const from = total
    total = roundBits(from + part.bits)
    return { ...toValues(part), step: '  part', result: toPartResult(part), bits: part.bits, from, to: total }
  })
}

function toValues({ asked, held }: { asked?: string; held?: string }): Pick<Row, 'asked' | 'held'> {
  return { asked, held }
}

function toResult({ level, alias }: Comparison): string {
  return `${level.replaceAll('-', ' ')}${alias ? ' (alias)' : ''}`
}

function toPartResult({ level, asked, held }: ComparisonPart): string {
  if (level !== 'missing') return level.replaceAll('-', ' ')
  if (asked !== undefined) return 'only in the question'
  return held === undefined ? 'rest: words of record, rules' : 'only in the record'
}

/** What a calibrated model has learnt that its sums are worth; 0 where it takes them as they are, or cannot be told. */
function toLearnt(probability: number, total: number): number {
  if (probability < 1e-9 || probability > 1 - 1e-9) return 0
  const bits = Math.log2(probability / (1 - probability)) - total
  return Math.abs(bits) < 0.1 ? 0 : roundBits(bits)
}

function toPainter(rows: readonly Row[], room: number): (row: Row) => string {
  const ends = rows.flatMap(({ from, to }) => [from, to])
  const least = Math.min(0, ...ends)
  const most = Math.max(1, ...ends)
  const cellOf = (bits: number) => Math.round(((bits - least) / (most - least)) * (room - 1))
  const zero = cellOf(0)
  return (row) => {
    const [from, to] = [cellOf(Math.min(row.from, row.to)), cellOf(Math.max(row.from, row.to))]
    const sign = row.step === 'result' ? '◆' : row.bits < 0 ? '░' : '█'
    const isDrawn = (at: number) => at >= from && at <= to && (row.bits !== 0 || row.step === 'result')
    return Array.from({ length: room }, (_, at) => (isDrawn(at) ? sign : at === zero ? '│' : ' ')).join('')
  }
}

export function toSignedBits(bits: number): string {
  return `${bits > 0 ? '+' : ''}${bits.toFixed(2)}`
}

/** Never rounds up to certainty. */
export function toPercent(probability: number): string {
  if (probability > 0.999) return '> 99.9 %'
  return `${(Math.floor(probability * 1000) / 10).toFixed(1)} %`
}

function roundBits(bits: number): number {
  return Math.round(bits * 100) / 100
}
