import { mostOfBundle, type VerifiedBundle } from '@isthmus/protocol/http-signature'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { toBundlePlace } from './bundle-place.ts'
import { bundlePath } from './message-wire.ts'
import type { Arrived, BelievedMessage } from './wire.ts'

export type BundleDoorParts = {
  toArrived: (request: FastifyRequest) => Arrived
  /** Whether so many messages may be read at all; answers the request when there are too many. */
  admit: (request: FastifyRequest, reply: FastifyReply, messages: number) => boolean
  /** Throws what `Wire.verifyBundle` throws. */
  verify: (arrived: Arrived) => VerifiedBundle
  /** Notes what a believed bundle says beside its messages; whether its sender may send as many. */
  admitPeer: (bundle: VerifiedBundle, request: FastifyRequest, reply: FastifyReply) => boolean
  /** Throws what `Wire.openVerified` throws. */
  open: (bundle: VerifiedBundle, at: number) => Promise<BelievedMessage>
  receive: (message: BelievedMessage, arrived: Arrived) => Promise<string>
  /** Logs and reports a message that is not taken; throws a fault that is not of the message. */
  refuse: (request: FastifyRequest, fault: unknown) => Promise<{ status: number; code: string }>
}

/** 256 sealed notes; one message of the largest size travels alone. */
const longestBundle = 4_500_000

/** Takes several messages in one request under one signature; each is judged by itself, as if it had come alone. */
export function openBundleDoor(door: FastifyInstance, parts: BundleDoorParts): void {
  door.post(bundlePath, { bodyLimit: longestBundle }, async (request, reply) => {
    const arrived = parts.toArrived(request)
    if (!parts.admit(request, reply, countLines(arrived.request.body))) return reply
    const bundle = parts.verify(arrived)
    if (!parts.admitPeer(bundle, request, reply)) return reply
    const opened = await Promise.allSettled(bundle.lines.map((_, at) => parts.open(bundle, at)))
    // What is believed goes on in one turn, so that it becomes one transaction.
    const answers = await Promise.all(
      opened.map(async (message, at) => {
        try {
          if (message.status === 'rejected') throw message.reason
          // A receipt is JSON already.
          return `{"receipt":${await parts.receive(message.value, toPart(arrived, bundle, at))}}`
        } catch (fault) {
          return JSON.stringify(await parts.refuse(request, fault))
        }
      }),
    )
    return reply.type('application/json').send(`{"answers":[${answers.join(',')}]}`)
  })
}

/** As many as a bundle may have, and one more, at most. */
function countLines(body: Uint8Array): number {
  let count = 0
  for (let at = body.indexOf(0x0a); at >= 0 && count <= mostOfBundle; at = body.indexOf(0x0a, at + 1))
    count += 1
  return Math.max(count, 1)
}

/** The message as if it had come alone, and its place among the others. */
function toPart({ request, ...arrived }: Arrived, { lines, tree }: VerifiedBundle, at: number): Arrived {
  const body = lines[at] ?? new Uint8Array(0)
  return { ...arrived, request: { ...request, body }, bundle: toBundlePlace(tree, at) }
}
