import type { Person } from '@isthmus/contract/types'
import { type SyntheticPerson, toCanonicalPerson } from '../../synthetic/index.ts'

/**
 * How another register holds the same invented person: spelt anew (often in another script), sometimes with a slip of the
 * keyboard, parts in the wrong field, another form of the birth, without the document. The same number gives the same.
 */
export function toSecondRecord(person: SyntheticPerson, number: number): Person {
  const random = randomOf(number)
  const primary = toName(person.spellings, random)
  const [given, family] = random() < 0.04 ? [primary.family, primary.given] : [primary.given, primary.family]
  const record = toCanonicalPerson({
    ...person,
    reference: `S${person.reference.slice(1)}`,
    primary: { given, family },
    aliases: random() < 0.3 ? person.aliases : [],
    birth: toBirth(person.birth, random),
    sex: random() < 0.99 ? person.sex : person.sex === 'female' ? 'male' : 'female',
    document: random() < 0.5 ? person.document : undefined,
    place: random() < 0.5 ? person.place : 'Lyon',
  })
  if (random() < 0.1) for (const claim of record.claims) claim.nationalities = []
  return record
}

type Random = () => number
type Name = SyntheticPerson['primary']

function toName({ given, family }: Name, random: Random): Name {
  // Both words stand in one script: the first spelling of an entry is the native one.
  const isNative = random() < 0.5
  const name = { given: spelt(given, isNative, random), family: spelt(family, isNative, random) }
  if (random() >= 0.15) return name
  return random() < 0.5
    ? { ...name, given: slipped(name.given, random) }
    : { ...name, family: slipped(name.family, random) }
}

function spelt(entry: string, isNative: boolean, random: Random): string {
  const [native = entry, ...latin] = entry.split('/')
  const chosen = isNative ? native : (latin[Math.floor(random() * latin.length)] ?? native)
  return chosen.replaceAll('-', ' ')
}

/** One letter left out, doubled, put in its neighbour's place, or mistaken. */
function slipped(word: string, random: Random): string {
  const letters = [...word]
  if (letters.length < 4) return word
  const at = 1 + Math.floor(random() * (letters.length - 2))
  const kind = random()
  const own = letters[at] ?? ''
  if (kind < 0.3) letters.splice(at, 1)
  else if (kind < 0.5) letters.splice(at, 0, own)
  else if (kind < 0.75) letters.splice(at, 2, letters[at + 1] ?? '', own)
  else letters[at] = letters[Math.floor(random() * letters.length)]?.toLowerCase() ?? own
  return letters.join('')
}

function toBirth(birth: string | undefined, random: Random): string | undefined {
  const kind = random()
  const [year = '', month = '', day = ''] = birth?.split('-') ?? []
  if (kind < 0.84 || birth === undefined || day === '') return birth
  if (kind < 0.88) return Number(day) <= 12 ? `${year}-${day}-${month}` : birth
  if (kind < 0.91) return `${Number(year) + (random() < 0.5 ? 1 : -1)}-${month}-${day}`
  if (kind < 0.93)
    return `${year}-${month}-${Number(day) > 1 ? String(Number(day) - 1).padStart(2, '0') : '02'}`
  return kind < 0.97 ? year : undefined
}

/** mulberry32, apart from the numbers that made the person. */
function randomOf(number: number): Random {
  let state = Math.imul(number + 1, 0x9e37_79b1) ^ 0x5bd1_e995
  return () => {
    state = (state + 0x6d2b_79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
