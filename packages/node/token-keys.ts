import type { KeysConfig } from './open-keys.ts'
import { type Pkcs11Token, PlatformError } from './platform/index.ts'

/**
 * Makes on the token the keys that the configuration names and that are not there yet; they never leave it.
 *
 * @returns the labels of those it made
 * @throws PlatformError TOKEN_LOST | TOKEN_FAILED, also when a label stands for more than one key
 */
export async function makeTokenKeys({ keystore }: KeysConfig, token: Pkcs11Token): Promise<string[]> {
  const made: string[] = []
  for (const { keyLabel } of keystore?.pkcs11?.signers ?? []) {
    if (await isThere(() => token.createSigner(keyLabel))) continue
    await token.createSigningKey(keyLabel)
    made.push(keyLabel)
  }
  const label = keystore?.pkcs11?.keystoreKeyLabel
  if (label === undefined || (await isThere(() => token.authenticate(label, Buffer.of(0))))) return made
  await token.createSecretKey(label)
  return [...made, label]
}

async function isThere(look: () => Promise<unknown>): Promise<boolean> {
  try {
    await look()
    return true
  } catch (fault) {
    if (fault instanceof PlatformError && fault.code === 'TOKEN_KEY_NOT_FOUND') return false
    throw fault
  }
}
