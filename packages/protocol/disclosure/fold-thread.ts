import { type DisclosureStep, hasShape } from '@isthmus/contract'
import { applyStep, openThread } from './apply-step.ts'
import { DisclosureError } from './errors.ts'
import { judgeStep } from './judge-step.ts'
import { otherSide, type Side, stepHash } from './step.ts'
import type { Thread } from './thread.ts'

type Chains = Readonly<Record<Side, readonly DisclosureStep[]>>

/**
 * The thread that a set of steps amounts to, the same on both sides. The order is that of cause and effect; of steps
 * that crossed, the holder's is told first, since what has left cannot be unmade by a withdrawal. Steps must be whole
 * chains from number 1. Throws DisclosureError of the first step that is not to be believed.
 */
export function foldThread(steps: Iterable<DisclosureStep>): Thread {
  const chains = toChains(steps)
  const [first] = chains.requester
  if (first?.body.kind !== 'requested')
    throw new DisclosureError('STEP_OUT_OF_ORDER', 'a thread begins with the step that asks')
  return inOrder(chains).slice(1).reduce(applyStep, openThread(first, first.body))
}

/**
 * Whether a step may follow those that are known, `known` being believed already. The step is judged by what its side
 * had seen. Throws DisclosureError STEP_MALFORMED, STEP_OF_ANOTHER_THREAD, STEP_OUT_OF_ORDER, STEP_FORKED,
 * STEP_FROM_THE_PAST and those of judgeStep.
 */
export function verifyStep(known: readonly DisclosureStep[], step: unknown): DisclosureStep {
  if (!hasShape('DisclosureStep', step))
    throw new DisclosureError('STEP_MALFORMED', 'the step is not as the contract says')
  const chains = toChains(known)
  const own = chains[step.side]
  const former = own.at(-1)
  if (former === undefined && step.side === 'requester') return verifyFirst(step)
  if (known[0] === undefined || known[0].thread !== step.thread)
    throw new DisclosureError('STEP_OF_ANOTHER_THREAD', 'the step belongs to another disclosure')
  verifyPlace(step, own)
  const seen = verifySeen(step, { others: chains[otherSide(step.side)], former })
  if (former && step.at < former.at)
    throw new DisclosureError('STEP_FROM_THE_PAST', 'the step is older than the one before it')
  judgeStep(foldThread([...own, ...seen]), step)
  return step
}

function verifyFirst(step: DisclosureStep): DisclosureStep {
  const { body, number, previous, seen } = step
  if (body.kind !== 'requested' || number !== 1 || previous !== undefined || seen !== undefined)
    throw new DisclosureError('STEP_OUT_OF_ORDER', 'a thread begins with the step that asks, number 1')
  const ids = body.request.parts.map(({ id }) => id)
  if (new Set(ids).size !== ids.length)
    throw new DisclosureError('STEP_IMPOSSIBLE', 'requested: two parts have the same number')
  return step
}

function verifyPlace(step: DisclosureStep, own: readonly DisclosureStep[]): void {
  const former = own.at(-1)
  if (step.number <= own.length)
    throw new DisclosureError('STEP_FORKED', `the ${step.side} has taken another step ${step.number}`)
  if (step.number !== own.length + 1)
    throw new DisclosureError('STEP_OUT_OF_ORDER', `a step before number ${step.number} has not arrived`)
  if (step.previous !== (former && stepHash(former)))
    throw new DisclosureError('STEP_FORKED', `step ${step.number} follows another step than ours`)
}

/** The steps of the other side that this one was made in knowledge of. */
function verifySeen(
  step: DisclosureStep,
  { others, former }: { others: readonly DisclosureStep[]; former: DisclosureStep | undefined },
): readonly DisclosureStep[] {
  const number = step.seen?.number ?? 0
  if (number < (former?.seen?.number ?? 0))
    throw new DisclosureError('STEP_OUT_OF_ORDER', 'the step has seen less than the one before it')
  if (number > others.length)
    throw new DisclosureError('STEP_OUT_OF_ORDER', 'the step has seen what has not arrived here')
  const last = others[number - 1]
  if (step.seen && (!last || step.seen.hash !== stepHash(last)))
    throw new DisclosureError('STEP_FORKED', 'the step has seen another step than ours')
  return others.slice(0, number)
}

function toChains(steps: Iterable<DisclosureStep>): Chains {
  const all = [...steps]
  const chainOf = (side: Side) =>
    all.filter((step) => step.side === side).sort((left, right) => left.number - right.number)
  return { requester: chainOf('requester'), holder: chainOf('holder') }
}

function inOrder({ requester, holder }: Chains): DisclosureStep[] {
  const ordered: DisclosureStep[] = []
  let [asked, held] = [0, 0]
  for (;;) {
    const next = holder[held]
    const other = requester[asked]
    if (next && (next.seen?.number ?? 0) <= asked) {
      ordered.push(next)
      held++
    } else if (other && (other.seen?.number ?? 0) <= held) {
      ordered.push(other)
      asked++
    } else if (next || other) {
      throw new DisclosureError('STEP_OUT_OF_ORDER', 'a step has seen what is not there')
    } else return ordered
  }
}
