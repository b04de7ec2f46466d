import type { TablePlan } from './table-plan.ts'

/** How a database writes JSON and text. Expressions in, expressions out. */
export type SqlDialect = {
  toTable(table: string): string
  toText(expression: string): string
  /** A JSON list of texts and nulls. */
  toTextList(texts: readonly string[]): string
  /** A JSON list of JSON expressions. */
  toList(values: readonly string[]): string
  /** Aggregate of JSON expressions, in order. */
  toAggregate(value: string, orderBy: string): string
  /** A JSON list, empty when null. */
  orEmpty(list: string): string
  /** Whether two columns compare as they are. */
  isEqual(left: string, right: string): string
}

/** `scan`: all rows, continuation tables grouped once. `look-up`: few rows, continuation tables asked for each. */
export type SelectMode = 'scan' | 'look-up'

export type TableSelect = { row: string; from: string }

/** The row of a table as JSON: a list of its texts, then one list for each continuation table; and what to select it from. */
export function toTableSelect(dialect: SqlDialect, plan: TablePlan, mode: SelectMode): TableSelect {
  return toSelect({ dialect, mode }, plan, 't')
}

type Builder = { dialect: SqlDialect; mode: SelectMode }

function toSelect(builder: Builder, plan: TablePlan, alias: string): TableSelect {
  const { dialect } = builder
  const texts = plan.columns.map((column) => dialect.toText(toColumn(alias, column.name)))
  const lists: string[] = []
  const joins: string[] = []
  for (const [at, table] of plan.tables.entries()) {
    const child = toChild(builder, table, { alias: `${alias}_${at}`, parent: alias })
    lists.push(child.list)
    joins.push(child.join)
  }
  const row = dialect.toList([dialect.toTextList(texts), ...lists])
  return { row, from: `${dialect.toTable(plan.table)} as ${alias}${joins.join('')}` }
}

type Names = { alias: string; parent: string }

function toChild(
  { dialect, mode }: Builder,
  plan: TablePlan,
  { alias, parent }: Names,
): { list: string; join: string } {
  const { row, from } = toSelect({ dialect, mode }, plan, alias)
  const orderBy = plan.orderBy.map((column) => toColumn(alias, column)).join(', ')
  const aggregate = dialect.toAggregate(row, orderBy === '' ? '' : ` order by ${orderBy}`)
  if (mode === 'look-up') {
    const where = plan.on.map((pair) =>
      dialect.isEqual(toColumn(alias, pair.child.name), toColumn(parent, pair.parent.name)),
    )
    return {
      list: dialect.orEmpty(`(select ${aggregate} from ${from} where ${where.join(' and ')})`),
      join: '',
    }
  }
  const keys = plan.on.map((pair) => toColumn(alias, pair.child.name))
  const named = keys.map((key, at) => `${key} as k${at}`).join(', ')
  const grouped = `select ${named}, ${aggregate} as list from ${from} group by ${keys.join(', ')}`
  const on = plan.on.map((pair, at) =>
    dialect.isEqual(`${alias}g.k${at}`, toColumn(parent, pair.parent.name)),
  )
  return {
    list: dialect.orEmpty(`${alias}g.list`),
    join: ` left join (${grouped}) as ${alias}g on ${on.join(' and ')}`,
  }
}

export function toColumn(alias: string, column: string): string {
  return `${alias}.${toIdentifier(column)}`
}

/** Quoted, so that no name is ever read as SQL. */
export function toIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
