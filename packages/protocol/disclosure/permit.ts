import type {
  DisclosureAct,
  DisclosurePermit,
  DisclosureRequest,
  DisclosureScope,
  StageNotice,
} from '@isthmus/contract'
import { DisclosureError } from './errors.ts'
import { askedScope, intersectScopes } from './scope.ts'

export type StageState = 'waiting' | 'granted' | 'refused'

/** A stage is granted when enough different persons granted it, and refused when one refused it. */
export function stateOfStage(stage: StageNotice, acts: readonly DisclosureAct[]): StageState {
  const own = acts.filter((act) => act.stage === stage.id && stage.roles.includes(act.authoriser.role))
  if (own.some(({ decision }) => decision === 'refuse')) return 'refused'
  const granting = new Set(own.map(({ authoriser }) => authoriser.pseudonym))
  return granting.size >= stage.quorum ? 'granted' : 'waiting'
}

/**
 * What all acts together allow of one part: nothing wider than was asked, nothing that one of them left out.
 * Throws DisclosureError STAGES_UNSATISFIED, SCOPE_EXCEEDED when what is left is nothing.
 */
export function permittedScope(
  request: DisclosureRequest,
  {
    part,
    requestedAt,
    stages,
    acts,
  }: {
    part: number
    requestedAt: string
    stages: readonly StageNotice[]
    acts: readonly DisclosureAct[]
  },
): DisclosureScope {
  const waiting = stages.find((stage) => stateOfStage(stage, acts) !== 'granted')
  if (waiting) throw new DisclosureError('STAGES_UNSATISFIED', `part ${part} waits for stage ${waiting.id}`)
  const asked = askedScope(request, requestedAt)
  const ofPart = { ...asked, parts: asked.parts.filter(({ id }) => id === part) }
  const scopes = acts.flatMap(({ scope, stage }) =>
    scope && stages.some(({ id }) => id === stage) ? [scope] : [],
  )
  const scope = scopes.reduce<DisclosureScope | undefined>(
    (left, right) => left && intersectScopes(left, right),
    ofPart,
  )
  if (scope) return scope
  throw new DisclosureError(
    'SCOPE_EXCEEDED',
    `the acts about part ${part} leave nothing that all of them allow`,
  )
}

/** The acts of a permit. */
export function actsOf({ acts }: DisclosurePermit): readonly DisclosureAct[] {
  return acts.map(({ act }) => act)
}
