import { toBase64, toUtf8 } from '../bytes/index.ts'
import { HttpSignatureError } from './errors.ts'
import {
  type InnerList,
  type Item,
  parseDictionary,
  serialiseInnerList,
  serialiseItem,
  serialiseMember,
} from './structured-fields.ts'

/** Header fields in the order in which they came; a name may come more than once, in any case. */
export type Fields = readonly (readonly [name: string, value: string])[]

export type HttpRequest = { method: string; targetUri: string; fields: Fields }
export type HttpResponse = { status: number; fields: Fields; request?: HttpRequest }
export type HttpMessage = HttpRequest | HttpResponse

/**
 * The signature base of RFC 9421 section 2.5 for the covered components and parameters.
 * Throws HttpSignatureError COMPONENT_MISSING, COMPONENT_UNSUPPORTED, STRUCTURED_FIELD_UNREADABLE.
 */
export function toSignatureBase(message: HttpMessage, covered: InnerList): string {
  const lines: string[] = []
  const seen = new Set<string>()
  for (const component of covered.items) {
    const identifier = serialiseItem(component)
    if (component.item.kind !== 'string' || seen.has(identifier)) {
      throw new HttpSignatureError('COMPONENT_UNSUPPORTED', 'a covered component is no name, or comes twice')
    }
    seen.add(identifier)
    const value = toComponentValue(message, component)
    if (/[^\x20-\x7e\t]/.test(value)) throw unsupported('a component that is not ASCII')
    lines.push(`${identifier}: ${value}`)
  }
  lines.push(`"@signature-params": ${serialiseInnerList(covered)}`)
  return lines.join('\n')
}

/** Values of one field, in order, without the white space around each (RFC 9421 section 2.1). */
export function listValues(fields: Fields, name: string): string[] {
  const values: string[] = []
  for (const [key, value] of fields) {
    if (key.length === name.length && key.toLowerCase() === name) values.push(trim(value))
  }
  return values
}

function toComponentValue(message: HttpMessage, component: Item): string {
  const { parameters } = component
  const name = String(component.item.value)
  if (parameters.has('req')) {
    if (!('request' in message) || !message.request) throw missing('a request to this response')
    const own = new Map([...parameters].filter(([key]) => key !== 'req'))
    return toComponentValue(message.request, { item: component.item, parameters: own })
  }
  if (name.startsWith('@')) return toDerivedValue(message, name, parameters)
  return toFieldValue(message.fields, name, parameters)
}

function toFieldValue(fields: Fields, name: string, parameters: Item['parameters']): string {
  if (name !== name.toLowerCase()) throw unsupported('a field name in capitals')
  const values = listValues(fields, name)
  if (values.length === 0) throw missing('a covered field')
  if (parameters.size === 0) return values.join(', ')
  const [[key, item] = ['', undefined], ...others] = parameters
  if (others.length === 0 && key === 'bs') {
    return values.map((value) => `:${toBase64(toUtf8(value))}:`).join(', ')
  }
  if (others.length === 0 && key === 'key' && item?.kind === 'string') {
    const member = parseDictionary(values.join(', ')).get(item.value)
    if (!member) throw missing('a covered member of a dictionary')
    return serialiseMember(member)
  }
  throw unsupported('a parameter of a covered field')
}

/** RFC 9421 section 2.2. */
function toDerivedValue(message: HttpMessage, name: string, parameters: Item['parameters']): string {
  if (name === '@query-param' && !('status' in message)) return toQueryParameter(message, parameters)
  if (parameters.size > 0) throw unsupported('a parameter of a derived component')
  if ('status' in message) {
    if (name === '@status') return String(message.status)
    throw unsupported('a component of a request on a response')
  }
  if (name === '@method') return message.method
  if (name === '@target-uri') return message.targetUri
  const uri = new URL(message.targetUri)
  switch (name) {
    case '@authority':
      return uri.host.toLowerCase()
    case '@scheme':
      return uri.protocol.slice(0, -1).toLowerCase()
    case '@request-target':
      return uri.pathname + uri.search
    case '@path':
      return uri.pathname
    case '@query':
      return uri.search === '' ? '?' : uri.search
    default:
      throw unsupported('an unknown derived component')
  }
}

/** RFC 9421 section 2.2.8: decoded as a form, encoded again as a URI; a name that comes twice cannot be covered. */
function toQueryParameter(message: HttpRequest, parameters: Item['parameters']): string {
  const name = parameters.get('name')
  if (parameters.size !== 1 || name?.kind !== 'string')
    throw unsupported('a query parameter without its name')
  const values = new URL(message.targetUri).searchParams.getAll(decodeURIComponent(name.value))
  const [value] = values
  if (values.length !== 1 || value === undefined) throw missing('a covered query parameter')
  return encodeURIComponent(value)
}

/** Without the white space at both ends, and with a folded line made one (RFC 9421 section 2.1). */
function trim(value: string): string {
  if (value.includes('\r\n')) return value.split('\r\n').map(trim).join(' ')
  let from = 0
  let to = value.length
  while (from < to && isBlank(value[from])) from += 1
  while (to > from && isBlank(value[to - 1])) to -= 1
  return value.slice(from, to)
}

function isBlank(letter: string | undefined): boolean {
  return letter === ' ' || letter === '\t'
}

function missing(what: string): HttpSignatureError {
  return new HttpSignatureError('COMPONENT_MISSING', `the message lacks ${what}`)
}

function unsupported(what: string): HttpSignatureError {
  return new HttpSignatureError('COMPONENT_UNSUPPORTED', `the signature covers ${what}`)
}
