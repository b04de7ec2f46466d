import type { BundlePlace } from '@isthmus/contract'
import { concatBytes, equalBytes, fromBase64Url, toUtf8 } from '../bytes/index.ts'
import { LogError, leafHash, rootOfPath, type SmallTree, toSmallTree } from '../log/index.ts'
import { toBundleStated } from './bundle-field.ts'
import { parseContentDigest } from './content-digest.ts'
import { HttpSignatureError } from './errors.ts'
import { judgeRequest, verifyDigest } from './judge-request.ts'
import { bundleProfile } from './profile.ts'
import type { ReceivedRequest, VerifiedRequest, VerifyingParts } from './verify-request.ts'

/** Messages of a bundle (docs/protocol.md, 10.17). */
export const mostOfBundle = 256

const label = toUtf8('isthmus bundle 2\n')
const lineFeed = 0x0a

/** The messages of a believed bundle, each as its bytes, and the tree over their digests. */
export type VerifiedBundle = Omit<VerifiedRequest, 'correlationId' | 'digest'> & {
  lines: Uint8Array[]
  /** SHA-256 of each line, 32 bytes. */
  digests: Uint8Array[]
  tree: SmallTree
}

/** The tree over the messages of a bundle (docs/protocol.md, 10.19); a digest is the SHA-256 of a message, 32 bytes. */
export function toBundleTree(digests: readonly Uint8Array[]): SmallTree {
  return toSmallTree(digests.map(toLeafHash))
}

/** Each message with a line feed behind it. */
export function toBundleBody(messages: readonly Uint8Array[]): Uint8Array {
  const end = Uint8Array.of(lineFeed)
  return concatBytes(...messages.flatMap((message) => [message, end]))
}

/** Clause 10.17. Throws HttpSignatureError BUNDLE_MALFORMED. */
export function parseBundle(body: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = []
  let from = 0
  for (;;) {
    const to = body.indexOf(lineFeed, from)
    if (to < 0) break
    if (to === from || lines.length === mostOfBundle) throw malformed()
    lines.push(body.subarray(from, to))
    from = to + 1
  }
  if (from !== body.length || lines.length === 0) throw malformed()
  return lines
}

/**
 * Judges a bundle of another peer by section 4 and clauses 10.17 to 10.19 of docs/protocol.md; of its messages nothing is
 * judged but that they were signed. Throws HttpSignatureError at the first clause that fails.
 */
export function verifyBundle(request: ReceivedRequest, parts: VerifyingParts, now: Date): VerifiedBundle {
  const {
    own: _,
    content,
    ...judged
  } = judgeRequest(request, parts, {
    profile: bundleProfile,
    now,
    verifyContent: ({ contentDigest, own }) => {
      verifyDigest(contentDigest, request.body, parts.sha256)
      const lines = parseBundle(request.body)
      const digests = lines.map((line) => parts.sha256(line))
      const tree = toBundleTree(digests)
      verifyRoot(own, { size: lines.length, root: tree.root })
      return { lines, digests, tree }
    },
  })
  return { ...judged, ...content }
}

/** A message that came in a bundle, without the others; `request` has the fields of the bundle. */
export type BundledRequest = {
  request: Omit<ReceivedRequest, 'body'>
  message: Uint8Array
  place: BundlePlace
}

/**
 * That the sender signed this message in a bundle, as a proof of it alone: all clauses but that of the other messages.
 * Throws HttpSignatureError.
 */
export function verifyBundledMessage(
  { request, message, place }: BundledRequest,
  parts: VerifyingParts,
  now: Date,
): VerifiedRequest {
  const {
    own: _,
    content,
    ...judged
  } = judgeRequest(request, parts, {
    profile: bundleProfile,
    now,
    verifyContent: ({ contentDigest, own }) => {
      parseContentDigest(contentDigest)
      const digest = parts.sha256(message)
      verifyRoot(own, { size: place.size, root: findRoot(digest, place) ?? new Uint8Array(0) })
      return digest
    },
  })
  return { ...judged, correlationId: null, digest: content }
}

function toLeafHash(digest: Uint8Array): Uint8Array {
  return leafHash(concatBytes(label, digest))
}

function findRoot(digest: Uint8Array, { size, index, path }: BundlePlace): Uint8Array | undefined {
  const hashes = path.map((hash) => fromBase64Url(hash) ?? new Uint8Array(0))
  try {
    return rootOfPath({ size, index, leafHash: toLeafHash(digest), path: hashes })
  } catch (fault) {
    if (fault instanceof LogError) return undefined
    throw fault
  }
}

/** Clause 10.19. */
function verifyRoot(field: string, { size, root }: { size: number; root: Uint8Array }): void {
  const stated = toBundleStated(field)
  if (stated.size === size && equalBytes(stated.root, root)) return
  throw new HttpSignatureError('BUNDLE_ROOT_WRONG', 'isthmus-bundle is not over these messages')
}

function malformed(): HttpSignatureError {
  return new HttpSignatureError(
    'BUNDLE_MALFORMED',
    `a bundle is 1 to ${mostOfBundle} messages, each with a line feed behind it and none in it`,
  )
}
