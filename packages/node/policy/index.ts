export type { Decision } from './decision.ts'
export type { PolicyPeer, PolicySource, SearchMode } from './entities.ts'
export { PolicyError, type PolicyErrorCode } from './errors.ts'
export { actionOf } from './operation-actions.ts'
export {
  type AskedQuestion,
  createPolicy,
  type Policy,
  type PolicyRequest,
  type StatedQuestion,
} from './policy.ts'
export type { PolicyNote } from './policy-set.ts'
