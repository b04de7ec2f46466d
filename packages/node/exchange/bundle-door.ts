import { type BundlePart, parse } from '@isthmus/contract'
import { parseJson } from '@isthmus/protocol/bytes'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { bundlePath, inboxPath } from './message-wire.ts'
import type { Arrived, BelievedMessage } from './wire.ts'

export type BundleDoorParts = {
  open: (arrived: Arrived) => Promise<BelievedMessage>
  /** Whether the request may be read at all; answers it when there are too many. */
  admit: (request: FastifyRequest, reply: FastifyReply) => Promise<boolean>
  /** What a believed message says beside its content; called for the first of a bundle. */
  note: (message: BelievedMessage, request: FastifyRequest, reply: FastifyReply) => void
  receive: (message: BelievedMessage, arrived: Arrived) => Promise<string>
  tlsPeerOf: (request: FastifyRequest) => string | null
  /** Logs and reports a part that is not taken; throws a fault that is not of the message. */
  refuse: (request: FastifyRequest, fault: unknown) => Promise<{ status: number; code: string }>
}

/** 64 sealed notes and their signatures; one message of the largest size travels alone. */
const longestBundle = 4_500_000

/** Takes several messages in one request; each is judged by itself, as if it had come alone. */
export function openBundleDoor(door: FastifyInstance, parts: BundleDoorParts): void {
  door.post(bundlePath, { bodyLimit: longestBundle }, async (request, reply) => {
    if (!(await parts.admit(request, reply))) return reply
    const tlsPeer = parts.tlsPeerOf(request)
    const arrived = parse('Bundle', parseBody(request.body)).parts.map((part) =>
      toArrived(request, part, tlsPeer),
    )
    const opened = await Promise.allSettled(arrived.map((one) => parts.open(one)))
    const believed = opened.find((one) => one.status === 'fulfilled')
    if (believed) parts.note(believed.value, request, reply)
    // What is believed goes on in one turn, so that it becomes one transaction.
    const answers = await Promise.all(
      arrived.map(async (one, at) => {
        try {
          const message = opened[at]
          if (message?.status !== 'fulfilled') throw message?.reason
          // A receipt is JSON already.
          return `{"receipt":${await parts.receive(message.value, one)}}`
        } catch (fault) {
          return JSON.stringify(await parts.refuse(request, fault))
        }
      }),
    )
    return reply.type('application/json').send(`{"answers":[${answers.join(',')}]}`)
  })
}

function parseBody(body: unknown): unknown {
  try {
    return parseJson(Buffer.isBuffer(body) ? body.toString('utf8') : '')
  } catch {
    return undefined
  }
}

/** A part is the request that it would be alone; its signature is over that. */
function toArrived(request: FastifyRequest, { fields, body }: BundlePart, tlsPeer: string | null): Arrived {
  return {
    request: {
      method: 'POST',
      targetUri: `${request.protocol}://${request.host}${request.url.slice(0, -bundlePath.length)}${inboxPath}`,
      fields: fields.map(([name = '', value = '']) => [name, value] as const),
      body: Buffer.from(body, 'utf8'),
    },
    path: inboxPath,
    tlsPeer,
  }
}
