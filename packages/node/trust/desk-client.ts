import { parseJson } from '@isthmus/protocol/bytes'
import { request } from 'undici'
import { TrustError } from './errors.ts'

/** Where the desk takes requests. */
export const trustRequestsPath = '/trust/v1/requests'

const timeoutMs = 10_000
const longestAnswer = 16_384

/**
 * Hands a signed request to the desk at this address; gives the fingerprint that the desk shows.
 * Throws TrustError TRUST_DESK_UNREACHABLE, and the code with which the desk refuses.
 */
export async function sendTrustRequest(address: string, text: string): Promise<string> {
  const response = await request(new URL(trustRequestsPath, address), {
    method: 'POST',
    headers: { 'content-type': 'application/jose+json' },
    body: text,
    signal: AbortSignal.timeout(timeoutMs),
  }).catch((cause: unknown) => {
    throw new TrustError(
      'TRUST_DESK_UNREACHABLE',
      `the desk at ${new URL(address).origin} cannot be reached`,
      {
        cause,
        remedy: 'check the address and the network, then ask again; nothing is lost',
      },
    )
  })
  const answer = await readAnswer(response.body).catch(() => undefined)
  if (response.statusCode === 200) return memberOf(answer, 'fingerprint') ?? ''
  const code = memberOf(answer, 'code') ?? `HTTP ${response.statusCode}`
  throw new TrustError('REQUEST_NOT_ADMISSIBLE', `the desk refused the request (${code})`, {
    remedy: memberOf(answer, 'detail') ?? 'ask the federation operators why',
  })
}

/** Somebody else's site: short, or not read. */
async function readAnswer(body: AsyncIterable<Buffer>): Promise<unknown> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of body) {
    length += part.length
    if (length > longestAnswer) return undefined
    parts.push(part)
  }
  return parseJson(Buffer.concat(parts).toString('utf8'))
}

function memberOf(value: unknown, name: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const member = new Map<string, unknown>(Object.entries(value)).get(name)
  return typeof member === 'string' ? member.slice(0, 300) : undefined
}
