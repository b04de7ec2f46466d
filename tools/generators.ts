import { generateContract } from './generate-contract.ts'

/** Everything in the repository that a program writes: `npm run generate` makes it, `npm run check` compares it. */
export const generators = [generateContract]
