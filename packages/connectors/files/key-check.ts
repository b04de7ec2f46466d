import { KeySet } from '../key-set.ts'
import { findText, type SourceFields } from '../source-value.ts'

const missing = { reason: 'the record has no key', remedy: 'Fill the field that is configured as key.' }
const repeated = { reason: 'an earlier record has the same key', remedy: 'Keep one record for each key.' }

/** Tells of each record why its key is no key: missing, or met before. `path` is dotted; undefined: nothing is checked. */
export function toKeyCheck(
  path: string | undefined,
): (value: SourceFields) => { reason: string; remedy: string } | undefined {
  if (path === undefined) return () => undefined
  const parts = path.split('.')
  const seen = new KeySet()
  return (value) => {
    const key = findText(value, parts)
    if (key === undefined || key.trim() === '') return missing
    return seen.add(key) ? undefined : repeated
  }
}
