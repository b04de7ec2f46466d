import { unzipSync, zipSync } from 'fflate'
import type { EvidenceFiles } from './evidence-files.ts'

const mostFiles = 20_001
const mostBytes = 256_000_000

/** The files of an evidence file; names are not trusted further than as keys of the map. */
export function openEvidenceZip(zip: Uint8Array): EvidenceFiles | undefined {
  let files = 0
  let bytes = 0
  try {
    const content = unzipSync(zip, {
      filter: ({ name, originalSize }) => {
        files++
        bytes += originalSize
        if (files > mostFiles || bytes > mostBytes) throw new RangeError('the file unpacks to too much')
        return !name.endsWith('/')
      },
    })
    return new Map(Object.entries(content))
  } catch {
    return undefined
  }
}

/** Files in this order, each with the same date, so that the same content gives the same ZIP. */
export function createEvidenceZip(files: EvidenceFiles): Uint8Array {
  const mtime = new Date('2020-01-01T00:00:00')
  return zipSync(Object.fromEntries([...files].map(([name, bytes]) => [name, [bytes, { mtime, level: 6 }]])))
}
