import { readFileSync } from 'node:fs'
import { ContractError, parse, type SearchSubject } from '@isthmus/contract'
import { assertAskable, SubjectError } from '@isthmus/protocol/subject'
import { CliError } from './exit-code.ts'
import type { Terminal } from './terminal.ts'

export type SubjectOptions = {
  ask?: string
  name?: string
  family?: string
  given?: string
  birth?: string
  sex?: string
  nationality?: string[]
  place?: string[]
  document?: string[]
}

const mostBytes = 64 * 1024

/** Whom to ask about, from the options or from --ask. Throws CliError `usage`; its message holds no value. */
export async function parseSubject(
  options: SubjectOptions,
  terminal: Pick<Terminal, 'readInput'>,
): Promise<SearchSubject> {
  const { ask, ...fields } = options
  const stated = toSubject(fields)
  if (ask !== undefined && Object.keys(stated).length > 0) {
    throw new CliError('usage', 'the person is given twice', {
      remedy: 'use --ask or the single options, not both',
    })
  }
  const value = ask === undefined ? stated : parseJson(await readAsked(ask, terminal))
  try {
    const subject = parse('SearchSubject', value)
    assertAskable(subject)
    return subject
  } catch (cause) {
    if (cause instanceof SubjectError) throw new CliError('usage', cause.message, { cause })
    if (cause instanceof ContractError) throw toUsage(cause)
    throw cause
  }
}

function toSubject(options: Omit<SubjectOptions, 'ask'>): Record<string, unknown> {
  return {
    ...(options.name === undefined ? {} : { full: options.name }),
    ...(options.family === undefined ? {} : { family: options.family }),
    ...(options.given === undefined ? {} : { given: options.given }),
    ...(options.birth === undefined ? {} : { birth: options.birth }),
    ...(options.sex === undefined ? {} : { sex: options.sex }),
    ...(options.nationality ? { nationalities: options.nationality } : {}),
    ...(options.place ? { places: options.place } : {}),
    ...(options.document ? { documents: options.document.map(toDocument) } : {}),
  }
}

/** NUMBER or NUMBER@COUNTRY. */
function toDocument(text: string): { number: string; country?: string } {
  const at = text.lastIndexOf('@')
  return at === -1 ? { number: text } : { number: text.slice(0, at), country: text.slice(at + 1) }
}

async function readAsked(ask: string, terminal: Pick<Terminal, 'readInput'>): Promise<string> {
  const text = ask === '-' ? await terminal.readInput(mostBytes) : readFile(ask)
  if (text !== undefined && text.length <= mostBytes) return text
  throw new CliError('usage', '--ask is longer than 64 kB', {
    remedy: 'ask about one person, or use --batch',
  })
}

function readFile(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new CliError('usage', `--ask ${file} cannot be read`, {
      cause,
      remedy: 'check the path, or write - for standard input',
    })
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The parser's own message would repeat what was asked.
    throw new CliError('usage', '--ask is not JSON', {
      remedy: 'write it like {"family": "...", "given": "..."}',
    })
  }
}

function toUsage(cause: ContractError): CliError {
  const isBirth = cause.place === '/birth'
  const remedy = isBirth
    ? 'write 1962, 1962-05, 1962-05-14, 1962~ for circa, or 1960/1964 for a range'
    : 'see isthmus search --help'
  return new CliError('usage', `the person cannot be asked about: ${cause.message}`, { cause, remedy })
}
