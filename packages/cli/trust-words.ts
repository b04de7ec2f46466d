import type { TrustDifference, TrustOverview, TrustShortcoming, TrustStep } from '@isthmus/contract'

const day = (instant: string | undefined): string => instant?.slice(0, 10) ?? '?'

const sentences: Readonly<Record<TrustDifference['kind'], (one: TrustDifference) => string>> = {
  'organisation-added': ({ name, subject }) => `Organisation ${name} (${subject}) joins.`,
  'organisation-removed': ({ name, subject }) => `Organisation ${name} (${subject}) leaves.`,
  'organisation-changed': ({ name, subject, fields = [] }) =>
    `Organisation ${name} (${subject}) changes: ${fields.join(', ')}.`,
  'peer-added': ({ name, subject, to }) => `Peer ${name} (${subject}) joins, at ${to}.`,
  'peer-removed': ({ name, subject }) => `Peer ${name} (${subject}) leaves.`,
  'peer-changed': ({ name, subject, fields = [] }) =>
    `Peer ${name} (${subject}) changes: ${fields.join(', ')}.`,
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
  'renew-list': () => 'Renew the list: isthmus trust draft renew',
  'sign-draft': ({ subject }) => `Read and sign the draft: isthmus trust sign ${subject}`,
  'examine-request': ({ subject }) =>
    `Examine the request ${subject}: isthmus trust list, then isthmus trust draft`,
  'rotate-key': ({ use, at }) => `The key for ${use} ends on ${day(at)}: isthmus trust rotate --use ${use}`,
  'complete-organisation': ({ subject }) => `Complete what the list says of ${subject}; tell the operators.`,
  'wait-for-operators': () => 'Wait for the operators of the federation.',
  nothing: () => 'Nothing is to be done.',
}

export function toStep(step: TrustStep): string {
  return steps[step.kind](step)
}
