import type { ActorStatement, Purpose, SearchQuestion, Statement } from '@isthmus/contract'

/** A question with who asks it and why, as it was stated. */
export type AskedQuestion = SearchQuestion & {
  actor: ActorStatement
  purpose: Purpose
  legalBasis: string
  caseReference: string
}

/** The content of search.ask with the verified statement that came with it. */
export function toAskedQuestion(content: SearchQuestion, statement: Statement): AskedQuestion {
  const { pseudonym, role, unit, organisation, purpose, legalBasis, caseReference } = statement
  const actor = { pseudonym, role, organisation, ...(unit === undefined ? {} : { unit }) }
  return { ...content, actor, purpose, legalBasis, caseReference }
}
