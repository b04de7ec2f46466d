import type { SourceValue } from '@isthmus/connectors'

/** A record with more repetitions than this at one place is cut there; no real record comes near it. */
const mostItems = 5_000

/** The names along a dotted path. `\.` is a dot inside a name; a closing [] is a remark for the reader. */
export function partsOf(path: string): string[] {
  const parts = path.includes('\\') ? splitAtBareDots(path) : path.split('.')
  return parts.map((part) => (part.endsWith('[]') ? part.slice(0, -2) : part))
}

/** Every item at the path, lists being opened on the way. The path `.` is the item itself. */
export function itemsAt(scope: SourceValue, path: string): SourceValue[] {
  let items = opened([scope])
  if (path === '.') return items
  for (const part of partsOf(path)) {
    const next: SourceValue[] = []
    for (const item of items) {
      const child = childOf(item, part)
      if (child !== undefined) next.push(child)
    }
    items = opened(next)
  }
  return items
}

/** Every text at the path; an element with attributes counts with its own text. */
export function textsAt(scope: SourceValue, path: string): string[] {
  const plain = childOf(scope, path)
  if (typeof plain === 'string' && !path.endsWith(']') && !path.includes('.')) return [plain]
  const texts: string[] = []
  for (const item of itemsAt(scope, path)) {
    const text = typeof item === 'object' && item !== null ? childOf(item, '#text') : item
    for (const one of opened([text ?? null])) if (typeof one === 'string') texts.push(one)
  }
  return texts
}

function childOf(item: SourceValue, name: string): SourceValue | undefined {
  if (typeof item === 'string') return name === '#text' ? item : undefined
  if (item === null || Array.isArray(item) || !Object.hasOwn(item, name)) return undefined
  return item[name]
}

/** The values in order without lists around them; lists are opened without recursion, however deep they are. */
function opened(values: SourceValue[]): SourceValue[] {
  if (!values.some(Array.isArray)) return values
  const flat: SourceValue[] = []
  const waiting = values.toReversed()
  while (waiting.length > 0 && flat.length < mostItems) {
    const value = waiting.pop()
    if (Array.isArray(value)) {
      for (let index = Math.min(value.length, mostItems) - 1; index >= 0; index--)
        waiting.push(value[index] ?? null)
    } else if (value !== undefined) flat.push(value)
  }
  return flat
}

function splitAtBareDots(path: string): string[] {
  const parts = ['']
  for (let index = 0; index < path.length; index++) {
    const isEscape = path[index] === '\\' && index + 1 < path.length
    if (path[index] === '.') parts.push('')
    else parts.push(`${parts.pop() ?? ''}${path[isEscape ? ++index : index]}`)
  }
  return parts
}
