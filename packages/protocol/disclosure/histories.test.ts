import type { DisclosureStep, DisclosureStepBody, RefusalGround } from '@isthmus/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clockOf, directiveClock } from './clock.ts'
import { DisclosureError } from './errors.ts'
import { foldThread } from './fold-thread.ts'
import { isCovered } from './scope.ts'
import { otherSide, type Side } from './step.ts'
import { startedAt, TestSide, testRequest, toAct, toItem, toRelease, toScope } from './test-threads.ts'
import type { Thread } from './thread.ts'

const text = 'Because it is so, as the file says.'
const part = fc.integer({ min: 1, max: 3 })
const item = fc.integer({ min: 1, max: 4 })
const fields = fc.subarray(['names', 'births', 'documents', 'places'] as const, { minLength: 1 })
const stage = fc.constantFrom('judge', 'superior')
const scope = fc
  .tuple(part, fields, fc.constantFrom('coast-guard-gr', 'somebody-else'), fc.integer({ min: -1, max: 3 }))
  .map(([id, allowed, recipient, days]) =>
    toScope([{ id, fields: [...allowed] }], {
      recipients: [recipient],
      validTo: new Date(startedAt + days * 86_400_000).toISOString(),
    }),
  )

const bodies: fc.Arbitrary<DisclosureStepBody> = fc.oneof(
  fc.constant<DisclosureStepBody>({
    kind: 'received',
    receivedAt: new Date(startedAt + 1).toISOString(),
    timeZone: 'Europe/Rome',
    parts: [
      { id: 1, access: 'direct' },
      { id: 2, access: 'indirect' },
    ],
  }),
  fc.constant<DisclosureStepBody>({ kind: 'clarification-asked', question: text }),
  fc.constant<DisclosureStepBody>({ kind: 'clarification-answered', answer: text }),
  fc.record({
    kind: fc.constant('judicial' as const),
    part,
    until: fc.constant('2026-04-20T00:00:00.000Z'),
    reasons: fc.constant(text),
  }),
  fc.record({
    kind: fc.constant('stages' as const),
    part,
    stages: fc
      .subarray(['judge', 'superior'], { minLength: 1 })
      .map((ids) => ids.map((id) => ({ id, roles: ['prosecutor' as const], quorum: 1 }))),
  }),
  fc.record({
    kind: fc.constant('decided' as const),
    part,
    stage,
    outcome: fc.constantFrom('granted' as const, 'refused' as const),
  }),
  fc.record({
    kind: fc.constant('refused' as const),
    part,
    grounds: fc.constant<RefusalGround[]>(['c']),
    reasons: fc.constant(text),
  }),
  fc
    .record({
      part,
      item,
      fields,
      acts: fc.array(fc.tuple(stage, scope), { maxLength: 3 }),
      scope,
      emergency: fc.boolean(),
    })
    .map(({ part, item, fields, acts, scope, emergency }) =>
      toRelease(
        part,
        fields.map((field, place) => toItem(item + place, field)),
        {
          scope,
          acts: acts.map(([stage, allowed]) => toAct(stage, allowed)),
          ...(emergency ? { emergency } : {}),
        },
      ),
    ),
  fc.record({
    kind: fc.constant('judged-afterwards' as const),
    part,
    outcome: fc.constantFrom('justified' as const, 'unjustified' as const),
    reasons: fc.constant(text),
  }),
  fc.record({
    kind: fc.constant('withdrawn' as const),
    parts: fc.uniqueArray(part, { minLength: 1 }),
    reasons: fc.constant(text),
  }),
  fc.record({
    kind: fc.constant('recalled' as const),
    items: fc.uniqueArray(item, { minLength: 1, maxLength: 2 }),
    reasons: fc.constant(text),
  }),
  fc.record({
    kind: fc.constant('erased' as const),
    items: fc.uniqueArray(item, { minLength: 1, maxLength: 2 }),
    outcome: fc.constant('erased' as const),
  }),
  fc.record({
    kind: fc.constant('erased' as const),
    items: fc.uniqueArray(item, { minLength: 1, maxLength: 2 }),
    outcome: fc.constant('retained' as const),
    article: fc.constant('GDPR art. 17(3)(b)'),
  }),
  item.map((number) => ({
    kind: 'corrected' as const,
    item: number,
    by: toItem(number, 'names'),
    reasons: text,
  })),
  fc.record({
    kind: fc.constant('use-asked' as const),
    use: fc.constant({ kind: 'court' as const }),
    items: fc.uniqueArray(item, { minLength: 1, maxLength: 2 }),
    reasons: fc.constant(text),
  }),
  fc.record({
    kind: fc.constant('use-decided' as const),
    asked: fc.integer({ min: 2, max: 6 }),
    outcome: fc.constantFrom('agreed' as const, 'refused' as const),
    reasons: fc.constant(text),
  }),
)

type Event = { kind: 'act'; side: Side; body: DisclosureStepBody } | { kind: 'deliver' | 'crash'; side: Side }

const sides = fc.constantFrom<Side>('requester', 'holder')
const events: fc.Arbitrary<Event[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('act' as const), side: sides, body: bodies }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('deliver' as const), side: sides }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('crash' as const), side: sides }) },
  ),
  { maxLength: 60, size: 'max' },
)

type World = Record<Side, { memory: TestSide; stored: DisclosureStep[]; inbox: DisclosureStep[] }>

