import type { Problem, SearchEvent, SearchRequest } from '@isthmus/contract'

/** A request to the peer's API as one demo officer; throws with the problem's words when it is refused. */
export type Api = <Answer>(method: 'GET' | 'POST', path: string, body?: unknown) => Promise<Answer>

export async function signInAs(peer: { url: string }, officerId: string): Promise<Api> {
  const token = await getDemoToken(peer, officerId)
  return (method, path, body) => requestJson(`${peer.url}${path}`, { method, body, token })
}

async function getDemoToken(peer: { url: string }, officerId: string): Promise<string> {
  const answer = await requestJson<{ access_token: string }>(`${peer.url}/auth/demo-token`, {
    method: 'POST',
    body: { officer: officerId },
  })
  return answer.access_token
}

/** Puts questions as one demo officer; yields the events of the stream as they come. */
export async function askAs(
  peer: { url: string },
  officerId: string,
): Promise<(request: SearchRequest, signal?: AbortSignal) => AsyncGenerator<SearchEvent>> {
  const token = await getDemoToken(peer, officerId)
  return (request, signal) => streamEvents(`${peer.url}/api/searches`, { body: request, token, signal })
}

export async function* streamEvents(
  url: string,
  { body, token, signal }: { body: unknown; token: string; signal?: AbortSignal | undefined },
): AsyncGenerator<SearchEvent> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
    ...(signal ? { signal } : {}),
  })
  if (!answer.ok || !answer.body) throw await refusalOf(answer, url)
  let rest = ''
  for await (const text of answer.body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield JSON.parse(line) as SearchEvent
  }
}

async function requestJson<Answer>(
  url: string,
  { method, body, token }: { method: string; body?: unknown; token?: string },
): Promise<Answer> {
  const answer = await fetch(url, {
    method,
    headers: {
      'x-isthmus-request': '1',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (answer.ok) return (await answer.json()) as Answer
  throw await refusalOf(answer, url)
}

async function refusalOf(answer: Response, url: string): Promise<Error> {
  const problem = (await answer.json().catch(() => ({}))) as Partial<Problem>
  const words = [problem.title, problem.detail, problem.remedy].filter(Boolean).join('. ')
  return new Error(`${new URL(url).pathname} was refused (${answer.status}): ${words}`)
}
