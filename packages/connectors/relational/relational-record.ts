import type { DescribedField, SourceItem, SourceRecord } from '../connector.ts'
import { KeySet } from '../key-set.ts'
import { type SourceFields, setField } from '../source-value.ts'
import type { Column, RelationalPlan, TablePlan } from './table-plan.ts'

/** What `toTableSelect` selects: the texts of a row, then the rows of each continuation table. */
type JsonRow = [(string | null)[], ...JsonRow[][]]

/** The record of one selected row. Null in a key is no key: such a row cannot be read again. */
export function toRecord(plan: RelationalPlan, json: string): SourceRecord | undefined {
  const row = JSON.parse(json) as JsonRow // as toTableSelect wrote it
  const key = plan.key.map((column) => row[0][plan.main.columns.indexOf(column)])
  if (key.some((part) => part === null || part === undefined)) return undefined
  const locator = JSON.stringify(key)
  return { locator, place: `table ${plan.main.table}, key ${toKeyNames(plan)}`, value: toFields(plan.main, row) }
}

function toFields(plan: TablePlan, [texts, ...lists]: JsonRow): SourceFields {
  const fields: SourceFields = {}
  plan.columns.forEach((column, at) => setField(fields, column.name, texts[at] ?? null))
  plan.tables.forEach((table, at) => setField(fields, table.name, (lists[at] ?? []).map((row) => toFields(table, row))))
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

/** Makes items of selected rows; counts rows whose key is null or, where the database does not forbid it, repeated. */
export function toItemMaker(plan: RelationalPlan): (json: string) => SourceItem {
  const seen = plan.isKeyEnforced ? undefined : new KeySet()
  const place = `table ${plan.main.table}`
  return (json) => {
    const record = toRecord(plan, json)
    if (record === undefined) {
      return { rejected: { place, reason: `a row has null in ${toKeyNames(plan)}`, remedy: 'Fill it, or set another key.' } }
    }
    if (seen === undefined || seen.add(record.locator)) return { record }
    return { rejected: { place, reason: `two rows have the same ${toKeyNames(plan)}`, remedy: 'Set a key that is unique.' } }
  }
}

/** The fields that the tables have, whether filled or not. A type of '' is to be guessed from values. */
export function toKnownFields(plan: TablePlan, toType: (column: Column) => string, prefix = ''): DescribedField[] {
  const repeats = prefix !== ''
  const own = plan.columns.map((column) => ({ path: prefix + column.name, type: toType(column), repeats, share: 0 }))
  return [...own, ...plan.tables.flatMap((table) => toKnownFields(table, toType, `${prefix}${table.name}[].`))]
}

function toKeyNames(plan: RelationalPlan): string {
  return plan.key.map((column) => column.name).join(', ')
}
