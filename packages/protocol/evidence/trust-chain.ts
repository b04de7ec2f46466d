import type { OperatorSet } from '@isthmus/contract'
import { isSignedByQuorum, parseTrustList } from '../trust/index.ts'
import { trustListName } from './evidence-files.ts'
import type { TrustFile } from './verify-trust.ts'

export type TrustChainOptions = {
  /** The operators that the reader believes; without them those whom each list names itself. */
  operators?: OperatorSet | undefined
  /** The text of a file; of `trust/<version>.json` undefined when it is not there. */
  read: (name: string) => Promise<string | undefined>
}

/**
 * The list in the file of that name with as many of those before it as it needs to be believed, oldest first: an emergency list is signed by fewer
 * operators than a list of its own must be, and means something only as successor of the one before. Whether the chain
 * holds is for `verifyTrustChain` to say. Empty when there is no such file.
 */
export async function readTrustChain(
  name: string,
  { operators, read }: TrustChainOptions,
): Promise<TrustFile[]> {
  const latest = await read(name)
  if (latest === undefined) return []
  const chain: TrustFile[] = [{ place: name, text: latest }]
  for (;;) {
    const version = findVersion(chain[0]?.text ?? '')
    if (version === undefined || version < 2 || isSignedByQuorum(chain[0]?.text ?? '', operators))
      return chain
    const place = trustListName(version - 1)
    const text = await read(place)
    // Whoever names another version as the one before would lead this round in a circle.
    if (text === undefined || findVersion(text) !== version - 1) return chain
    chain.unshift({ place, text })
  }
}

function findVersion(text: string): number | undefined {
  try {
    return parseTrustList(text).list.version
  } catch {
    return undefined
  }
}
