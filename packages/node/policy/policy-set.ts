import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type DetailedError,
  policySetTextToParts,
  policyToJson,
  preparsePolicySet,
  preparseSchema,
  validate,
} from '@cedar-policy/cedar-wasm/nodejs'
import type { Refusal } from '@isthmus/contract'
import { PolicyError } from './errors.ts'

/** The folders of `policy/`, in order. A folder that is not named here does not count. */
export const policyRooms = [
  'search',
  'catalogue',
  'evidence',
  'intake',
  'linkage',
  'peer',
  'audit-log',
  'incident',
  'passkeys',
  'notification',
  'oversight',
  'reconciliation',
  'exchange',
  'trust',
] as const

export type PolicyRoom = (typeof policyRooms)[number]

/** One Cedar policy, with what its annotations say. */
export type PolicyNote = {
  id: string
  room: PolicyRoom
  sentence: string
  text: string
  /** Only where the policy forbids. */
  refusal: Refusal | undefined
}

export type PolicySet = {
  /** Names under which Cedar keeps schema and policies ready; they change whenever the files do. */
  schemaName: string
  setName: string
  /** In the order of rooms and files: of several policies that refuse, the first one speaks. */
  notes: readonly PolicyNote[]
}

/** Reads, validates and prepares all policies of a folder. Throws PolicyError: a peer without valid policies must not start. */
export function readPolicySet(folder: string): PolicySet {
  const schema = readText(folder, 'peer.cedarschema')
  const notes = policyRooms.flatMap((room) =>
    parsePolicies(room, readText(folder, join(room, 'policies.cedar'))),
  )
  assertDistinct(notes)
  const staticPolicies = Object.fromEntries(notes.map(({ id, text }) => [id, text]))
  const version = createHash('sha256')
    .update(JSON.stringify([schema, staticPolicies]))
    .digest('hex')
    .slice(0, 16)
  const schemaName = `schema@${version}`
  const setName = `policies@${version}`
  assertParsed('peer.cedarschema', preparseSchema(schemaName, schema))
  assertValid(notes, validate({ schema, policies: { staticPolicies } }))
  assertParsed('policies', preparsePolicySet(setName, { staticPolicies }))
  return { schemaName, setName, notes }
}

/** The policies of one file, each with its annotations, in the order of the file. */
function parsePolicies(room: PolicyRoom, file: string): PolicyNote[] {
  const place = `policy/${room}/policies.cedar`
  const parts = policySetTextToParts(file)
  if (parts.type === 'failure') throw invalid(place, parts.errors[0], file)
  if (parts.policy_templates.length > 0) {
    throw new PolicyError('POLICY_INVALID', `${place}: holds a template`, {
      remedy: 'Write it out as policies.',
    })
  }
  const notes = parts.policies.map((text) => toNote(room, place, text))
  // Cedar returns the parts in the order of their generated names, not of the file.
  return notes.toSorted((a, b) => file.indexOf(`@id("${a.id}")`) - file.indexOf(`@id("${b.id}")`))
}

function toNote(room: PolicyRoom, place: string, text: string): PolicyNote {
  const parsed = policyToJson(text)
  if (parsed.type === 'failure') throw invalid(place, parsed.errors[0], text)
  const { effect, annotations = {} } = parsed.json
  const { id, sentence } = annotations
  if (!id || !/^[a-z][a-z0-9-]{2,99}$/.test(id)) {
    throw undescribed(`${place}: a policy has no @id in kebab-case`, 'Give it @id("what-it-says").')
  }
  if (!sentence || !/^[A-Z].*\.$/s.test(sentence)) {
    throw undescribed(
      `${place}, ${id}: has no sentence`,
      'Give it @sentence("One sentence that a jurist can check.").',
    )
  }
  if (effect === 'permit') return { id, room, sentence, text, refusal: undefined }
  return { id, room, sentence, text, refusal: parseRefusal(`${place}, ${id}`, id, annotations) }
}

function parseRefusal(place: string, id: string, annotations: Record<string, string>): Refusal {
  const { refusal: code, text, unblock } = annotations
  if (!code || !text || !unblock) {
    throw undescribed(
      `${place}: forbids without @refusal, @text and @unblock`,
      'Say the code, why, and who can unblock it.',
    )
  }
  if (!/^[A-Z][A-Z0-9_]{2,79}$/.test(code) || text.length > 600 || unblock.length > 600) {
    throw undescribed(
      `${place}: the refusal does not fit the contract`,
      'CODE_IN_CAPITALS; texts of at most 600 characters.',
    )
  }
  return { code, policy: id, text, unblock }
}

function assertDistinct(notes: readonly PolicyNote[]): void {
  const seen = new Set<string>()
  for (const { id, room } of notes) {
    if (seen.has(id))
      throw undescribed(`policy/${room}/policies.cedar: @id("${id}") is there twice`, 'Rename one of them.')
    seen.add(id)
  }
}

function assertParsed(place: string, answer: ReturnType<typeof preparseSchema>): void {
  if (answer.type === 'failure') throw invalid(`policy/${place}`, answer.errors[0])
}

function assertValid(notes: readonly PolicyNote[], answer: ReturnType<typeof validate>): void {
  if (answer.type === 'failure') throw invalid('policy/', answer.errors[0])
  const [fault] = [...answer.validationErrors, ...answer.validationWarnings]
  if (!fault) return
  const note = notes.find(({ id }) => id === fault.policyId)
  throw invalid(`policy/${note?.room ?? ''}/policies.cedar, ${fault.policyId}`, fault.error, note?.text)
}

function invalid(place: string, fault: DetailedError | undefined, text?: string): PolicyError {
  const start = fault?.sourceLocations?.[0]?.start
  const line =
    text === undefined || start === undefined ? '' : `, line ${text.slice(0, start).split('\n').length}`
  const remedy = fault?.help ?? 'Correct the policy; `npx vitest run packages/node/policy` shows every fault.'
  return new PolicyError('POLICY_INVALID', `${place}${line}: ${fault?.message ?? 'is not valid Cedar'}`, {
    remedy,
  })
}

function undescribed(message: string, remedy: string): PolicyError {
  return new PolicyError('POLICY_UNDESCRIBED', message, { remedy })
}

function readText(folder: string, path: string): string {
  try {
    return readFileSync(join(folder, path), 'utf8')
  } catch (cause) {
    throw new PolicyError('POLICY_UNREADABLE', `policy/${path} cannot be read`, {
      cause,
      remedy: 'Start the peer with the folder policy/ of this release, readable to it.',
    })
  }
}
