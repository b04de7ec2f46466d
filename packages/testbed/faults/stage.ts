import { randomUUID } from 'node:crypto'
import { createExchangeHere, type ExchangeHere } from '../exchange/exchange-here.ts'
import type { ExchangeOptions, RunningExchange } from '../exchange/open-exchange.ts'

export type PeerName = 'north' | 'south'

/** A request to the inbox of south, as north has signed it. */
export type SignedRequest = { headers: string[]; body: Buffer; messageId: string }

export type Posted = { status: number; text: string; code?: string }

export const inboxPath = '/peer/v1/inbox'

/**
 * North and south for all tests of a file: real peers over mutual TLS, each with its own keys, database and log. A test may
 * have one of them come back altered, and `clear` puts it right again.
 */
export class Stage {
  readonly here: ExchangeHere
  readonly #running = new Map<PeerName, RunningExchange>()
  readonly #altered = new Set<PeerName>()

  private constructor(here: ExchangeHere) {
    this.here = here
  }

  static async open(): Promise<Stage> {
    const stage = new Stage(await createExchangeHere())
    await Promise.all([stage.restart('south'), stage.restart('north')])
    await stage.clear()
    return stage
  }

  get north(): RunningExchange {
    return this.#get('north')
  }

  get south(): RunningExchange {
    return this.#get('south')
  }

  /** Ends a peer and starts it again on the same database; what is given differs from what is right. */
  async restart(name: PeerName, how: Partial<ExchangeOptions> = {}): Promise<RunningExchange> {
    await this.#running.get(name)?.stop()
    const opened = await this.here.open(name, how)
    this.#running.set(name, opened)
    if (Object.keys(how).length > 0) this.#altered.add(name)
    else this.#altered.delete(name)
    return opened
  }

  /** For the next test: both peers as they should be, and no incident. */
  async clear(): Promise<void> {
    this.here.network.become('sound')
    for (const name of [...this.#altered]) await this.restart(name)
    for (const { incidents, database } of this.#running.values()) {
      await incidents.settle()
      await database.query('delete from incident.incident')
    }
  }

  close(): Promise<void> {
    return this.here.close()
  }

  /** Acknowledged by north: never to be lost. */
  async send(text: string): Promise<string> {
    const sent = { to: 'south', kind: 'message.test', correlationId: randomUUID(), body: { text } } as const
    return (await this.north.messages.outbox.send(sent)).messageId
  }

  /** A request that is right in every respect, and how to sign it anew. */
  async toRequest(given: { messageId?: string; content?: Record<string, unknown> } = {}) {
    const { messageId = randomUUID(), content = { body: { text: 'a note' } } } = given
    const correlationId = randomUUID()
    const createdAt = new Date()
    const sealed = await this.north.wire.seal({
      ...{ kind: 'message.test' as const, to: 'south', messageId, correlationId, createdAt },
      expiresAt: new Date(createdAt.getTime() + 600_000),
      payload: { content },
    })
    const sign = async (): Promise<SignedRequest> => {
      const about = { path: inboxPath, digest: sealed.digest }
      const fields = await this.north.wire.signFields({ to: 'south', correlationId }, about)
      return { headers: fields.flat(), body: sealed.body, messageId }
    }
    return { ...(await sign()), sign }
  }

  /** Over a connection of north, whatever it likes to send. */
  async post({
    headers,
    body,
    path = inboxPath,
  }: Pick<SignedRequest, 'headers' | 'body'> & { path?: string }) {
    const response = await this.north.tls
      .dispatcherOf('south')
      .request({ origin: this.origin, path, method: 'POST', headers, body })
    return toPosted(response.statusCode, await response.body.text())
  }

  /** Where the list says that south is. */
  get origin(): string {
    return new URL(this.here.list.peers.find(({ id }) => id === 'south')?.address ?? '').origin
  }

  /** Kinds of the open incidents of a peer. */
  async incidentsOf(name: PeerName): Promise<string[]> {
    const { incidents, database } = this.#get(name)
    await incidents.settle()
    const rows = await database.query<{ kind: string }>(
      'select distinct kind from incident.incident order by kind',
    )
    return rows.map(({ kind }) => kind)
  }

  /** How often these messages have had their effect at south. */
  async effectsOf(...messageIds: string[]): Promise<number> {
    const [row] = await this.south.database.query<{ count: number }>(
      'select count(*)::int as count from exchange.note where message_id = any($1)',
      [messageIds],
    )
    return row?.count ?? -1
  }

  /** Entries of south's log about believed messages. */
  async countReceived(): Promise<number> {
    const [row] = await this.south.database.query<{ count: number }>(
      `select count(*)::int as count from audit_log.entry where event = 'exchange.received'`,
    )
    return row?.count ?? -1
  }

  /** State and last fault of a message that north has accepted. */
  async stateOf(messageId: string): Promise<string> {
    const message = await this.north.messages.outbox.reader.findMessage(messageId)
    return [message?.state, message?.fault].filter(Boolean).join(' ')
  }

  #get(name: PeerName): RunningExchange {
    const running = this.#running.get(name)
    if (running) return running
    throw new RangeError(`${name} has not been started`)
  }
}

export function toPosted(status: number, text: string): Posted {
  const code = /"code":"([A-Z0-9_]+)"/.exec(text)?.[1]
  return { status, text, ...(code ? { code } : {}) }
}

/** Waits for what has to happen. */
export async function eventually(look: () => Promise<boolean>, withinMs = 20_000): Promise<void> {
  const until = Date.now() + withinMs
  while (!(await look())) {
    if (Date.now() > until) throw new Error('it did not happen')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
