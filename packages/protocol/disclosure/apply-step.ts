import type { DisclosureStep, DisclosureStepBody } from '@isthmus/contract'
import { stepHash } from './step.ts'
import type { ItemState, PartThread, Thread } from './thread.ts'

type Kind = DisclosureStepBody['kind']
type Body<K extends Kind> = Extract<DisclosureStepBody, { kind: K }>
type Effect<K extends Kind> = (thread: Thread, body: Body<K>, step: DisclosureStep) => Thread

/** The thread that a first step opens. */
export function openThread(step: DisclosureStep, body: Body<'requested'>): Thread {
  const at = Date.parse(step.at)
  const hash = stepHash(step)
  return {
    id: step.thread,
    request: body.request,
    requestHash: hash,
    requestedAt: at,
    clarifications: [],
    parts: new Map(
      body.request.parts.map((asked) => [asked.id, { asked, state: 'open', stages: [], decided: [] }]),
    ),
    items: new Map(),
    uses: new Map(),
    heads: { requester: { number: 1, hash, at }, holder: undefined },
  }
}

/**
 * What a step changes. It never fails: a step that crossed another of the other side was possible when it was made, and
 * changes what there is still to change. So both sides come to the same thread, whichever step reached them first.
 */
export function applyStep(thread: Thread, step: DisclosureStep): Thread {
  const { body, side, number } = step
  const effect = effects[body.kind] as Effect<typeof body.kind>
  const changed = effect(thread, body as never, step)
  const head = { number, hash: stepHash(step), at: Date.parse(step.at) }
  return { ...changed, heads: { ...changed.heads, [side]: head } }
}

const effects: { readonly [K in Kind]: Effect<K> } = {
  requested: (thread) => thread,
  received: (thread, { receivedAt, timeZone, parts }) => {
    const received = { ...thread, received: { at: Date.parse(receivedAt), timeZone } }
    return parts.reduce<Thread>(
      (all, { id, access }) => changePart(all, id, (part) => ({ ...part, access })),
      received,
    )
  },
  'clarification-asked': (thread, _, { at }) => ({
    ...thread,
    clarifications: [...thread.clarifications, { askedAt: Date.parse(at) }],
  }),
  'clarification-answered': (thread, _, { at }) => ({
    ...thread,
    clarifications: thread.clarifications.map((asked, place) =>
      place === thread.clarifications.length - 1 && asked.answeredAt === undefined
        ? { ...asked, answeredAt: Math.max(asked.askedAt, Date.parse(at)) }
        : asked,
    ),
  }),
  judicial: (thread, { part, until }) =>
    changePart(thread, part, (found) => ({ ...found, judicialUntil: Date.parse(until) })),
  stages: (thread, { part, stages }) => changePart(thread, part, (found) => ({ ...found, stages })),
  decided: (thread, { part, stage, outcome }) =>
    changePart(thread, part, (found) => ({ ...found, decided: [...found.decided, { stage, outcome }] })),
  refused: (thread, { part }, { at }) => endPart(thread, part, { state: 'refused', at }),
  released: (thread, { part, items, emergency }, { at }) => {
    const ended = endPart(thread, part, { state: 'released', at })
    const judged = emergency
      ? changePart(ended, part, (found) => ({ ...found, emergency: 'to-judge' }))
      : ended
    const added = items.map((item) => [item.number, { part, item, state: 'held' }] as const)
    return { ...judged, items: new Map([...judged.items, ...added]) }
  },
  'judged-afterwards': (thread, { part, outcome }) => {
    const judged = changePart(thread, part, (found) => ({ ...found, emergency: outcome }))
    if (outcome === 'justified') return judged
    const items = [...judged.items].filter(([, item]) => item.part === part).map(([number]) => number)
    return changeItems(judged, items, 'recalled')
  },
  withdrawn: (thread, { parts }, { at }) =>
    parts.reduce((all, part) => endPart(all, part, { state: 'withdrawn', at }), thread),
  recalled: (thread, { items }) => changeItems(thread, items, 'recalled'),
  erased: (thread, { items, outcome }) => changeItems(thread, items, outcome),
  corrected: (thread, { item, by }) => {
    const found = thread.items.get(item)
    return found ? { ...thread, items: new Map(thread.items).set(item, { ...found, item: by }) } : thread
  },
  'use-asked': (thread, { use, items }, { number }) => ({
    ...thread,
    uses: new Map(thread.uses).set(number, { use, items }),
  }),
  'use-decided': (thread, { asked, outcome }) => {
    const found = thread.uses.get(asked)
    return found ? { ...thread, uses: new Map(thread.uses).set(asked, { ...found, outcome }) } : thread
  },
}

function changePart(thread: Thread, id: number, change: (part: PartThread) => PartThread): Thread {
  const part = thread.parts.get(id)
  return part ? { ...thread, parts: new Map(thread.parts).set(id, change(part)) } : thread
}

/** What ended first stays as it ended. */
function endPart(
  thread: Thread,
  id: number,
  { state, at }: { state: 'released' | 'refused' | 'withdrawn'; at: string },
): Thread {
  return changePart(thread, id, (part) =>
    part.state === 'open' ? { ...part, state, endedAt: Date.parse(at) } : part,
  )
}

/** An item that is gone does not come back: erased and retained are last words, also about a recall that came late. */
function changeItems(thread: Thread, numbers: readonly number[], state: ItemState): Thread {
  const changed = numbers.flatMap((number) => {
    const found = thread.items.get(number)
    const isLast = found?.state === 'erased' || (found?.state === 'retained' && state === 'recalled')
    return found && !isLast ? [[number, { ...found, state }] as const] : []
  })
  return { ...thread, items: new Map([...thread.items, ...changed]) }
}
