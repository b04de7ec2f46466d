import { SignInError } from './sign-in-error.ts'

export const roles = ['officer', 'caseworker', 'operator', 'dpo', 'authority'] as const

export type Role = (typeof roles)[number]

/** Who acts. `id` is the identity provider's subject; `organisation` is an id of the trust list. */
export type Officer = { id: string; name: string; role: Role; unit?: string; organisation: string }

/** An officer who does not exist and can be chosen on the demo page. */
export type DemoOfficer = Officer

/** Claims under which an organisation's provider states what an officer may be; the names can be configured. */
export type OfficerClaims = { name: string; role: string; unit: string; organisation: string }

export const defaultClaims: OfficerClaims = {
  name: 'name',
  role: 'isthmus_role',
  unit: 'isthmus_unit',
  organisation: 'isthmus_organisation',
}

export type OfficerRules = {
  claims: OfficerClaims
  /** Ids of the organisations whose officers may sign in here; anyone else is refused. */
  organisations: readonly string[]
}

/**
 * The officer whom verified claims describe. A provider with one organisation need not name it.
 * Throws SignInError OFFICER_UNKNOWN, ROLE_UNKNOWN, ORGANISATION_NOT_HOSTED.
 */
export function parseOfficer(claims: Readonly<Record<string, unknown>>, rules: OfficerRules): Officer {
  const id = textOf(claims.sub)
  if (!id) {
    throw new SignInError('OFFICER_UNKNOWN', 'the identity provider names no subject', {
      remedy: 'ask the keeper of the identity provider to send the claim sub',
    })
  }
  const roleText = textOf(claims[rules.claims.role])
  const role = roles.find((known) => known === roleText)
  if (!role) {
    throw new SignInError(
      'ROLE_UNKNOWN',
      `the claim ${rules.claims.role} names none of ${roles.join(', ')}`,
      {
        remedy: 'ask the keeper of the identity provider to give the officer a role in Isthmus',
      },
    )
  }
  const unit = textOf(claims[rules.claims.unit])
  return {
    id,
    name: textOf(claims[rules.claims.name]) ?? id,
    role,
    organisation: organisationOf(claims, rules),
    ...(unit ? { unit } : {}),
  }
}

/** The claims that describe an officer, as parseOfficer reads them by default. */
export function toClaims(officer: Officer): Record<string, string> {
  return {
    [defaultClaims.name]: officer.name,
    [defaultClaims.role]: officer.role,
    [defaultClaims.organisation]: officer.organisation,
    ...(officer.unit ? { [defaultClaims.unit]: officer.unit } : {}),
  }
}

function organisationOf(claims: Readonly<Record<string, unknown>>, rules: OfficerRules): string {
  const only = rules.organisations.length === 1 ? rules.organisations[0] : undefined
  const stated = claims[rules.claims.organisation]
  const organisation = stated === undefined ? only : textOf(stated)
  if (organisation !== undefined && rules.organisations.includes(organisation)) return organisation
  throw new SignInError(
    'ORGANISATION_NOT_HOSTED',
    `the claim ${rules.claims.organisation} names no organisation whose officers this peer hosts`,
    { remedy: 'sign in at the peer of your own organisation' },
  )
}

/** A short text without control characters; anything else is no claim. */
function textOf(claim: unknown): string | undefined {
  if (typeof claim !== 'string' || claim.length === 0 || claim.length > 200) return undefined
  return /\p{C}/u.test(claim) ? undefined : claim
}
