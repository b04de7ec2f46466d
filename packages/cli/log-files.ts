import { readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { hasShape, type OperatorSet } from '@isthmus/contract'
import { type LogFiles, readTrustChain, type TrustFile } from '@isthmus/protocol/evidence'
import { CliError } from './exit-code.ts'

/** The files of a log in a folder; the addresses are those of C2SP tlog-tiles. */
export function openLogFolder(folder: string): LogFiles {
  return { read: (path) => findFile(join(folder, ...path.split('/'))) }
}

/** The trust list in a file, with those before it that it needs, from the folder `trust` beside it. */
export async function readTrustFiles(file: string, operators: OperatorSet | undefined): Promise<TrustFile[]> {
  const read = async (name: string): Promise<string | undefined> =>
    (await findFile(join(dirname(file), ...name.split('/'))))?.toString('utf8')
  const chain = await readTrustChain(basename(file), { operators, read })
  if (chain.length > 0) return chain
  throw new CliError('usage', `there is no ${file}`, { remedy: 'isthmus log export writes trust-list.json' })
}

async function findFile(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path)
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined
    throw unreadable(path, cause)
  }
}

export async function readJsonFile(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw unreadable(path, cause)
  })
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new CliError('doctored', `${path} is not JSON`, { cause })
  }
}

/** The operators that the reader believes: `{ quorum, keys }`, as in the configuration of a peer. */
export async function readOperators(path: string | undefined): Promise<OperatorSet | undefined> {
  if (path === undefined) return undefined
  const operators = await readJsonFile(path)
  if (hasShape('OperatorSet', operators)) return operators
  throw new CliError('usage', `${path} does not name the operators of a federation`, {
    remedy: 'it holds { "quorum": 2, "keys": [{ "id", "name", "key" }] }, as trustList.operators of a peer',
  })
}

function unreadable(path: string, cause: unknown): CliError {
  return new CliError('usage', `${path} cannot be read`, { cause, remedy: 'check the path and your rights' })
}
