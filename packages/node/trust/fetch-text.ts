import { type Dispatcher, request } from 'undici'
import { TrustError } from './errors.ts'
import type { FetchText } from './trust-updates.ts'

/** Longer than the list of a federation of a thousand peers. */
const longestText = 12_000_000

/** Reads a text over HTTP; a redirect is not followed. Throws TrustError TRUST_LIST_TOO_LONG. `dispatcherOf` says how a peer of the trust list is reached. */
export function createFetchText(dispatcherOf: (peerId: string) => Dispatcher | undefined): FetchText {
  return async (url, signal, peerId) => {
    const dispatcher = peerId === undefined ? undefined : dispatcherOf(peerId)
    const { statusCode, body } = await request(url, { signal, ...(dispatcher ? { dispatcher } : {}) })
    if (statusCode !== 200) {
      await body.dump().catch(() => {})
      return undefined
    }
    const chunks: Buffer[] = []
    let length = 0
    for await (const chunk of body as AsyncIterable<Buffer>) {
      length += chunk.length
      // Leaving the loop ends the connection.
      if (length > longestText)
        throw new TrustError('TRUST_LIST_TOO_LONG', `the list at ${url.host} is longer than a list may be`)
      chunks.push(chunk)
    }
    return Buffer.concat(chunks).toString('utf8')
  }
}
