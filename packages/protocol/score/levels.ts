import { typicalRarity } from './field-rarity.ts'
import type { Weights } from './model.ts'
import { weights as shipped } from './weights.ts'

/** One level of agreement of one field, as a model learns it. */
export type Level = {
  readonly name: string
  /** Share of pairs of one person that agree so, as the shipped model has it. */
  readonly share: number
  /** Its weight in bits. */
  readonly of: (weights: Weights) => number
  /** log2 of the share of pairs of two persons, where that is known of the values themselves and not counted. */
  readonly chance?: number
}

export type LearntField = {
  readonly name: string
  readonly levels: readonly Level[]
  /** Levels from the best agreement downwards: none may weigh more than the one before it. */
  readonly ranks: readonly (readonly string[])[]
}

const level = (name: string, share: number, of: Level['of'], chance?: number): Level =>
  chance === undefined ? { name, share, of } : { name, share, of, chance }

/** Births that lie further apart than this are no slip of the pen. */
export const FAR_YEARS = 12
/** Names below these bits contradict each other. */
export const CONTRADICTION = -6

const { place, code, nationality, day, year } = typicalRarity
const document = shipped.document.agrees + 0.5

/** The fields whose levels are learnt, and of the name whether it contradicts. Order: as in an observation. */
export const learntFields: readonly LearntField[] = [
  {
    name: 'name',
    levels: [level('agrees', 1, () => 0, 0), level('contradicts', 2e-5, (w) => w.name.least)],
    ranks: [],
  },
  {
    name: 'birth',
    levels: [
      level('exact', 0.7, (w) => w.birth.exact, -(day + year)),
      level('year-only', 0.06, (w) => w.birth['year-only']),
      level('overlaps', 0.06, (w) => w.birth.overlaps),
      level('swapped-day-month', 0.01, (w) => w.birth['swapped-day-month']),
      level('off-by-one', 0.06, (w) => w.birth['off-by-one']),
      level('near', 0.04, (w) => w.birth.near),
      level('differs', 0.04, (w) => w.birth.differs),
      level('far', 0.03, (w) => w.leastBirth),
    ],
    ranks: [
      ['exact', 'swapped-day-month', 'off-by-one', 'near', 'differs', 'far'],
      ['exact', 'year-only', 'overlaps', 'differs'],
    ],
  },
  {
    name: 'nationality',
    levels: [
      level('exact', 0.87, (w) => w.nationality.agrees, -nationality),
      level('differs', 0.13, (w) => w.nationality.differs),
    ],
    ranks: [['exact', 'differs']],
  },
  {
    name: 'sex',
    levels: [level('exact', 0.97, (w) => w.sex.agrees), level('differs', 0.03, (w) => w.sex.differs)],
    ranks: [['exact', 'differs']],
  },
  {
    name: 'words',
    levels: [
      level('exact', 0.5, (w) => w.place.exact, -place),
      level('close', 0.1, (w) => w.place.close),
      level('partial', 0.1, (w) => w.place.partial),
      level('differs', 0.3, (w) => w.place.differs),
    ],
    ranks: [['exact', 'close', 'partial', 'differs']],
  },
  {
    name: 'code',
    levels: [
      level('exact', 0.25, (w) => w.place.code.exact, -code),
      level('slip', 0.05, (w) => w.place.code.slip),
      level('district', 0.1, (w) => w.place.code.district),
      level('differs', 0.6, (w) => w.place.code.differs),
    ],
    ranks: [['exact', 'slip', 'district', 'differs']],
  },
  {
    name: 'house',
    levels: [
      level('agrees', 0.7, (w) => w.place.house.agrees),
      level('differs', 0.3, (w) => w.place.house.differs),
    ],
    ranks: [['agrees', 'differs']],
  },
  {
    name: 'document',
    levels: [
      level('exact', 0.7, (w) => w.document.agrees, -document),
      level('close', 0.05, (w) => w.document.close),
      level('differs', 0.25, (w) => w.document.differs),
    ],
    ranks: [['exact', 'close', 'differs']],
  },
]

/** Where a field's levels begin when all levels stand in one row. */
export const levelOffsets: readonly number[] = learntFields.map((_, at) =>
  learntFields.slice(0, at).reduce((sum, { levels }) => sum + levels.length, 0),
)

export type FieldName = 'name' | 'birth' | 'nationality' | 'sex' | 'words' | 'code' | 'house' | 'document'

/** Bits by field and level, as learnt. */
export type LearntBits = (field: FieldName, level: string) => number

/** The weights with the learnt bits in their places. */
export function toWeights(base: Weights, bits: LearntBits): Weights {
  const { birth } = base
  const differs = bits('birth', 'differs')
  const far = bits('birth', 'far')
  return {
    ...base,
    name: { ...base.name, least: bits('name', 'contradicts') },
    birth: {
      ...birth,
      exact: bits('birth', 'exact'),
      'year-only': bits('birth', 'year-only'),
      overlaps: bits('birth', 'overlaps'),
      'swapped-day-month': bits('birth', 'swapped-day-month'),
      'off-by-one': bits('birth', 'off-by-one'),
      near: bits('birth', 'near'),
      differs,
    },
    birthPerYear: (far - differs) / FAR_YEARS,
    leastBirth: far,
    nationality: { agrees: bits('nationality', 'exact'), differs: bits('nationality', 'differs') },
    sex: { agrees: bits('sex', 'exact'), differs: bits('sex', 'differs') },
    place: {
      ...base.place,
      exact: bits('words', 'exact'),
      close: bits('words', 'close'),
      partial: bits('words', 'partial'),
      differs: bits('words', 'differs'),
      code: {
        exact: bits('code', 'exact'),
        slip: bits('code', 'slip'),
        district: bits('code', 'district'),
        differs: bits('code', 'differs'),
      },
      house: { agrees: bits('house', 'agrees'), differs: bits('house', 'differs') },
      least: Math.min(base.place.least, bits('words', 'differs') + bits('code', 'differs')),
    },
    document: {
      ...base.document,
      agrees: bits('document', 'exact'),
      close: bits('document', 'close'),
      differs: bits('document', 'differs'),
    },
  }
}
