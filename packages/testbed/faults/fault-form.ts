/** `npm run test:faults` has time; `npm test` runs the short form. */
export const isLong = process.env.ISTHMUS_FAULTS === 'long'

/** How often, in the short form and in the long one. */
export function times(short: number, long: number): number {
  return isLong ? long : short
}
