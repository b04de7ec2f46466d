import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core'

/** HPKE base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM (RFC 9180 sections 7.1 to 7.3). */
export const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
})

/** What a session's secret is exported for (RFC 9180 section 5.3; docs/protocol.md, 6.2). */
const exporterContext = arrayOf(Buffer.from('isthmus session secret 2', 'utf8'))

/** Binds a session to both ends (docs/protocol.md, 6.2). */
export function sessionInfo(from: string, to: string): ArrayBuffer {
  return arrayOf(Buffer.from(`isthmus session 2\n${from}\n${to}`, 'utf8'))
}

export async function exportSecret(context: {
  export: (exporterContext: ArrayBuffer, length: number) => Promise<ArrayBuffer>
}): Promise<Buffer> {
  return Buffer.from(await context.export(exporterContext, 32))
}

/** The raw 32 bytes of an X25519 public key as a key to seal to. */
export function importSealingKey(raw: Uint8Array): Promise<CryptoKey> {
  return suite.kem.importKey('raw', arrayOf(raw), true)
}

/** The raw 32 bytes of an X25519 private key as a key to open with. */
export function importOpeningKey(raw: Uint8Array): Promise<CryptoKey> {
  return suite.kem.importKey('raw', arrayOf(raw), false)
}

export function arrayOf(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer
}
