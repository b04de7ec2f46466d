import { basename } from 'node:path'
import { ConnectorError, type ConnectorErrorCode } from '../connector.ts'

type Fault = { code: ConnectorErrorCode; reason: string; remedy: string }

const faults: Readonly<Record<string, Fault>> = {
  ENOENT: {
    code: 'SOURCE_UNREACHABLE',
    reason: 'the file is not there',
    remedy: 'Restore it, or correct its path.',
  },
  ENOTDIR: { code: 'SOURCE_UNREACHABLE', reason: 'the file is not there', remedy: 'Correct its path.' },
  EISDIR: { code: 'SOURCE_UNREACHABLE', reason: 'this is a folder', remedy: 'Name the file in it.' },
  EACCES: {
    code: 'SOURCE_UNREACHABLE',
    reason: 'the file may not be read',
    remedy: 'Give the peer the right to read it.',
  },
  EPERM: {
    code: 'SOURCE_UNREACHABLE',
    reason: 'the file may not be read',
    remedy: 'Give the peer the right to read it.',
  },
  ENOSPC: {
    code: 'SOURCE_TOO_LARGE',
    reason: 'the disk of the landing folder is full',
    remedy: 'Free space or move the landing folder; nothing was changed.',
  },
  EDQUOT: {
    code: 'SOURCE_TOO_LARGE',
    reason: 'the quota of the landing folder is used up',
    remedy: 'Raise the quota or move the landing folder; nothing was changed.',
  },
  ABORT_ERR: {
    code: 'READ_CANCELLED',
    reason: 'unpacking was cancelled',
    remedy: 'Start it again when wanted.',
  },
  Z_BUF_ERROR: {
    code: 'SOURCE_MALFORMED',
    reason: 'the compressed file ends too early',
    remedy: 'Fetch it again; it was cut off.',
  },
  Z_DATA_ERROR: {
    code: 'SOURCE_MALFORMED',
    reason: 'the compressed file is damaged',
    remedy: 'Fetch it again.',
  },
}

/** What the operating system or zlib said, as a ConnectorError; an error that is one already stays as it is. */
export function toFileError(error: unknown, path: string): ConnectorError {
  if (error instanceof ConnectorError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  const fault = faults[code] ?? {
    code: 'SOURCE_UNREACHABLE' as const,
    reason: `the file cannot be read (${code})`,
    remedy: 'Check the disk and the path.',
  }
  return new ConnectorError(fault.code, { place: basename(path), reason: fault.reason, remedy: fault.remedy })
}

export function toCancelled(place: string): ConnectorError {
  return new ConnectorError('READ_CANCELLED', {
    place,
    reason: 'reading was cancelled',
    remedy: 'Start it again when wanted.',
  })
}
