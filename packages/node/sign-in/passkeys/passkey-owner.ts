/** Whose passkeys they are, or who administers those of others; `pseudonym` as other peers know the officer. */
export type PasskeyOwner = { id: string; pseudonym: string; role: string; organisation: string }

export function toPasskeyActor({ id, role, organisation }: PasskeyOwner): {
  id: string
  role: string
  organisation: string
} {
  return { id, role, organisation }
}
