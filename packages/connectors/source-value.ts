import type { SourceValue } from './connector.ts'

export type SourceFields = { [field: string]: SourceValue }

/** Sets a field whose name the source chose: a column or key called `__proto__` becomes a field, never a prototype. */
export function setField(target: SourceFields, name: string, value: SourceValue): void {
  if (name !== '__proto__') {
    target[name] = value
    return
  }
  Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true })
}

/** The text at a dotted path without lists, or undefined where there is none. */
export function findText(fields: SourceFields, path: readonly string[]): string | undefined {
  let value: SourceValue | undefined = fields
  for (const part of path) {
    if (Array.isArray(value)) value = value[0]
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined
    value = Object.hasOwn(value, part) ? value[part] : undefined
  }
  if (Array.isArray(value)) value = value[0]
  return typeof value === 'string' ? value : undefined
}
