import type { DescribedField, SourceItem, SourceRecord } from '../connector.ts'
import { KeySet } from '../key-set.ts'
import { type SourceFields, setField } from '../source-value.ts'
import type { Column, RelationalPlan, TablePlan } from './table-plan.ts'

/** What `toTableSelect` selects: the texts of a row, then the rows of each continuation table. */
type JsonRow = [(string | null)[], ...JsonRow[][]]

/**
 * The record of one selected row; `row` counts the rows of a pass. Null in a key is no key: such a row cannot be read again.
 * The key may be a value of the person, and places go into reports: the place does not hold it.
 */
export function toRecord(plan: RelationalPlan, json: string, row?: number): SourceRecord | undefined {
  const parts = JSON.parse(json) as JsonRow // as toTableSelect wrote it
  const key = plan.key.map((column) => parts[0][plan.main.columns.indexOf(column)])
  if (key.some((part) => part === null || part === undefined)) return undefined
  return { locator: JSON.stringify(key), place: toPlace(plan, row), value: toFields(plan.main, parts) }
}

function toPlace(plan: RelationalPlan, row: number | undefined): string {
  return row === undefined ? `table ${plan.main.table}` : `table ${plan.main.table}, row ${row}`
}

function toFields(plan: TablePlan, [texts, ...lists]: JsonRow): SourceFields {
  const fields: SourceFields = {}
  for (const [at, column] of plan.columns.entries()) setField(fields, column.name, texts[at] ?? null)
  for (const [at, table] of plan.tables.entries()) {
    const rows = lists[at] ?? []
    setField(
      fields,
      table.name,
      rows.map((row) => toFields(table, row)),
    )
  }
  return fields
}

/** Key values of a locator, or undefined when it is none of this plan. */
export function findKey(plan: RelationalPlan, locator: string): string[] | undefined {
  try {
    const key: unknown = JSON.parse(locator)
    if (!Array.isArray(key) || key.length !== plan.key.length) return undefined
    return key.every((part) => typeof part === 'string') ? key : undefined
  } catch {
    return undefined
  }
}

/**
 * Makes items of selected rows; counts those that are too long (null), whose key is null or, where the database does not
 * forbid it, repeated.
 */
export function toItemMaker(plan: RelationalPlan): (json: string | null) => SourceItem {
  const seen = plan.isKeyEnforced ? undefined : new KeySet()
  const names = plan.key.map((column) => column.name).join(', ')
  let row = 0
  const reject = (reason: string, remedy: string): SourceItem => ({
    rejected: { place: toPlace(plan, row), reason, remedy },
  })
  return (json) => {
    row += 1
    if (json === null)
      return reject(
        'a row with its continuation rows is longer than 4 MiB',
        'Ask the keeper of the source for a table without the large columns.',
      )
    const record = toRecord(plan, json, row)
    if (record === undefined) return reject(`a row has null in ${names}`, 'Fill it, or set another key.')
    if (seen === undefined || seen.add(record.locator)) return { record }
    return reject(`two rows have the same ${names}`, 'Set a key that is unique.')
  }
}

/** The fields that the tables have, whether filled or not. A type of '' is to be guessed from values. */
export function toKnownFields(
  plan: TablePlan,
  toType: (column: Column) => string,
  prefix = '',
): DescribedField[] {
  const repeats = prefix !== ''
  const own = plan.columns.map((column) => ({
    path: prefix + column.name,
    type: toType(column),
    repeats,
    share: 0,
  }))
  return [
    ...own,
    ...plan.tables.flatMap((table) => toKnownFields(table, toType, `${prefix}${table.name}[].`)),
  ]
}
