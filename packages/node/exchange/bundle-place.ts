import type { BundlePlace } from '@isthmus/contract'
import type { SmallTree } from '@isthmus/protocol/log'

/** Where a message stands among those that were signed with it. */
export function toBundlePlace({ paths }: SmallTree, index: number): BundlePlace {
  const path = (paths[index] ?? []).map((hash) => Buffer.from(hash).toString('base64url'))
  return { size: paths.length, index, path }
}
