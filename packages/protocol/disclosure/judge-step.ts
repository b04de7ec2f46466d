import type { DisclosureStep, DisclosureStepBody } from '@isthmus/contract'
import { DisclosureError } from './errors.ts'
import { actsOf, permittedScope } from './permit.ts'
import { isCovered, isWithin } from './scope.ts'
import type { Side } from './step.ts'
import { isClarifying, type PartThread, type Thread } from './thread.ts'

type Kind = DisclosureStepBody['kind']
type Body<K extends Kind> = Extract<DisclosureStepBody, { kind: K }>
type Judge<K extends Kind> = (thread: Thread, body: Body<K>, step: DisclosureStep) => void

/** Who may take a step of a kind. */
const sideOf: Readonly<Record<Kind, Side>> = {
  requested: 'requester',
  received: 'holder',
  'clarification-asked': 'holder',
  'clarification-answered': 'requester',
  judicial: 'holder',
  stages: 'holder',
  decided: 'holder',
  refused: 'holder',
  released: 'holder',
  'judged-afterwards': 'holder',
  withdrawn: 'requester',
  recalled: 'holder',
  erased: 'requester',
  corrected: 'holder',
  'use-asked': 'requester',
  'use-decided': 'holder',
}

/**
 * Whether a step was possible in what its side had seen. Throws DisclosureError STEP_OF_THE_OTHER_SIDE, STEP_IMPOSSIBLE,
 * PART_UNKNOWN, PART_ENDED, ITEM_..., STAGES_UNSATISFIED, SCOPE_EXCEEDED.
 */
export function judgeStep(view: Thread, step: DisclosureStep): void {
  const { body } = step
  if (sideOf[body.kind] !== step.side)
    throw new DisclosureError('STEP_OF_THE_OTHER_SIDE', `${body.kind} is no step of the ${step.side}`)
  const isFirst = step.side === 'holder' && view.heads.holder === undefined
  if (isFirst !== (body.kind === 'received'))
    throw impossible(`${body.kind}: the holder's first step, and no other, is that it received the request`)
  const judge = judges[body.kind] as Judge<typeof body.kind>
  judge(view, body as never, step)
}

const judges: { readonly [K in Kind]: Judge<K> } = {
  requested: () => {
    throw impossible('requested: a thread has one request')
  },
  received: (thread, { receivedAt, parts }, { at }) => {
    const named = new Set(parts.map(({ id }) => id))
    const isEach = named.size === parts.length && named.size === thread.parts.size
    if (!isEach || parts.some(({ id }) => !thread.parts.has(id)))
      throw new DisclosureError('PART_UNKNOWN', 'received: it names each part of the request once')
    if (receivedAt > at) throw impossible('received: the instant is after the step itself')
  },
  'clarification-asked': (thread) => {
    if (isClarifying(thread)) throw impossible('clarification-asked: one question is open already')
    if (![...thread.parts.values()].some(({ state }) => state === 'open'))
      throw new DisclosureError('PART_ENDED', 'clarification-asked: every part is answered')
  },
  'clarification-answered': (thread) => {
    if (!isClarifying(thread)) throw impossible('clarification-answered: no question is open')
  },
  judicial: (thread, { part, until }, { at }) => {
    getOpenPart(thread, part, 'judicial')
    if (until <= at) throw impossible('judicial: the delay is over before it is announced')
  },
  stages: (thread, { part, stages }) => {
    const found = getOpenPart(thread, part, 'stages')
    if (found.decided.length > 0) throw impossible('stages: a decision has been made under the former ones')
    if (new Set(stages.map(({ id }) => id)).size !== stages.length)
      throw impossible('stages: two of them have the same id')
  },
  decided: (thread, { part, stage }) => {
    const found = getPart(thread, part, 'decided')
    if (!found.stages.some(({ id }) => id === stage))
      throw impossible(`decided: part ${part} has no such stage`)
  },
  refused: (thread, { part }) => void getOpenPart(thread, part, 'refused'),
  released: judgeRelease,
  'judged-afterwards': (thread, { part }) => {
    if (getPart(thread, part, 'judged-afterwards').emergency !== 'to-judge')
      throw impossible(`judged-afterwards: part ${part} waits for no judgement`)
  },
  withdrawn: (thread, { parts }) => {
    for (const part of parts) getOpenPart(thread, part, 'withdrawn')
  },
  recalled: (thread, { items }) => {
    for (const item of items)
      if (getItem(thread, item, 'recalled').state === 'recalled') throw ended('recalled', item)
  },
  erased: (thread, { items, outcome, article }) => {
    for (const item of items)
      if (getItem(thread, item, 'erased').state === outcome) throw ended('erased', item)
    if (outcome === 'retained' && article === undefined)
      throw impossible('erased: what is retained names the obligation (article)')
  },
  corrected: (thread, { item, by }) => {
    const found = getItem(thread, item, 'corrected')
    if (by.number !== item || by.field !== found.item.field)
      throw impossible('corrected: the new item has another number or field')
  },
  'use-asked': (thread, { items, use }) => {
    for (const item of items) getItem(thread, item, 'use-asked')
    if ((use.kind === 'onward') !== (use.recipient !== undefined))
      throw impossible('use-asked: an onward disclosure, and no other use, names its recipient')
    if ((use.kind === 'purpose') !== (use.purpose !== undefined))
      throw impossible('use-asked: a change of purpose, and no other use, names the purpose')
  },
  'use-decided': (thread, { asked }) => {
    const found = thread.uses.get(asked)
    if (!found || found.outcome !== undefined) throw impossible('use-decided: no such question is open')
  },
}

