import type { Keystore } from './keystore.ts'
import type { ScryptCost } from './keystore-file.ts'
import { openKeystore } from './open-keystore.ts'

export const testPassphrase = 'correct horse battery staple'

/** As little as the format allows: a test is no thief. */
export const testCost: ScryptCost = { n: 1024, r: 8, p: 1 }

export function openTestKeystore(folder: string, passphrase = testPassphrase): Keystore {
  return openKeystore({ folder, passphrase, cost: testCost })
}
