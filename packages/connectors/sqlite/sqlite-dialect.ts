import { type SqlDialect, toIdentifier } from '../relational/table-select.ts'

export const sqliteDialect: SqlDialect = {
  toTable: toIdentifier,
  toText: (expression) =>
    `case typeof(${expression}) when 'blob' then hex(${expression}) else cast(${expression} as text) end`,
  toTextList: (texts) => `json_array(${texts.join(', ')})`,
  toList: (values) => `json_array(${values.map((value) => `json(${value})`).join(', ')})`,
  toAggregate: (value, orderBy) => `json_group_array(json(${value})${orderBy})`,
  orEmpty: (list) => `coalesce(${list}, '[]')`,
  isEqual: (left, right) => `${left} = ${right}`,
}
