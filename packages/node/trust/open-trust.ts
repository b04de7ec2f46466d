import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { PeerConfig } from '@isthmus/contract'
import type { VerifiedTrustList } from '@isthmus/protocol/trust'
import { type Clock, type Database, writeWhole } from '../platform/index.ts'
import { chainFile, readChainFile, toChain } from './chain-file.ts'
import { TrustError } from './errors.ts'
import type { OwnKeys } from './own-keys.ts'
import { TrustReader } from './reader.ts'
import { TrustTransactor } from './transactor.ts'
import { Trust } from './trust.ts'

export type OpenTrustParts = { database: Database; ownKeys: OwnKeys; clock: Clock }

/**
 * The trust of this peer under the newest list that it can find: in the file of the configuration, in its own file, in its
 * database. A restored backup of one of them cannot take it back. An expired list opens, and nobody is believed under it.
 * Throws TrustError as `toChain`, PEER_NOT_LISTED, KEY_MISSING.
 */
export async function openTrust(
  { peerId, folder, trustList }: Pick<PeerConfig, 'peerId' | 'folder' | 'trustList'>,
  { database, ownKeys, clock }: OpenTrustParts,
): Promise<Trust> {
  const transactor = new TrustTransactor(database)
  const file = chainFile(folder)
  const texts = [
    ...readChainFile(trustList.file),
    ...readChainFile(file),
    ...(await new TrustReader(database).listTexts()),
  ]
  const chain = toChain(texts, trustList.operators)
  const latest = chain.at(-1)
  if (!latest) throw new TrustError('TRUST_LIST_UNREADABLE', `${trustList.file} holds no trust list`)
  const keep = async (lists: readonly VerifiedTrustList[]): Promise<void> => {
    await transactor.keepLists(lists, clock())
    chain.push(...lists)
    writeChain(file, chain)
  }
  await transactor.keepLists(chain, clock())
  writeChain(file, chain)
  const { graceDays } = trustList
  return new Trust(latest, {
    peerId,
    ownKeys,
    clock,
    keep,
    former: chain.slice(0, -1),
    ...(graceDays === undefined ? {} : { graceMs: graceDays * 86_400_000 }),
  })
}

function writeChain(file: string, chain: readonly VerifiedTrustList[]): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  writeWhole(file, `${chain.map(({ text }) => text).join('\n')}\n`)
}
