import { ConnectorError } from '../connector.ts'

const notADatabase = 26
const corrupt = 11
const busy = 5

/** What SQLite said, without its message, which may hold values. */
export function toSqliteError(error: unknown, name: string): ConnectorError {
  if (error instanceof ConnectorError) return error
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0
  if (code === notADatabase || code === corrupt) {
    return new ConnectorError('SOURCE_MALFORMED', {
      place: name,
      reason: 'this is not a sound SQLite database',
      remedy: 'Restore it from a copy, or correct its path.',
    })
  }
  return new ConnectorError('SOURCE_UNREACHABLE', {
    place: name,
    reason:
      code === busy
        ? 'the database is locked by another program'
        : `the database cannot be read (SQLite ${code})`,
    remedy:
      code === busy
        ? 'Try again when that program has finished.'
        : 'Check the file and the rights on it and its folder.',
  })
}
