import type {
  DisclosureAct,
  DisclosureField,
  DisclosureItem,
  DisclosureRequest,
  DisclosureScope,
  DisclosureStep,
  DisclosureStepBody,
} from '@isthmus/contract'
import { verifyStep } from './fold-thread.ts'
import { otherSide, type Side, stepHash } from './step.ts'

export const threadId = '01a20abf-11b2-7000-89e3-5f65486c408a'
export const startedAt = Date.parse('2026-03-27T01:10:00.000Z')

export const testRequest: DisclosureRequest = {
  organisation: 'coast-guard-gr',
  holder: 'police-it',
  purpose: 'criminal-investigation',
  facts: 'A boat sank and its pilot was rescued.',
  legalBasis: 'Directive (EU) 2023/977 art. 4',
  caseReference: 'GR-2026/17',
  availability: 'A hit in the register of the holder.',
  urgency: { ground: 'life-or-integrity', reasons: 'Others are still at sea.' },
  useRestrictions: '',
  language: 'en',
  copies: { to: ['contact-point-gr'] },
  europol: { decision: 'no-copy', necessity: 'Not necessary for anybody but the two of us.' },
  parts: [
    {
      id: 1,
      source: 'register',
      person: 'r-1',
      category: 'suspect',
      link: 'The pilot of the boat.',
      fields: ['names', 'births', 'documents'],
    },
    {
      id: 2,
      source: 'register',
      person: 'r-2',
      category: 'witness',
      link: 'Was on board of the boat.',
      fields: ['names'],
    },
  ],
}

export function toScope(
  parts: DisclosureScope['parts'],
  change: Partial<DisclosureScope> = {},
): DisclosureScope {
  return {
    parts,
    recipients: ['coast-guard-gr'],
    purpose: 'criminal-investigation',
    validFrom: new Date(startedAt).toISOString(),
    validTo: new Date(startedAt + 60 * 86_400_000).toISOString(),
    conditions: [],
    ...change,
  }
}

export function toAct(
  stage: string,
  scope: DisclosureScope,
  change: Partial<DisclosureAct> = {},
): DisclosureAct {
  return {
    version: 1,
    id: '01a20abf-11b2-7000-89e3-000000000001',
    thread: threadId,
    request: 'A'.repeat(43),
    stage,
    authoriser: { pseudonym: `authoriser-${stage}-0000`, organisation: 'prosecution-it', role: 'prosecutor' },
    decision: 'grant',
    grounds: 'Necessary and proportionate.',
    scope,
    decidedAt: new Date(startedAt + 1000).toISOString(),
    ...change,
  }
}

export function toItem(number: number, field: DisclosureField): DisclosureItem {
  return {
    number,
    field,
    values: ['"x"'],
    basis: 'fact',
    asOf: '2026-01-01',
    sourceGrade: 'X',
    informationGrade: '4',
    handling: { code: 'H0' },
    originators: ['police-it'],
    eraseBy: new Date(startedAt + 180 * 86_400_000).toISOString(),
  }
}

export function toRelease(
  part: number,
  items: DisclosureItem[],
  { acts = [], scope, emergency }: { acts?: DisclosureAct[]; scope: DisclosureScope; emergency?: boolean },
): DisclosureStepBody {
  return {
    kind: 'released',
    part,
    items,
    permit: {
      scope,
      pack: { id: 'eu', version: 1, procedure: 'judicial' },
      acts: acts.map((act) => ({
        act,
        assertion: {
          credentialId: 'A'.repeat(22),
          clientData: 'AA',
          authenticatorData: 'A'.repeat(50),
          signature: 'A'.repeat(90),
        },
        passkey: {
          credentialId: 'A'.repeat(22),
          algorithm: 'ES256',
          publicKey: 'A'.repeat(87),
          pseudonym: act.authoriser.pseudonym,
          relyingParty: 'localhost',
          origin: 'https://localhost',
          enrolledAt: new Date(startedAt - 1000).toISOString(),
        },
      })),
    },
    ...(emergency === undefined ? {} : { emergency }),
  }
}

/** One side of a thread: what it knows, and how it takes the next step. */
export class TestSide {
  readonly side: Side
  readonly steps: DisclosureStep[] = []

  constructor(side: Side) {
    this.side = side
  }

  /** Throws what verifyStep throws, and then knows no more than before. */
  take(body: DisclosureStepBody, at: number): DisclosureStep {
    const own = this.#chain(this.side)
    const seen = this.#chain(otherSide(this.side)).at(-1)
    const former = own.at(-1)
    return this.hear({
      version: 1,
      thread: threadId,
      side: this.side,
      number: own.length + 1,
      ...(former ? { previous: stepHash(former) } : {}),
      ...(seen ? { seen: { number: seen.number, hash: stepHash(seen) } } : {}),
      at: new Date(at).toISOString(),
      body,
    })
  }

  hear(step: DisclosureStep): DisclosureStep {
    this.steps.push(verifyStep(this.steps, step))
    return step
  }

  #chain(side: Side): DisclosureStep[] {
    return this.steps.filter((step) => step.side === side).sort((left, right) => left.number - right.number)
  }
}
