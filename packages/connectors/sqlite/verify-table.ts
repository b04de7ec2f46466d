import type { DatabaseSync } from 'node:sqlite'
import { type TablePlan, toConfigError } from '../relational/table-plan.ts'
import { toIdentifier } from '../relational/table-select.ts'

/** Up to so many rows a table may be read whole for each record that is fetched. */
const mostRowsWithoutIndex = 10_000

/**
 * Only stored rows are read: a view or a virtual table of a hostile file may compute for ever, and SQLite answers
 * synchronously. Throws ConnectorError CONFIG_INVALID.
 */
export function verifyTable(database: DatabaseSync, table: string): void {
  const found = database
    .prepare("select type, rootpage, sql from sqlite_schema where name = ? and type in ('table', 'view')")
    .get(table)
  if (found === undefined) {
    throw toConfigError(
      table,
      'the database has no such table',
      'Correct its name; it is written as in the database.',
    )
  }
  const isVirtual = Number(found.rootpage) === 0 || /^\s*create\s+virtual\s/i.test(String(found.sql))
  if (found.type === 'table' && !isVirtual) return
  throw toConfigError(
    table,
    `this is a ${found.type === 'view' ? 'view' : 'virtual table'}, and only tables are read`,
    'Ask the keeper of the source to store its rows in a table.',
  )
}

/** Throws ConnectorError CONFIG_INVALID for a long continuation table that would be read whole for every record. */
export function verifyIndexed(database: DatabaseSync, plan: TablePlan): void {
  for (const table of plan.tables) {
    const columns = table.on.map(({ child }) => child.name)
    if (!isIndexed(database, table.table, columns) && isLong(database, table.table)) {
      throw toConfigError(
        table.table,
        `it has more than ${mostRowsWithoutIndex} rows and no index on ${columns.join(', ')}`,
        'Ask the keeper of the source to make an index on the columns by which the table is joined.',
      )
    }
    verifyIndexed(database, table)
  }
}

/** Whether an index, or the number of the row itself, begins with one of these columns. */
function isIndexed(database: DatabaseSync, table: string, columns: readonly string[]): boolean {
  const leading = database
    .prepare(
      `select i.name from pragma_index_list(?) as l, pragma_index_info(l.name) as i
        where l.partial = 0 and i.seqno = 0
       union all select name from pragma_table_info(?) where pk = 1 and lower(type) = 'integer'`,
    )
    .all(table, table)
  return leading.some(({ name }) => columns.includes(String(name)))
}

function isLong(database: DatabaseSync, table: string): boolean {
  const rows = database.prepare(`select 1 from ${toIdentifier(table)} limit 1 offset ${mostRowsWithoutIndex}`)
  return rows.get() !== undefined
}
