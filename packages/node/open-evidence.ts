import type { PeerConfig } from '@isthmus/contract'
import type { EvidenceRoom } from './evidence/index.ts'
import { readVerifyPage, Transcripts } from './evidence/index.ts'
import type { OnTranscript } from './exchange/index.ts'
import type { Database, Keystore, Logger } from './platform/index.ts'
import { TrustReader } from './trust/index.ts'

export type EvidenceParts = Omit<EvidenceRoom, 'transcripts' | 'trustReader' | 'readVerifyPage'> & {
  config: PeerConfig
  database: Database
  keystore: Keystore
  logger: Logger
}

const standardDays = 30
const dayMs = 86_400_000

/** What keeps transcripts and makes evidence files of them, and the daily job that erases those whose time is over. */
export function openEvidence({ config, keystore, ...parts }: EvidenceParts) {
  const { database } = parts
  const days = config.evidence?.keepDays ?? standardDays
  const transcripts = new Transcripts({ ...parts, key: keystore.readOrCreate('transcript'), days })
  const evidence: EvidenceRoom = {
    ...parts,
    transcripts,
    trustReader: new TrustReader(database),
    readVerifyPage,
  }
  const onTranscript: OnTranscript = (transcript) => transcripts.keep(transcript)
  // Where none is kept, none is made.
  const keeping: { onTranscript?: OnTranscript } = days === 0 ? {} : { onTranscript }
  const sweep = {
    name: 'erase-transcripts',
    everyMs: dayMs,
    run: async () => void (await transcripts.sweep()),
  }
  return { evidence, transcripts, keeping, sweep }
}
