import type { Connector, DescribedField, SourceDescription, SourceValue } from './connector.ts'
import { toGuessedType } from './guessed-type.ts'

/** Records that are looked at to describe a source. */
const inspectedRecords = 200
const longestKey = 64

type Field = {
  present: number
  repeats: boolean
  values: string[]
  last: number
  isUnique: boolean
  isSingle: boolean
  seen: Set<string>
}

/** Describes a source by its first records. `known` are fields that the schema names, also when all are empty. */
export async function describeRecords(
  read: Connector['read'],
  known: readonly DescribedField[] = [],
): Promise<SourceDescription> {
  const stop = new AbortController()
  const fields = new Map<string, Field>()
  for (const { path, repeats } of known) fields.set(path, toField(repeats))
  let inspected = 0
  for await (const item of read(stop.signal)) {
    if (!('record' in item)) continue
    inspected += 1
    for (const [name, value] of Object.entries(item.record.value)) {
      note(fields, { path: name, value, inspected })
    }
    if (inspected === inspectedRecords) break
  }
  const types = new Map(known.map((field) => [field.path, field.type]))
  const described = [...fields].map(([path, field]) => ({
    path,
    type: types.get(path) || toGuessedType(path, field.values),
    repeats: field.repeats,
    share: inspected === 0 ? 0 : field.present / inspected,
  }))
  const keyCandidates = [...fields]
    .filter(([, field]) => inspected > 0 && field.isSingle && field.isUnique && field.present === inspected)
    .map(([path]) => path.replaceAll('[]', ''))
  return { fields: described, inspected, keyCandidates }
}

function toField(repeats: boolean): Field {
  return { present: 0, repeats, values: [], last: 0, isUnique: true, isSingle: true, seen: new Set() }
}

type Noted = { path: string; value: SourceValue; inspected: number }

function note(fields: Map<string, Field>, { path, value, inspected }: Noted): void {
  if (Array.isArray(value)) {
    for (const part of value) note(fields, { path: `${path}[]`, value: part, inspected })
    return
  }
  if (value !== null && typeof value === 'object') {
    for (const [name, part] of Object.entries(value)) {
      note(fields, { path: `${path}.${name}`, value: part, inspected })
    }
    return
  }
  const field = fields.get(path) ?? toField(path.includes('[]'))
  fields.set(path, field)
  if (value === null || value.trim() === '') return
  if (field.last === inspected) field.isSingle = false
  else field.present += 1
  field.last = inspected
  if (field.values.length < inspectedRecords) field.values.push(value.slice(0, longestKey))
  if (value.length > longestKey || field.seen.has(value)) field.isUnique = false
  if (field.isUnique) field.seen.add(value)
}
