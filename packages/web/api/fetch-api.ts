import type { Problem } from '@isthmus/contract/types'
import { ApiError } from './api-error.ts'

type Call = {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  body?: unknown
  /** In place of a body of JSON. */
  bytes?: Uint8Array<ArrayBuffer>
  signal?: AbortSignal
}

/**
 * Calls the own peer. State-changing calls carry `x-isthmus-request`, which another site's form cannot send.
 * Throws ApiError: NOT_SIGNED_IN on 401, PROBLEM_ANSWERED on every other refusal, PEER_UNREACHABLE without an answer.
 */
export async function fetchApi(path: string, call: Call = {}): Promise<Response> {
  const response = await send(path, call)
  if (response.ok) return response
  const problem = await parseProblem(response)
  const code = response.status === 401 ? 'NOT_SIGNED_IN' : 'PROBLEM_ANSWERED'
  throw new ApiError(code, `${path} answered ${response.status}`, problem)
}

/** The JSON answer of a GET. The own peer is trusted to keep the contract; its shape is not checked again. */
export async function fetchJson<Answer>(path: string, signal?: AbortSignal): Promise<Answer> {
  const response = await fetchApi(path, signal ? { signal } : {})
  try {
    return await response.json()
  } catch {
    throw new ApiError('ANSWER_UNREADABLE', `${path} answered something else than JSON`)
  }
}

async function send(path: string, call: Call): Promise<Response> {
  const method = call.method ?? 'GET'
  const headers: Record<string, string> = { accept: 'application/json' }
  if (method !== 'GET') {
    headers['content-type'] = call.bytes ? 'application/octet-stream' : 'application/json'
    headers['x-isthmus-request'] = '1'
  }
  try {
    return await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      cache: 'no-store',
      body: method === 'GET' ? null : (call.bytes ?? JSON.stringify(call.body ?? {})),
      signal: call.signal ?? null,
    })
  } catch (cause) {
    if (call.signal?.aborted) throw cause
    throw new ApiError('PEER_UNREACHABLE', `${path} could not be reached`)
  }
}

async function parseProblem(response: Response): Promise<Problem> {
  const unknown: Problem = {
    status: response.status,
    code: `HTTP_${response.status}`,
    title: response.statusText,
  }
  try {
    const answer: unknown = await response.json()
    return isProblem(answer) ? answer : unknown
  } catch {
    return unknown
  }
}

function isProblem(answer: unknown): answer is Problem {
  return typeof answer === 'object' && answer !== null && 'code' in answer && 'title' in answer
}
