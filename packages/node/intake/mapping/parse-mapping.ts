import { ContractError, type Mapping, parse } from '@isthmus/contract'
import { type Document, LineCounter, parseDocument } from 'yaml'
import { IntakeError } from '../errors.ts'
import { objectionsTo } from './objections.ts'

const mostCharacters = 200_000

/** A mapping as its owner wrote it: what it says, and where each part of it stands. */
export type MappingText = { mapping: Mapping; lineOf(at: readonly (string | number)[]): number | undefined }

/**
 * The mapping in a YAML text.
 * @throws IntakeError MAPPING_UNREADABLE when the text is no YAML, MAPPING_INVALID when it is no mapping; both name the line.
 */
export function parseMapping(yaml: string): Mapping {
  return parseMappingText(yaml).mapping
}

export function parseMappingText(yaml: string): MappingText {
  if (yaml.length > mostCharacters) {
    throw new IntakeError('MAPPING_UNREADABLE', `the mapping is longer than ${mostCharacters} characters`, {
      remedy: 'move what is not needed out of the mapping; one mapping describes one source',
    })
  }
  const lines = new LineCounter()
  const document = readYaml(yaml, lines)
  const lineOf = (at: readonly (string | number)[]) => lineIn(document, lines, at)
  const mapping = toMapping(plainValueOf(document), lineOf)
  const [objection] = objectionsTo(mapping)
  if (objection)
    throw invalid(lineOf(objection.at), objection.at, { reason: objection.reason, remedy: objection.remedy })
  return { mapping, lineOf }
}

function readYaml(yaml: string, lines: LineCounter): Document {
  try {
    const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false, uniqueKeys: true })
    const [fault] = document.errors
    if (!fault) return document
    const { line } = lines.linePos(fault.pos[0])
    throw new IntakeError(
      'MAPPING_UNREADABLE',
      `the mapping is no YAML, line ${line}: ${fault.code.toLowerCase().replaceAll('_', ' ')}`,
      {
        remedy: `look at the indentation, quotation marks and repeated names in line ${line}`,
      },
    )
  } catch (cause) {
    if (cause instanceof IntakeError) throw cause
    // Deep nesting ends the recursion of the YAML library.
    throw unreadable('it is nested too deeply')
  }
}

function plainValueOf(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 })
  } catch {
    throw unreadable('it uses anchors and aliases (& and *)')
  }
}

function toMapping(value: unknown, lineOf: MappingText['lineOf']): Mapping {
  try {
    return parse('Mapping', value)
  } catch (cause) {
    if (!(cause instanceof ContractError)) throw cause
    const at = partsOfPointer(cause.place)
    const reason = cause.message.replace(/^Mapping at \S*: /u, '')
    throw invalid(lineOf(at), at, {
      reason,
      remedy:
        'see packages/node/intake/README.md for what may stand there; a date or number that is a text needs quotation marks',
    })
  }
}

function invalid(
  line: number | undefined,
  at: readonly (string | number)[],
  fault: { reason: string; remedy: string },
): IntakeError {
  const place =
    at.length === 0
      ? 'the mapping'
      : at.map((part) => (typeof part === 'number' ? part + 1 : part)).join(' > ')
  return new IntakeError('MAPPING_INVALID', `line ${line ?? 1}, ${place}: ${fault.reason}`, {
    remedy: fault.remedy,
  })
}

function unreadable(reason: string): IntakeError {
  return new IntakeError('MAPPING_UNREADABLE', `the mapping cannot be read: ${reason}`, {
    remedy: 'write each part of the mapping out, as in packages/node/intake/README.md',
  })
}

function partsOfPointer(pointer: string): (string | number)[] {
  return pointer
    .split('/')
    .slice(1)
    .filter((part) => part !== '')
    .map((part) => (/^\d+$/u.test(part) ? Number(part) : part.replaceAll('~1', '/').replaceAll('~0', '~')))
}

/** The line of the nearest part of the YAML that is there. */
function lineIn(
  document: Document,
  lines: LineCounter,
  at: readonly (string | number)[],
): number | undefined {
  for (let depth = at.length; depth >= 0; depth--) {
    const node: unknown = depth === 0 ? document.contents : document.getIn(at.slice(0, depth), true)
    if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range))
      continue
    const [start] = node.range as unknown[]
    if (typeof start === 'number') return lines.linePos(start).line
  }
  return undefined
}
