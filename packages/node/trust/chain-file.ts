import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OperatorSet } from '@isthmus/contract'
import {
  isSignedByQuorum,
  parseTrustList,
  type VerifiedTrustList,
  verifyPinned,
  verifySuccessor,
} from '@isthmus/protocol/trust'
import { TrustError, toTrustError } from './errors.ts'

/** Where a peer keeps the lists it has adopted: one signed list a line, the oldest first. */
export function chainFile(folder: string): string {
  return join(folder, 'trust', 'trust-list.jsonl')
}

/** The signed lists of a file, one a line; none when it is not there. */
export function readChainFile(file: string): string[] {
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/**
 * The chain that the pinned operators began, from all texts that this peer has, in whatever order and from wherever: as
 * far as it leads, whatever the time. Throws TrustError as `verifyChain`; of two lists of one version TRUST_LIST_FORKED.
 */
export function toChain(texts: readonly string[], pinned: OperatorSet): VerifiedTrustList[] {
  try {
    const versions = toVersions(texts)
    // The first lists of a long chain were signed by operators whom a newer configuration pins no more.
    const start = versions.findIndex((text) => isSignedByQuorum(text, pinned))
    const [first, ...rest] = versions.slice(Math.max(0, start))
    if (first === undefined) {
      throw new TrustError('TRUST_LIST_UNREADABLE', 'this peer has no trust list', {
        remedy: 'put the list of the federation where trustList.file of the configuration says',
      })
    }
    const chain = [verifyPinned(first, pinned)]
    for (const text of rest) {
      const previous = chain.at(-1)
      if (previous) chain.push(verifySuccessor(text, previous))
    }
    return chain
  } catch (fault) {
    throw toTrustError(fault)
  }
}

function toVersions(texts: readonly string[]): string[] {
  const opened = texts.map(parseTrustList).sort((left, right) => left.list.version - right.list.version)
  return opened
    .filter(({ hash }, index) => opened.findIndex((other) => other.hash === hash) === index)
    .map(({ text }) => text)
}
