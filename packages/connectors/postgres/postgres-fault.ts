import { ConnectorError, type ConnectorErrorCode } from '../connector.ts'

type Fault = { code: ConnectorErrorCode; reason: string; remedy: string }

const unreachable: Fault = {
  code: 'SOURCE_UNREACHABLE',
  reason: 'the database cannot be reached',
  remedy: 'Check that it runs and that the peer may connect to it.',
}
const broken: Fault = {
  code: 'SOURCE_UNREACHABLE',
  reason: 'the database ended the connection',
  remedy: 'Try again; ask its keeper if it happens often.',
}
const replaced: Fault = {
  code: 'SOURCE_REPLACED',
  reason: 'the tables are no longer what they were when the source was opened',
  remedy: 'Open the source anew and index it again.',
}
const faults: Readonly<Record<string, Fault>> = {
  '28': {
    ...unreachable,
    reason: 'the database refused the sign-in',
    remedy: 'Check role and password of the connection.',
  },
  '3D': {
    ...unreachable,
    reason: 'there is no such database',
    remedy: 'Correct its name in the connection string.',
  },
  '53': { ...unreachable, reason: 'the database has no resources left', remedy: 'Try again later.' },
  '57': broken,
  '08': broken,
  '57014': {
    ...unreachable,
    reason: 'the database took too long',
    remedy: 'Ask its keeper for the missing index, or raise statementSeconds of the source.',
  },
  '42501': {
    ...unreachable,
    reason: 'the role may not read the table',
    remedy: 'Grant it select on the tables.',
  },
  '42P01': replaced,
  '42703': replaced,
  '42883': {
    code: 'CONFIG_INVALID',
    reason: 'two columns that are joined cannot be compared',
    remedy: 'Join columns of the same type, or make a view that casts them.',
  },
  '22': replaced,
}

export function toSlowError(place: string, withinMs: number): ConnectorError {
  return new ConnectorError('SOURCE_UNREACHABLE', {
    place,
    reason: `the database did not answer within ${withinMs / 1000} seconds`,
    remedy: 'Ask its keeper for the missing index, or raise statementSeconds or fetchSeconds of the source.',
  })
}

/** What PostgreSQL said, without its message, which may hold values, and without the connection string. */
export function toPostgresError(error: unknown, place: string): ConnectorError {
  if (error instanceof ConnectorError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const isState = /^[0-9A-Z]{5}$/.test(code)
  const known = isState ? (faults[code] ?? faults[code.slice(0, 2)]) : undefined
  const fault =
    known ?? (isState ? { ...unreachable, reason: `the database refused to answer (${code})` } : unreachable)
  return new ConnectorError(fault.code, { place, reason: fault.reason, remedy: fault.remedy })
}
