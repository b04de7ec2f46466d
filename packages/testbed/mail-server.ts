import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { createTlsIdentity, toValidity } from '@isthmus/node/exchange'
import { generatePeerKey } from '@isthmus/node/platform'
import { SMTPServer } from 'smtp-server'

export type ReceivedMail = {
  from: string
  to: string[]
  content: string
  secure: boolean
  user: string | undefined
}

export type MailServer = {
  port: number
  received: ReceivedMail[]
  /** What it answers from now on. */
  become: (state: 'willing' | 'busy' | 'refusing') => void
  close: () => Promise<void>
}

export type MailServerOptions = {
  /** Of its own; without them it cannot encrypt. */
  identity?: { key: string; cert: string }
  login?: { user: string; password: string }
}

const answers = { busy: [451, 'try again later'], refusing: [550, 'no such mailbox'] } as const

/** What a server at this name shows: a fresh key and its own certificate, as PEM. */
export function createMailIdentity(name = 'localhost'): { key: string; cert: string } {
  const key = { id: name, privateKey: generatePeerKey('tls') }
  const { privateKey, certificate } = createTlsIdentity(key, { name, validity: toValidity(new Date()) })
  return { key: privateKey, cert: certificate }
}

/** A real SMTP server on a port of its own that keeps what it is given. */
export async function startMailServer({ identity, login }: MailServerOptions = {}): Promise<MailServer> {
  let state: keyof typeof answers | 'willing' = 'willing'
  const received: ReceivedMail[] = []
  const server = new SMTPServer({
    ...(identity ?? { hideSTARTTLS: true }),
    authOptional: login === undefined,
    onAuth: ({ username, password }, _session, callback) =>
      username === login?.user && password === login?.password
        ? callback(null, { user: username })
        : callback(new Error('authentication failed')),
    onRcptTo: (_address, _session, callback) => {
      if (state === 'willing') return callback()
      const [responseCode, message] = answers[state]
      return callback(Object.assign(new Error(message), { responseCode }))
    },
    onData: (stream, { envelope, secure, user }, callback) => {
      void text(stream).then((content) => {
        const from = envelope.mailFrom ? envelope.mailFrom.address : ''
        const to = envelope.rcptTo.map(({ address }) => address)
        received.push({ from, to, content, secure, user })
        callback()
      }, callback)
    },
  })
  // A client that gives up is no fault of the server.
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  return {
    port: (server.server.address() as AddressInfo).port,
    received,
    become: (next) => {
      state = next
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
