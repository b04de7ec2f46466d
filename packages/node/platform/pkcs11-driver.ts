import { DatabaseSync } from 'node:sqlite'
import { Pkcs11Session } from './pkcs11-session.ts'
import {
  type TokenAnswer,
  type TokenCall,
  type TokenOptions,
  type TokenRequest,
  toTokenFault,
} from './token-call.ts'

/**
 * The process in which the module of a token runs: whatever it does wrong, the peer goes on. Its parent alone talks to it, over
 * their channel; it ends with that channel.
 */

const waitForOthersMs = 10_000
const nothing = Buffer.alloc(0)
let session: Pkcs11Session | undefined

async function answer(asked: TokenCall): Promise<Buffer> {
  if (asked.call === 'open') {
    session = await openInTurn(asked)
    return nothing
  }
  if (!session) throw new TypeError('no session is open')
  switch (asked.call) {
    case 'read-public-key':
      return session.readPublicKey(asked.label)
    case 'sign':
      return session.sign(asked.label, { publicKey: toBytes(asked.publicKey), data: toBytes(asked.data) })
    case 'authenticate':
      return session.authenticate(asked.label, toBytes(asked.data))
    case 'create-signing-key':
      session.createSigningKey(asked.label)
      return nothing
    case 'create-secret-key':
      session.createSecretKey(asked.label)
      return nothing
    case 'close':
      session.close()
      session = undefined
      return nothing
  }
}

async function openInTurn(options: TokenOptions): Promise<Pkcs11Session> {
  const lock = new DatabaseSync(options.lockFile)
  try {
    lock.exec(`pragma busy_timeout = ${waitForOthersMs}; begin exclusive`)
    return await Pkcs11Session.open(options)
  } finally {
    lock.close()
  }
}

function toBytes(text: string): Buffer {
  return Buffer.from(text, 'base64url')
}

/** At once: destructors of native libraries, which run at an ordinary exit, have nothing left to do. */
function end(): void {
  process.kill(process.pid, 'SIGKILL')
}

async function serve({ id, asked }: TokenRequest): Promise<void> {
  const said: TokenAnswer = await answer(asked).then(
    (bytes) => ({ id, bytes: bytes.toString('base64url') }),
    (fault: unknown) => ({ id, fault: toTokenFault(fault) }),
  )
  process.send?.(said, () => {
    if (asked.call === 'close') end()
  })
}

let last = Promise.resolve()
process.on('message', (request: TokenRequest) => {
  last = last.then(() => serve(request))
})
process.once('disconnect', () => {
  session?.close()
  end()
})
// Ctrl-C reaches the whole group; the peer still signs while it stops.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => {})
