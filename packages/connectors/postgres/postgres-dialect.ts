import { type SqlDialect, toIdentifier } from '../relational/table-select.ts'

export function toPostgresDialect(schema: string | undefined): SqlDialect {
  return {
    toTable: (table) =>
      schema === undefined ? toIdentifier(table) : `${toIdentifier(schema)}.${toIdentifier(table)}`,
    toText: (expression) => `${expression}::text`,
    toTextList: (texts) => `to_json(array[${texts.join(', ')}]::text[])`,
    toList: (values) => `json_build_array(${values.join(', ')})`,
    toAggregate: (value, orderBy) => `json_agg(${value}${orderBy})`,
    orEmpty: (list) => `coalesce(${list}, '[]'::json)`,
    isEqual: (left, right) => `${left} = ${right}`,
  }
}
