import type { Language } from '../locales/i18n.ts'
import { peerPaths } from '../paths.ts'
import { fetchApi } from './fetch-api.ts'

/** `isWhole` is false when what was sent is no longer kept: the file then proves only what the log says of it. */
export type EvidenceFile = { file: Blob; name: string; isWhole: boolean }

/** Everything that proves one exchange, as one ZIP, its summary in that language. The peer logs that it was handed over. Throws ApiError. */
export async function fetchEvidence(correlationId: string, language: Language): Promise<EvidenceFile> {
  const response = await fetchApi(peerPaths.evidence, { method: 'POST', body: { correlationId, language } })
  const file = await response.blob()
  return { file, name: `evidence-${correlationId}.zip`, isWhole: await hasMessages(file) }
}

/** A ZIP names its files in clear. */
async function hasMessages(file: Blob): Promise<boolean> {
  return new TextDecoder('latin1').decode(await file.arrayBuffer()).includes('messages/1/body.json')
}
