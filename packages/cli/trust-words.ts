import type { TrustDifference, TrustOverview, TrustShortcoming, TrustStep } from '@isthmus/contract'

const day = (instant: string | undefined): string => instant?.slice(0, 10) ?? '?'

const fieldWords = new Map([
  ['accreditation', 'accreditation'],
  ['address', 'address'],
  ['availability', 'when it can be reached'],
  ['by', 'by'],
  ['contact', 'whom to call'],
  ['contacts', 'contact'],
  ['country', 'country'],
  ['dataProtectionOfficer', 'data-protection officer'],
  ['expiresAt', 'end'],
  ['hosts', 'hosted organisations'],
  ['kind', 'kind'],
  ['languages', 'languages'],
  ['owner', 'owner'],
  ['regime', 'data-protection law'],
  ['registration', 'registration'],
  ['roundTheClock', 'reached at every hour'],
])

/** What differs and where, with what it was and what it becomes. */
function toChange({ name, subject, fields = [], from, to }: TrustDifference): string {
  const place = fields.map((field) => fieldWords.get(field) ?? field).join(', ') || 'order'
  const values =
    from === undefined && to === undefined ? 'written otherwise' : `${toValue(from)} -> ${toValue(to)}`
  return `${name} (${subject}) changes, ${place}: ${values}.`
}

function toValue(value: string | undefined): string {
  return value === undefined ? 'none' : `“${value}”`
}

const sentences: Readonly<Record<TrustDifference['kind'], (one: TrustDifference) => string>> = {
  'organisation-added': ({ name, subject }) => `Organisation ${name} (${subject}) joins.`,
  'organisation-removed': ({ name, subject }) => `Organisation ${name} (${subject}) leaves.`,
  'organisation-changed': (one) => `Organisation ${toChange(one)}`,
  'peer-added': ({ name, subject, to }) => `Peer ${name} (${subject}) joins, at ${to}.`,
  'peer-removed': ({ name, subject }) => `Peer ${name} (${subject}) leaves.`,
  'peer-changed': (one) => `Peer ${toChange(one)}`,
  'key-added': ({ subject, use, keyId, from, to }) =>
    `Peer ${subject} gets a key for ${use}: ${keyId}, good from ${day(from)} to ${day(to)}.`,
  'key-removed': ({ subject, use, keyId }) => `Peer ${subject} loses its key for ${use}: ${keyId}.`,
  'key-revoked': ({ subject, use, keyId, from }) =>
    `The key of peer ${subject} for ${use} is REVOKED from ${from}: ${keyId}.`,
  'key-changed': ({ subject, use, keyId, to }) =>
    `The key of peer ${subject} for ${use} is now good to ${day(to)}: ${keyId}.`,
  'operator-added': ({ name, subject }) => `${name} (${subject}) becomes an operator, who signs lists.`,
  'operator-removed': ({ name, subject }) => `${name} (${subject}) is no longer an operator.`,
  'quorum-changed': ({ from, to }) =>
    `The quorum changes from ${from} to ${to} (quorum/operators, emergency).`,
  'witnesses-changed': ({ from, to }) => `The witnesses change from ${from || 'none'} to ${to || 'none'}.`,
  'policy-pack-changed': ({ subject, from, to }) =>
    `Policy pack ${subject} changes from ${from ?? 'none'} to ${to ?? 'none'}.`,
  'expiry-changed': ({ from, to }) => `The list is good to ${day(to)} instead of ${day(from)}.`,
}

/** One difference between two lists as a sentence. */
export function toSentence(difference: TrustDifference): string {
  return sentences[difference.kind](difference)
}

export const shortcomingWords: Readonly<Record<TrustShortcoming, string>> = {
  'dpo-missing': 'no data-protection officer is named',
  'registration-missing': 'no registration is named',
  'accreditation-missing': 'no accreditation is named',
  'accreditation-expired': 'the accreditation is over',
  'accreditation-ends-soon': 'the accreditation ends within 60 days',
  'contact-missing': 'no contact is named',
  'languages-missing': 'no language is named',
}

export const stateWords: Readonly<Record<TrustOverview['state'], string>> = {
  'in-force': 'in force',
  'expires-soon': 'in force, but it expires soon',
  'in-grace': 'EXPIRED, still believed during its grace',
  expired: 'EXPIRED: no other peer is asked or believed',
}

const steps: Readonly<Record<TrustStep['kind'], (step: TrustStep) => string>> = {
  'revoke-now': ({ subject }) =>
    `URGENT: a peer fears for its keys. Call it, then: isthmus trust draft revoke ${subject} --emergency`,
  'renew-list': () => 'Renew the list: isthmus trust draft renew',
  'sign-draft': ({ subject }) => `Read and sign the draft: isthmus trust sign ${subject}`,
  'examine-request': ({ subject }) =>
    `Examine the request ${subject}: isthmus trust list, then isthmus trust draft`,
  'rotate-key': ({ use, at }) => `The key for ${use} ends on ${day(at)}: isthmus trust rotate --use ${use}`,
  'renew-accreditation': ({ subject, at }) =>
    `The accreditation of ${subject} ends on ${day(at)}: isthmus trust draft organisation FILE`,
  'complete-organisation': ({ subject }) => `Complete what the list says of ${subject}; tell the operators.`,
  'wait-for-operators': () => 'Wait for the operators of the federation.',
  nothing: () => 'Nothing is to be done.',
}

export function toStep(step: TrustStep): string {
  return steps[step.kind](step)
}
