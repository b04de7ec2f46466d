import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { EvidenceError } from './errors.ts'

const place = join(import.meta.dirname, '../../web/dist/verify.html')

/** The built page. Throws EvidenceError VERIFY_PAGE_MISSING. */
export async function readVerifyPage(): Promise<Uint8Array> {
  try {
    return await readFile(place)
  } catch (cause) {
    throw new EvidenceError(
      'VERIFY_PAGE_MISSING',
      'the page that verifies evidence files has not been built',
      {
        cause,
        remedy: 'run npm start, or node tools/build-verify-page.ts',
      },
    )
  }
}
