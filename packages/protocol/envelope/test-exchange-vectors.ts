import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { HttpSignatureErrorCode } from '../http-signature/index.ts'
import type { ProofErrorCode } from '../proof/index.ts'
import type { EnvelopeErrorCode } from './errors.ts'
import { makeAnswerVectors } from './test-answer-vectors.ts'
import { makeBundleVectors } from './test-bundle-vectors.ts'
import { keys, peers } from './test-parties.ts'
import { makeRequestVectors } from './test-request-vectors.ts'

export type WireCode = HttpSignatureErrorCode | EnvelopeErrorCode | ProofErrorCode

export const vectorFolder = join(import.meta.dirname, '../../../vectors/exchange')

/** The vectors of the wire, the same each time: fixed keys, fixed salts, a fixed ephemeral key. */
export async function makeExchangeVectors(): Promise<Record<string, string>> {
  const { northSealing: _, ...known } = keys
  const secrets = Object.fromEntries(
    Object.entries(known).map(([name, { id, use, key, privateKey }]) => [name, { id, use, key, privateKey }]),
  )
  const { answers, receipts } = await makeAnswerVectors()
  const { bundles, bundled } = makeBundleVectors()
  const files = {
    'parties.json': { self: 'south', door: 'https://south.example:8444/peer/v1/messages', peers, secrets },
    'requests.json': await makeRequestVectors(),
    'answers.json': answers,
    'receipts.json': receipts,
    'bundles.json': bundles,
    'bundled.json': bundled,
  }
  return Object.fromEntries(
    Object.entries(files).map(([name, content]) => [name, `${JSON.stringify(content, undefined, 2)}\n`]),
  )
}

if (process.argv[1] === import.meta.filename) {
  for (const [name, text] of Object.entries(await makeExchangeVectors())) {
    writeFileSync(join(vectorFolder, name), text)
  }
}