/** A release stays within the permit, and the permit within the acts, and the acts within what was asked. */
function judgeRelease(thread: Thread, body: Body<'released'>, step: DisclosureStep): void {
  const { part, items, permit, emergency } = body
  const found = getOpenPart(thread, part, 'released')
  if (emergency === true && thread.request.urgency === undefined)
    throw impossible('released: an emergency release of a request that is not urgent')
  const scope = permittedScope(thread.request, {
    part,
    requestedAt: new Date(thread.requestedAt).toISOString(),
    stages: emergency === true ? [] : found.stages,
    acts: actsOf(permit),
  })
  if (!isWithin(permit.scope, scope))
    throw new DisclosureError('SCOPE_EXCEEDED', `released: the permit of part ${part} is wider than its acts`)
  const numbers = new Set(items.map(({ number }) => number))
  if (numbers.size !== items.length || items.some(({ number }) => thread.items.has(number)))
    throw new DisclosureError(
      'ITEM_NUMBER_TAKEN',
      `released: an item of part ${part} has the number of another`,
    )
  const { organisation: recipient, purpose } = thread.request
  for (const { field, number } of items) {
    if (!isCovered(permit.scope, { part, field, recipient, purpose, at: Date.parse(step.at) }))
      throw new DisclosureError('SCOPE_EXCEEDED', `released: item ${number} is not within the permit`)
  }
}

function getPart(thread: Thread, id: number, kind: Kind): PartThread {
  const part = thread.parts.get(id)
  if (!part) throw new DisclosureError('PART_UNKNOWN', `${kind}: the request has no part ${id}`)
  return part
}

function getOpenPart(thread: Thread, id: number, kind: Kind): PartThread {
  const part = getPart(thread, id, kind)
  if (part.state !== 'open') throw new DisclosureError('PART_ENDED', `${kind}: part ${id} is ${part.state}`)
  return part
}

function getItem(thread: Thread, number: number, kind: Kind) {
  const item = thread.items.get(number)
  if (!item) throw new DisclosureError('ITEM_UNKNOWN', `${kind}: nothing was released under number ${number}`)
  if (item.state === 'erased') throw ended(kind, number)
  return item
}

function ended(kind: Kind, item: number): DisclosureError {
  return new DisclosureError('ITEM_ENDED', `${kind}: item ${item} is past that`)
}

function impossible(message: string): DisclosureError {
  return new DisclosureError('STEP_IMPOSSIBLE', message)
}
