import type { RejectedRow, SearchSubject } from '@isthmus/contract'
import { hasShape } from '@isthmus/contract'
import { assertAskable, SubjectError } from '@isthmus/protocol/subject'
import { parse } from 'csv-parse/sync'
import type { NumberedSubject } from './ask-federation.ts'
import { SearchError } from './errors.ts'

const mostSubjects = 10_000

const columns = ['full', 'family', 'given', 'birth', 'sex', 'nationality', 'place', 'document'] as const

type Column = (typeof columns)[number]
/** What csv-parse says of a row that has not as many fields as the header. */
type CountFault = { record: readonly string[]; columns: readonly unknown[] }
type CsvRow = { record: Partial<Record<Column, string>>; info: { lines: number; error?: CountFault } }

export type SubjectBatch = { subjects: NumberedSubject[]; rejectedRows: RejectedRow[] }

/**
 * The subjects of a batch file. A row that cannot be asked is rejected with its line and reason; the others are asked.
 * Throws SearchError BATCH_UNREADABLE when the file as a whole is no CSV with the known columns, BATCH_TOO_LONG over
 * 10,000 rows.
 */
export function parseBatch(csv: string): SubjectBatch {
  const rows = readRows(csv)
  if (rows.length > mostSubjects) {
    throw new SearchError('BATCH_TOO_LONG', `the file has more than ${mostSubjects} rows`, {
      remedy: `split the file: at most ${mostSubjects} can be asked at once`,
    })
  }
  if (rows.length === 0) {
    throw new SearchError('BATCH_UNREADABLE', 'the file has no row below its header', {
      remedy: 'write one person in each row',
    })
  }
  const batch: SubjectBatch = { subjects: [], rejectedRows: [] }
  for (const { record, info } of rows) {
    // Of a row over several lines, the last.
    const line = info.lines
    const read = isShifted(info.error)
      ? { reason: 'the row has more fields than the header' }
      : readSubject(record)
    if ('reason' in read) batch.rejectedRows.push({ line, reason: read.reason })
    else batch.subjects.push({ number: batch.subjects.length, line, subject: read.subject })
  }
  return batch
}

function readRows(csv: string): CsvRow[] {
  try {
    return parse(csv, {
      bom: true,
      info: true,
      delimiter: delimiterOf(csv),
      columns: readHeader,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      max_record_size: 20_000,
      // Whoever sends a million rows is not to keep the peer busy with reading them.
      to: mostSubjects + 1,
    }) as unknown as CsvRow[]
  } catch (cause) {
    if (cause instanceof SearchError) throw cause
    const lines = cause instanceof Error && 'lines' in cause ? ` at line ${String(cause.lines)}` : ''
    throw new SearchError('BATCH_UNREADABLE', `the file is not a CSV that can be read${lines}`, {
      cause,
      remedy: 'save it as CSV in UTF-8 with quotes around fields that hold the delimiter',
    })
  }
}

/** An unquoted delimiter inside a name shifts the fields behind it, and another person would be asked about. */
function isShifted(fault: CountFault | undefined): boolean {
  return fault !== undefined && fault.record.length > fault.columns.length
}

function delimiterOf(csv: string): string {
  const [head = ''] = csv.split(/[\r\n]/, 1)
  return [';', '\t'].find((delimiter) => head.includes(delimiter)) ?? ','
}

function readHeader(header: readonly string[]): (Column | undefined)[] {
  const names = header.map((name) => columns.find((column) => column === name.trim().toLowerCase()))
  const known = names.filter((name) => name !== undefined)
  if (new Set(known).size < known.length) {
    throw new SearchError('BATCH_UNREADABLE', 'line 1 names a column twice', {
      remedy: 'name each column once',
    })
  }
  if (known.length > 0) return names
  throw new SearchError('BATCH_UNREADABLE', 'line 1 names none of the columns that can be asked', {
    remedy: `begin with a header line of these names: ${columns.join(', ')}`,
  })
}

function readSubject(record: CsvRow['record']): { subject: SearchSubject } | { reason: string } {
  const { nationality, place, document, ...plain } = record
  const given = Object.fromEntries(Object.entries(plain).filter(([, value]) => value))
  const subject: unknown = {
    ...given,
    ...(nationality ? { nationalities: [nationality] } : {}),
    ...(place ? { places: [place] } : {}),
    ...(document ? { documents: [{ number: document }] } : {}),
  }
  if (!hasShape('SearchSubject', subject))
    return {
      reason:
        'a field is not as the contract says (birth: YYYY, YYYY-MM or YYYY-MM-DD; sex: female, male, other)',
    }
  try {
    assertAskable(subject)
    return { subject }
  } catch (fault) {
    if (fault instanceof SubjectError) return { reason: fault.message }
    throw fault
  }
}
