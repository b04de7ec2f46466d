import { hasShape, type OperationName, operations, type Problem, type SearchEvent } from '@isthmus/contract'
import { CliError, type Outcome } from './exit-code.ts'

export type Call = {
  body?: unknown
  /** In place of a body of JSON. */
  bytes?: Uint8Array<ArrayBuffer>
  headers?: Record<string, string>
  parameters?: Record<string, string>
  query?: Record<string, string>
  signal?: AbortSignal
}

/** The longest line of a stream that is believed. */
const mostLineLength = 4_000_000

/** The peer's HTTP API as the contract lists it. Every failure is a CliError with the outcome for scripts. */
export class PeerApi {
  readonly peer: string
  readonly #token: string | undefined

  constructor(peer: string, token: string | undefined) {
    this.peer = peer
    this.#token = token
  }

  /** Calls an operation of the contract; the answer is of the type that the contract states. */
  async call<Answer>(name: OperationName, call: Call = {}): Promise<Answer> {
    const response = await this.#send(name, call)
    return readJson<Answer>(response)
  }

  /** The answer of an operation whose content is no JSON, or not small. */
  request(name: OperationName, call: Call = {}): Promise<Response> {
    return this.#send(name, call)
  }

  /** The events of search.ask or search.batch, each as soon as it arrives. */
  async *stream(name: 'search.ask' | 'search.batch', call: Call): AsyncGenerator<SearchEvent> {
    const response = await this.#send(name, call)
    if (!response.body) throw new CliError('fault', 'the peer answered without a stream')
    for await (const line of linesOf(response.body)) yield toEvent(line)
  }

  /** Calls an address that is not in the contract's list: signing in and out. */
  async fetch(path: string, body?: unknown): Promise<Response> {
    const headers = { accept: 'application/json', 'x-isthmus-request': 'cli', ...this.#authorization() }
    if (body === undefined) return send(new URL(path, this.peer), { headers })
    return send(new URL(path, this.peer), {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  }

  async #send(name: OperationName, call: Call): Promise<Response> {
    const { body, bytes, parameters = {}, query = {}, headers = {}, signal } = call
    const operation = operations.find((known) => known.name === name)
    if (!operation) throw new CliError('fault', `the contract has no operation ${name}`)
    const path = operation.path.replace(/:(\w+)/g, (_part, key) => encodeURIComponent(parameters[key] ?? ''))
    const isSafe = operation.method === 'GET'
    const url = new URL(path, this.peer)
    url.search = new URLSearchParams(query).toString()
    return send(url, {
      method: operation.method,
      headers: {
        accept: 'application/json, application/x-ndjson',
        'x-isthmus-request': 'cli',
        ...headers,
        ...(isSafe ? {} : { 'content-type': bytes ? 'application/octet-stream' : 'application/json' }),
        ...this.#authorization(),
      },
      ...(isSafe ? {} : { body: bytes ?? JSON.stringify(body ?? {}) }),
      ...(signal ? { signal } : {}),
    })
  }

  #authorization(): Record<string, string> {
    return this.#token ? { authorization: `Bearer ${this.#token}` } : {}
  }
}

export async function readJson<Answer>(response: Response): Promise<Answer> {
  try {
    return (await response.json()) as Answer
  } catch (cause) {
    throw new CliError('fault', `${new URL(response.url).origin} answered with something that is not JSON`, {
      cause,
      remedy: 'check that the address is one of an Isthmus peer',
    })
  }
}

async function send(url: URL, init: RequestInit): Promise<Response> {
  // A redirect would carry the access token to wherever it leads.
  const response = await fetch(url, { ...init, redirect: 'manual' }).catch((cause: unknown) => {
    throw new CliError('incomplete', `the peer at ${url.origin} cannot be reached`, {
      cause,
      remedy: 'check the address (--peer) and that the peer runs',
    })
  })
  if (response.ok) return response
  throw toCliError(response.status, await response.json().catch(() => undefined))
}

function toCliError(status: number, body: unknown): CliError {
  const problem = (typeof body === 'object' && body !== null ? body : {}) as Partial<Problem>
  const { refusal } = problem
  const told = refusal ? `${refusal.text} (${refusal.policy})` : (problem.detail ?? problem.title)
  const message = typeof told === 'string' ? told : `the peer answered with HTTP status ${status}`
  const ofPeer = problem.code === 'NOT_SIGNED_IN' ? signInHere : problem.remedy
  const remedy = refusal?.unblock ?? ofPeer ?? (status === 401 ? signInHere : undefined)
  return new CliError(outcomeOf(status), message, typeof remedy === 'string' ? { remedy } : {})
}

/** The peer's own remedy names a page. */
const signInHere = 'isthmus sign-in, or --as in a demonstration'

function outcomeOf(status: number): Outcome {
  if (status === 401 || status === 403 || status === 429) return 'refused'
  if (status === 502 || status === 503 || status === 504) return 'incomplete'
  return status >= 400 && status < 500 ? 'usage' : 'fault'
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for await (const chunk of body) {
      rest += decoder.decode(chunk, { stream: true })
      if (rest.length > mostLineLength) throw new CliError('fault', 'the peer sent a line that does not end')
      const lines = rest.split('\n')
      rest = lines.pop() ?? ''
      yield* lines.filter((line) => line.trim() !== '')
    }
  } catch (cause) {
    if (cause instanceof CliError) throw cause
    throw new CliError('incomplete', 'the peer broke off in the middle of its answer', {
      cause,
      remedy: 'ask again',
    })
  }
  if (rest.trim() !== '') yield rest
}

function toEvent(line: string): SearchEvent {
  const event = findJson(line)
  if (hasShape('SearchEvent', event)) return event
  throw new CliError('fault', 'the peer sent a line that is not as the contract says', {
    remedy: 'check that peer and command line are of the same version',
  })
}

function findJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
