import type { IdentityClaim } from '@isthmus/contract'

/** A claim that says nothing but what is given. */
export function toClaim(claim: Partial<IdentityClaim>): IdentityClaim {
  return {
    names: [],
    births: [],
    birthPlaces: [],
    nationalities: [],
    places: [],
    documents: [],
    ...claim,
  }
}
