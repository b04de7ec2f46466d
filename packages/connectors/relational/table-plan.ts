import { ConnectorError } from '../connector.ts'
import { limits } from '../limits.ts'
import type { RelationalConfig, TableConfig } from './table-config.ts'

/** `type` is the database's own name of it; `isKey`: part of the primary key. */
export type Column = { name: string; type: string; isKey: boolean }

/** A table and those that continue it, with every column that was found. */
export type TablePlan = {
  /** Name of the list; '' for the main table. */
  name: string
  table: string
  columns: readonly Column[]
  on: readonly { child: Column; parent: Column }[]
  orderBy: readonly string[]
  tables: readonly TablePlan[]
}

export type Introspect = (table: string) => Promise<readonly Column[]>

export type RelationalPlan = { main: TablePlan; key: readonly Column[]; isKeyEnforced: boolean }

/** Looks every configured table up; CONFIG_INVALID names the table or column that is not there. */
export async function getPlan(config: RelationalConfig, introspect: Introspect): Promise<RelationalPlan> {
  const { table, tables } = config
  const main = await getTablePlan(
    { name: '', table, on: {}, ...(tables && { tables }) },
    { introspect, depth: 0 },
  )
  const key = [config.key].flat().map((name) => getColumn(main, name))
  const primary = main.columns.filter((column) => column.isKey)
  return { main, key, isKeyEnforced: primary.length > 0 && primary.every((column) => key.includes(column)) }
}

type Surroundings = { introspect: Introspect; depth: number; parent?: TablePlan }

async function getTablePlan(
  config: TableConfig,
  { introspect, depth, parent }: Surroundings,
): Promise<TablePlan> {
  if (depth > limits.depth)
    throw toConfigError(config.table, 'the tables are nested too deep', 'Nest them less.')
  const columns = await introspect(config.table)
  const found: TablePlan = {
    name: config.name,
    table: config.table,
    columns,
    on: [],
    orderBy: [],
    tables: [],
  }
  const on = Object.entries(config.on).map(([child, above]) => ({
    child: getColumn(found, child),
    parent: getColumn(parent ?? found, above),
  }))
  const ordered =
    config.orderBy === undefined ? undefined : [config.orderBy].flat().map((name) => getColumn(found, name))
  const orderBy = (ordered ?? columns.filter((column) => column.isKey)).map((column) => column.name)
  const tables: TablePlan[] = []
  for (const table of config.tables ?? []) {
    verifyListName(table.name, found, tables)
    tables.push(await getTablePlan(table, { introspect, depth: depth + 1, parent: found }))
  }
  return { ...found, on, orderBy, tables }
}

function verifyListName(name: string, plan: TablePlan, before: readonly TablePlan[]): void {
  const isTaken =
    plan.columns.some((column) => column.name === name) || before.some((table) => table.name === name)
  if (!isTaken) return
  throw toConfigError(
    plan.table,
    `the name "${name}" is that of a column or of another list`,
    'Give the list its own name.',
  )
}

function getColumn(plan: TablePlan, name: string): Column {
  const column = plan.columns.find((candidate) => candidate.name === name)
  if (column !== undefined) return column
  const known = plan.columns.map((candidate) => candidate.name).join(', ')
  throw toConfigError(
    plan.table,
    `the table has no column "${name}"`,
    `Its columns are: ${known.slice(0, 1000)}.`,
  )
}

/** Every table of the plan, the main one first. */
export function listTables(plan: TablePlan): string[] {
  return [plan.table, ...plan.tables.flatMap(listTables)]
}

export function toConfigError(table: string, reason: string, remedy: string): ConnectorError {
  return new ConnectorError('CONFIG_INVALID', { place: `table ${table}`, reason, remedy })
}