function play(history: readonly Event[]): World {
  const world: World = {
    requester: { memory: new TestSide('requester'), stored: [], inbox: [] },
    holder: { memory: new TestSide('holder'), stored: [], inbox: [] },
  }
  act(world, 'requester', { kind: 'requested', request: testRequest }, startedAt)
  history.forEach((event, place) => {
    if (event.kind === 'act') act(world, event.side, event.body, startedAt + place * 3_600_000)
    else if (event.kind === 'deliver') deliver(world, event.side)
    else restart(world, event.side)
  })
  for (const side of ['requester', 'holder'] as const)
    while (world[side].inbox.length > 0) deliver(world, side)
  return world
}

/** A step that is refused is not taken; one that is taken is stored and on its way in one commit. */
function act(world: World, side: Side, body: DisclosureStepBody, at: number): void {
  const { memory, stored } = world[side]
  try {
    const step = memory.take(body, at)
    stored.push(step)
    world[otherSide(side)].inbox.push(step)
  } catch (fault) {
    if (!(fault instanceof DisclosureError)) throw fault
  }
}

function deliver(world: World, side: Side): void {
  const { memory, stored, inbox } = world[side]
  const step = inbox.shift()
  if (!step) return
  memory.hear(step)
  stored.push(step)
}

function restart(world: World, side: Side): void {
  const memory = new TestSide(side)
  for (const step of world[side].stored) memory.hear(step)
  world[side].memory = memory
}

function verifyItems(thread: Thread, steps: readonly DisclosureStep[]): void {
  for (const { body, at } of steps)
    if (body.kind === 'released')
      for (const { field } of body.items) {
        const disclosing = {
          part: body.part,
          field,
          recipient: 'coast-guard-gr',
          purpose: thread.request.purpose,
          at: Date.parse(at),
        }
        expect(isCovered(body.permit.scope, disclosing)).toBe(true)
        expect(thread.parts.get(body.part)?.asked.fields).toContain(field)
        const waiting = body.emergency ? [] : (thread.parts.get(body.part)?.stages ?? [])
        for (const { id } of waiting)
          expect(
            body.permit.acts.some(
              ({ act }) => act.stage === id && act.scope && isCovered(act.scope, disclosing),
            ),
          ).toBe(true)
      }
}

/** Minute by minute, as a clerk with a stopwatch would. */
function oracleOverdue(thread: Thread, id: number, now: number): boolean {
  const found = thread.parts.get(id)
  if (!found || !thread.received) throw new RangeError('no clock')
  const limitMs = found.access === 'indirect' ? 71 * 3_600_000 : 8 * 3_600_000 // the night of 29 March 2026 has an hour less
  const minute = 60_000
  let run = 0
  for (let at = thread.received.at; at < now; at += minute) {
    const stands = thread.clarifications.some(
      ({ askedAt, answeredAt }) => askedAt <= at && at < (answeredAt ?? Number.POSITIVE_INFINITY),
    )
    if (!stands) run += minute
  }
  return run > limitMs + minute && now > (found.judicialUntil ?? 0) + minute
}

describe('random histories of a disclosure', () => {
  it('end alike on both sides, whatever crossed and whoever crashed, and release nothing outside the permit', () => {
    fc.assert(
      fc.property(events, (history) => {
        const { requester, holder } = play(history)
        const [ours, theirs] = [foldThread(requester.stored), foldThread(holder.stored)]
        expect(ours).toEqual(theirs)
        verifyItems(ours, holder.stored)
      }),
      { numRuns: 3_000 },
    )
  })

  it('have a clock that is late exactly when a stopwatch would say so', () => {
    fc.assert(
      fc.property(events, fc.integer({ min: 0, max: 120 }), (history, hours) => {
        const thread = foldThread(play(history).holder.stored)
        if (!thread.received) return
        for (const [id, found] of thread.parts) {
          const now = startedAt + hours * 3_600_000
          const clock = clockOf(thread, found, { now, rules: directiveClock })
          const at = Math.max(thread.received.at, found.endedAt ?? now)
          if (oracleOverdue(thread, id, at)) expect(clock?.isLate).toBe(true)
          if (clock?.isLate) expect(oracleOverdue(thread, id, at + 2 * 60_000)).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('can always be ended by the holder and by the requester', () => {
    fc.assert(
      fc.property(events, (history) => {
        const world = play(history)
        const open = [...foldThread(world.holder.stored).parts]
          .filter(([, found]) => found.state === 'open')
          .map(([id]) => id)
        if (open.length === 0) return
        const at = startedAt + 1_000 * 3_600_000
        const received = {
          kind: 'received' as const,
          receivedAt: new Date(at).toISOString(),
          timeZone: 'Europe/Rome',
          parts: [
            { id: 1, access: 'direct' as const },
            { id: 2, access: 'direct' as const },
          ],
        }
        if (!foldThread(world.holder.stored).received) act(world, 'holder', received, at)
        for (const part of open)
          act(world, 'holder', { kind: 'refused', part, grounds: ['a'], reasons: text }, at)
        act(world, 'requester', { kind: 'withdrawn', parts: open, reasons: text }, at)
        for (const side of ['requester', 'holder'] as const) {
          const thread = foldThread(world[side].stored)
          expect([...thread.parts.values()].every(({ state }) => state !== 'open')).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })
})
