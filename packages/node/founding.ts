import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import {
  ContractError,
  type FederationFounding,
  type OperatorKey,
  type OperatorSet,
  type PeerConfig,
  type PeerKey,
  parse,
  type TrustList,
  type TrustRequest,
} from '@isthmus/contract'
import {
  isKeyIdOf,
  parseTrustList,
  signTrustRequest,
  TrustListError,
  toFirstList,
  verifyFoundingKeys,
  verifyPinned,
} from '@isthmus/protocol/trust'
import { parseDocument } from 'yaml'
import { type PeerFiles, readPeerFiles, withPeerKeys } from './ceremony-keys.ts'
import { PlatformError, writeWhole } from './platform/index.ts'
import { toListedKey } from './trust/index.ts'

/** How a federation comes about: keys and configuration of its first peers, and the draft of its first list. */

export type FoundingKeys = { text: string; fingerprint: string; peerId: string }

/**
 * On the machine of a peer: makes its keys in its keystore, once, and signs what is public of them. Throws PlatformError.
 */
export async function makeFoundingKeys(
  configFile: string,
  federation: string,
  now: Date,
): Promise<FoundingKeys> {
  const files = readPeerFiles(configFile)
  const { peerId } = files.config
  return withPeerKeys(files, async (own) => {
    const keys = own.take()
    const request: TrustRequest = {
      federation,
      id: randomUUID(),
      kind: 'found',
      requestedAt: now.toISOString(),
      peer: peerId,
      keys: keys.map(({ use, id, key }) => toListedKey({ use, id, key }, now)),
    }
    parse('TrustRequest', request)
    const signers = keys.flatMap(({ signer }) => signer ?? [])
    return { ...(await signTrustRequest(request, signers)), peerId }
  })
}

export type FirstDraft = {
  list: TrustList
  /** Of the keys of each peer: what two people compare aloud. */
  fingerprints: { peer: string; fingerprint: string }[]
}

/**
 * The first list that a founding file (YAML or JSON) and the files that it names make. Throws PlatformError CONFIG_INVALID
 * and TrustListError FOUNDING_IMPOSSIBLE, which name the file and the place.
 */
export function draftFirstList(foundingFile: string, now: Date): FirstDraft {
  const founding = parseFounding(foundingFile)
  const folder = dirname(resolve(foundingFile))
  const operators = founding.operators.keys.map((file) => readOperatorKey(absolute(folder, file)))
  const keysOf = new Map<string, readonly PeerKey[]>()
  const fingerprints = founding.peers.map(({ id, keys: file }) => {
    const { request, keys, fingerprint } = readFoundingKeys(absolute(folder, file))
    if (request.peer !== id || request.federation !== founding.federation) {
      throw invalid(
        `${file} has keys of ${request.peer} for the federation ${request.federation}, not of ${id}`,
        {
          remedy: `have them made at ${id}: isthmus trust found keys --federation ${founding.federation}`,
        },
      )
    }
    keysOf.set(id, keys)
    return { peer: id, fingerprint }
  })
  return { list: toFirstList(founding, { operators, keysOf, now }), fingerprints }
}

export type AcceptOptions = {
  configFile: string
  listFile: string
  /** Base URL of the operators' desk. */
  desk?: string
}

/**
 * On the machine of a peer: pins the operators whom the first list names, once it is signed by a quorum of them and has
 * the keys of this peer. Throws PlatformError CONFIG_INVALID, and TrustListError as `verifyPinned`.
 */
export async function acceptFirstList({ configFile, listFile, desk }: AcceptOptions): Promise<{
  list: TrustList
  operators: OperatorSet
}> {
  const files = readPeerFiles(configFile)
  const text = readText(listFile).trim()
  const { list } = verifyPinned(text, parseTrustList(text).list.operators)
  const { peerId } = files.config
  const listed = list.peers.find(({ id }) => id === peerId)
  if (!listed) {
    throw invalid(`the list has no peer ${peerId}, which ${configFile} names`, {
      remedy: 'compare peerId of the configuration with the founding file',
    })
  }
  const missing = await withPeerKeys(files, (own) => listed.keys.filter(({ use, id }) => !own.has(use, id)))
  if (missing.length > 0) {
    throw invalid(`the list has keys of ${peerId} that its keystore does not hold`, {
      remedy:
        'put the keystore back with which isthmus trust found keys was run, or found the federation again',
    })
  }
  writeTrustList(files, { text, operators: list.operators, ...(desk === undefined ? {} : { desk }) })
  return { list, operators: list.operators }
}

function writeTrustList(
  { config, configFile, folder }: PeerFiles,
  { text, operators, desk }: { text: string; operators: OperatorSet; desk?: string },
): void {
  const file = join(folder, 'trust', 'founded.jsonl')
  writeWhole(file, `${text}\n`)
  const trustList: PeerConfig['trustList'] = {
    file,
    operators,
    ...(desk === undefined ? {} : { addresses: [desk] }),
  }
  writeWhole(configFile, `${JSON.stringify({ ...config, trustList }, null, 2)}\n`)
}

function parseFounding(file: string): FederationFounding {
  const document = parseDocument(readText(file), { version: '1.2' })
  const [fault] = document.errors
  if (fault) {
    throw invalid(
      `${file} is neither YAML nor JSON: ${fault.code} in line ${fault.linePos?.[0].line ?? '?'}`,
      {
        remedy: 'mend that line',
      },
    )
  }
  try {
    return parse('FederationFounding', document.toJS({ maxAliasCount: 0 }))
  } catch (cause) {
    throw invalid(`${file}: ${cause instanceof ContractError ? cause.message : 'it cannot be read'}`, {
      cause,
      remedy: 'see contract/node/federation-founding.json and docs/operating/founding.md',
    })
  }
}

function readOperatorKey(file: string): OperatorKey {
  try {
    const key = parse('OperatorKey', JSON.parse(readText(file)))
    if (isKeyIdOf(key)) return key
  } catch (cause) {
    if (cause instanceof PlatformError) throw cause
    throw noOperatorKey(file, cause)
  }
  throw noOperatorKey(file)
}

function noOperatorKey(file: string, cause?: unknown): PlatformError {
  return invalid(`${file} is no public key of an operator`, {
    cause,
    remedy: 'write it with: isthmus trust operator-key FOLDER --name NAME > FILE',
  })
}

function readFoundingKeys(file: string): ReturnType<typeof verifyFoundingKeys> {
  try {
    return verifyFoundingKeys(readText(file))
  } catch (cause) {
    if (!(cause instanceof TrustListError)) throw cause
    throw invalid(`${file}: ${cause.message}`, {
      cause,
      remedy: 'write it on the machine of the peer with: isthmus trust found keys --config peer.json',
    })
  }
}

function readText(file: string): string {
  if (existsSync(file)) return readFileSync(file, 'utf8')
  throw invalid(`there is no file ${file}`, {
    remedy: 'check the path; names are relative to the founding file',
  })
}

function absolute(folder: string, file: string): string {
  return isAbsolute(file) ? file : join(folder, file)
}

function invalid(message: string, options: { cause?: unknown; remedy: string }): PlatformError {
  return new PlatformError('CONFIG_INVALID', message, options)
}
