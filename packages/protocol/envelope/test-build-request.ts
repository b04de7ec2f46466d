import type { Envelope, Statement } from '@isthmus/contract'
import { toBase64 } from '../bytes/index.ts'
import {
  type BareItem,
  type Fields,
  type InnerList,
  serialiseInnerList,
  toContentDigest,
  toSignatureBase,
} from '../http-signature/index.ts'
import { headerBytes, payloadCommitmentOf, signStatement } from '../proof/index.ts'
import { encrypt, toMessageSecret, toRequestKey } from './message-keys.ts'
import { sha256 } from './native.ts'
import { arrayOf, exportSecret, importSealingKey, sessionInfo, suite } from './suite.ts'
import {
  at,
  correlationId,
  fixedBytes,
  keys,
  messageId,
  now,
  type PartyKey,
  signerOf,
  statement,
} from './test-parties.ts'

/** A request as it arrives at south. */
export type VectorRequest = {
  method: string
  targetUri: string
  fields: [string, string][]
  body?: string
  bodyBase64?: string
}

type Parameter = BareItem | undefined

/** What differs from a message as it should be; each change is made before whatever is computed from it. */
export type Deviation = {
  statement?: Partial<Statement> | null
  statementKey?: PartyKey
  statementText?: (jws: string) => string
  content?: unknown
  payloadText?: (payload: string) => string | Buffer
  header?: Partial<Record<keyof Envelope, unknown>>
  sealTo?: PartyKey
  sessionOf?: string
  commitment?: string
  sealed?: (sealed: string) => string
  envelope?: (envelope: Record<string, unknown>) => unknown
  body?: (body: string) => string | Buffer
  method?: string
  signedTarget?: string
  targetUri?: string
  /** Before the signature is made. */
  fields?: (fields: [string, string][]) => [string, string][]
  components?: readonly { name: string; parameter?: string }[]
  parameters?: Record<string, Parameter>
  key?: PartyKey
  label?: string
  /** On the way. */
  after?: (request: VectorRequest) => VectorRequest
}

/** What a good request covers; written out, so that the vectors do not follow the code that they test. */
export const components = [
  '@method',
  '@target-uri',
  'content-type',
  'content-digest',
  'isthmus-correlation-id',
  'isthmus-from',
  'isthmus-to',
].map((name) => ({ name }))

export const southDoor = 'https://south.example:8444/peer/v1/messages'

export async function buildRequest(deviation: Deviation = {}): Promise<VectorRequest> {
  const body = await buildBody(deviation)
  const method = deviation.method ?? 'POST'
  const targetUri = deviation.targetUri ?? southDoor
  const plain: [string, string][] = [
    ['content-type', 'application/json'],
    ['content-digest', toContentDigest(sha256(body))],
    ['isthmus-correlation-id', correlationId],
    ['isthmus-from', 'north'],
    ['isthmus-to', 'south'],
  ]
  const fields = deviation.fields?.(plain) ?? plain
  const signed = signFields({ method, targetUri: deviation.signedTarget ?? targetUri, fields }, deviation)
  const text = body.toString('utf8')
  const isText = Buffer.from(text, 'utf8').equals(body)
  const request = {
    method,
    targetUri,
    fields: [...fields, ...signed],
    ...(isText ? { body: text } : { bodyBase64: body.toString('base64') }),
  }
  return deviation.after?.(request) ?? request
}

async function buildBody(deviation: Deviation): Promise<Buffer> {
  const payload = await buildPayload(deviation)
  const salt = fixedBytes('salt', 32)
  const { encapsulatedKey, secret } = await openSession(deviation)
  const header = {
    version: 2,
    kind: 'search.ask',
    from: 'north',
    to: 'south',
    messageId,
    correlationId,
    sequence: 0,
    createdAt: now,
    expiresAt: at(60),
    nonce: fixedBytes('nonce', 16).toString('base64url'),
    sealingKeyId: keys.southSealing.id,
    encapsulatedKey,
    payloadCommitment: deviation.commitment ?? payloadCommitmentOf(sha256, salt, payload),
    ...deviation.header,
  } as Omit<Envelope, 'sealed'> // a vector may be wrong on purpose
  const key = toRequestKey(toMessageSecret(secret, header.nonce))
  const sealed = encrypt(key, Buffer.concat([salt, payload]), headerBytes(header))
  const envelope = { ...header, sealed: deviation.sealed?.(sealed) ?? sealed }
  const body = JSON.stringify(deviation.envelope?.(envelope) ?? envelope)
  return Buffer.from(deviation.body?.(body) ?? body)
}

async function buildPayload(deviation: Deviation): Promise<Buffer> {
  const { content = { subjects: [{ family: 'Kowalski', given: 'Zbigniew' }] } } = deviation
  const jws =
    deviation.statement === null
      ? undefined
      : await signStatement(
          { ...statement, ...deviation.statement },
          signerOf(deviation.statementKey ?? keys.north),
        )
  const text = jws && (deviation.statementText?.(jws) ?? jws)
  const payload = JSON.stringify(text === undefined ? { content } : { statement: text, content })
  return Buffer.from(deviation.payloadText?.(payload) ?? payload)
}

async function openSession({
  sealTo = keys.southSealing,
  sessionOf = 'north',
}: Deviation): Promise<{ encapsulatedKey: string; secret: Buffer }> {
  const context = await suite.createSenderContext({
    recipientPublicKey: await importSealingKey(Buffer.from(sealTo.key, 'base64url')),
    info: sessionInfo(sessionOf, 'south'),
    ekm: arrayOf(fixedBytes('ephemeral', 32)),
  })
  return {
    encapsulatedKey: Buffer.from(context.enc).toString('base64url'),
    secret: await exportSecret(context),
  }
}

type ToSign = { method: string; targetUri: string; fields: Fields }

export function signFields(
  request: ToSign,
  deviation: Pick<Deviation, 'key' | 'label' | 'components' | 'parameters'>,
): [string, string][] {
  const { key = keys.north, label = 'isthmus' } = deviation
  const covered: InnerList = {
    items: (deviation.components ?? components).map(toItem),
    parameters: toParameters(key.id, deviation.parameters ?? {}),
  }
  const signature = signerOf(key).sign(Buffer.from(toSignatureBase(request, covered)))
  return [
    ['signature-input', `${label}=${serialiseInnerList(covered)}`],
    ['signature', `${label}=:${toBase64(signature)}:`],
  ]
}

function toItem({ name, parameter }: { name: string; parameter?: string }): InnerList['items'][number] {
  const parameters = new Map<string, BareItem>()
  if (parameter) parameters.set(parameter, { kind: 'boolean', value: true })
  return { item: { kind: 'string', value: name }, parameters }
}

function toParameters(keyId: string, change: Record<string, Parameter>): Map<string, BareItem> {
  const created = Date.parse(now) / 1000
  const all: Record<string, Parameter> = {
    created: { kind: 'integer', value: created },
    expires: { kind: 'integer', value: created + 60 },
    nonce: { kind: 'string', value: fixedBytes('signature nonce', 16).toString('base64url') },
    keyid: { kind: 'string', value: keyId },
    alg: { kind: 'string', value: 'ed25519' },
    tag: { kind: 'string', value: 'isthmus-peer-2' },
    ...change,
  }
  return new Map(Object.entries(all).flatMap(([name, item]) => (item ? [[name, item] as const] : [])))
}
