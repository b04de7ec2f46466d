import { randomUUID } from 'node:crypto'
import type { Messages, Wire } from '@isthmus/node/exchange'
import { openExchange, type RunningExchange } from './open-exchange.ts'
import type { DeathPoint, PeerOrder, PeerWord } from './peer-order.ts'

// A peer as a process of its own: it exchanges messages, and can be told at which step to die.

let running: RunningExchange | undefined
let sending: Promise<unknown> = Promise.resolve()
let isResting = false

const tell = (word: PeerWord): void => void process.send?.(word)

process.on('message', (order: PeerOrder) => {
  obey(order).catch((fault: unknown) => tell({ fault: fault instanceof Error ? fault.message : 'a fault' }))
})
process.on('disconnect', () => process.exit(0))

async function obey(order: PeerOrder): Promise<void> {
  if ('start' in order) {
    const { dieAt, ...options } = order.start
    running = await openExchange({
      ...options,
      alter: (messages, wire) => dieAt && arrangeDeath(messages, wire, dieAt),
    })
    tell({ ready: true })
  } else if ('send' in order) {
    const { clients } = order.send
    isResting = false
    sending = Promise.all(Array.from({ length: clients }, () => keepSending(order.send)))
  } else if ('rest' in order) {
    isResting = true
    await sending
    tell({ rested: true })
  } else if ('stop' in order) {
    await running?.stop()
    tell({ stopped: true })
    process.disconnect?.()
  }
}

async function keepSending({ to, text }: { to: string; text: string }): Promise<void> {
  while (!isResting && running) {
    const sent = running.messages.outbox.send({
      to,
      kind: 'message.test',
      correlationId: randomUUID(),
      body: { text },
    })
    const messageId = await sent.then(
      (accepted) => accepted.messageId,
      () => undefined,
    )
    if (messageId) tell({ accepted: [messageId] })
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}

const die = (): never => {
  process.kill(process.pid, 'SIGKILL')
  throw new Error('this process should be dead')
}

/** Most deaths wait for some messages, so that there are others before and after. */
const survived = 20

function arrangeDeath(messages: Messages, wire: Wire, point: DeathPoint): void {
  let turn = 0
  const isTime = (): boolean => {
    turn += 1
    return turn > survived
  }
  const { outbox, inbox } = messages
  const before = { send: outbox.send, receive: messages.receive }
  if (point === 'accepted') {
    outbox.send = async (message) => {
      const accepted = await before.send.call(outbox, message)
      if (isTime()) die()
      return accepted
    }
  }
  if (point === 'arrived' || point === 'committed') {
    messages.receive = async (message, arrived) => {
      if (point === 'arrived' && isTime()) die()
      const receipt = await before.receive(message, arrived)
      if (point === 'committed' && isTime()) die()
      return receipt
    }
  }
  if (point === 'handling') {
    inbox.on('message.test', async () => {
      if (isTime()) die()
      throw new RangeError('this peer only pretends to handle')
    })
  }
  alterWire(wire, point, isTime)
}

function alterWire(wire: Wire, point: DeathPoint, isTime: () => boolean): void {
  const { seal, signFields, signBundle, signReceipt, signReceipts, verifyReceipt } = wire
  if (point === 'sealed') {
    wire.seal = async (...call) => {
      const sealed = await seal.apply(wire, call)
      if (isTime()) die()
      return sealed
    }
  }
  if (point === 'signed') {
    wire.signFields = async (...call) => {
      const fields = await signFields.apply(wire, call)
      if (isTime()) die()
      return fields
    }
    wire.signBundle = async (...call) => {
      const fields = await signBundle.apply(wire, call)
      if (isTime()) die()
      return fields
    }
  }
  if (point === 'receipt-signed') {
    wire.signReceipt = async (...call) => {
      const receipt = await signReceipt.apply(wire, call)
      if (isTime()) die()
      return receipt
    }
    wire.signReceipts = async (...call) => {
      const receipts = await signReceipts.apply(wire, call)
      if (isTime()) die()
      return receipts
    }
  }
  if (point === 'receipted') {
    wire.verifyReceipt = (...call) => {
      const receipt = verifyReceipt.apply(wire, call)
      if (isTime()) die()
      return receipt
    }
  }
}
