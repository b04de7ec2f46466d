import { bands } from '@isthmus/protocol/score'

/** A step of the chain that is done in SQL. `table` is what it makes; its rows are the step's rows out. */
export type SqlStep = { name: string; sentence: string; sql: string; table: string; from: readonly string[] }

export type ChainOptions = {
  /** Whether the two sides are one source. */
  isOwn: boolean
  /** Persons on the left and on the right. */
  left: number
  right: number
}

/** Tables that are filled before the first step, and the bounds by which pairs are judged before they are compared. */
export const foundations = [
  `create table left_persons (person uinteger, born_from integer, born_to integer, born integer,
  nationality usmallint, sex utinyint, first varchar, last varchar)`,
  'create table left_keys (person uinteger, kind utinyint, key ubigint)',
  'create table left_births (person uinteger, year smallint, born integer)',
  `create macro differ_by_one_digit(d) as
  d < 10 or (d < 100 and d % 10 = 0) or (d < 1000 and d % 100 = 0) or (d < 10000 and d % 1000 = 0)
  or (d < 100000 and d % 10000 = 0) or d % 100000 = 0`,
  `create macro most_bits_of_births(a, b) as case
  when a = 0 or b = 0 then 5
  when a = b then 14
  when a // 10000 = b // 10000 and a % 100 = b // 100 % 100 and b % 100 = a // 100 % 100 then 8
  when differ_by_one_digit(abs(a - b)) then 5
  when a // 10000 = b // 10000 and (a % 10000 = 101 or b % 10000 = 101) then 5
  when abs(a - b) < 20000 then 0
  else -4 end`,
  `create macro most_bits_of_spans(a_from, a_to, a, b_from, b_to, b) as case
  when a_to < a_from or b_to < b_from then 0
  when a > 0 and b > 0 then most_bits_of_births(a, b)
  when a_from <= b_to and b_from <= a_to then 5
  when a_from - b_to < 800 and b_from - a_to < 800 then 0
  else -4 end`,
  `create macro most_bits_of_others(a_nationality, b_nationality, a_sex, b_sex) as
  case when a_nationality = 0 or b_nationality = 0 then 0 when a_nationality = b_nationality then 2.5 else -1.2 end
  + case when a_sex = 0 or b_sex = 0 then 0 when a_sex = b_sex then 0.8 else -3 end`,
  'create table scored (l uinteger, r uinteger, score double, probability double, band utinyint)',
] as const

/** Pairs that the keys of names may make for each person before the most frequent keys are cut. */
const pairsPerPerson = { names: 2, dates: 8 }
const leastPairs = 1_000_000
/** Pairs for each person that are compared in full. */
const comparedPerPerson = 0.2
const leastCompared = 40_000
/** What nationality and sex can give. */
const mostOfOthers = 3.3
const documentBits = 22
/** Below this likeness of first and last words, pairs that share one word only are poorer by so many bits. */
const leastLikeness = 0.75
const unlikeBits = 5
/** Kinds of keys in which two words of a name, or a document, agree. */
const provenKinds = (1 << 1) | (1 << 2) | (1 << 5) | (1 << 6) | (1 << 7)

/** The chain from keys to the shortlist. Only numbers of this run stand in its SQL, and nothing of any record. */
export function toChain(options: ChainOptions): SqlStep[] {
  const sides = options.isOwn ? (['left'] as const) : (['left', 'right'] as const)
  return [
    toBuckets('names', options),
    toLimit('names', options),
    namePairs(options),
    ...sides.map((side) => datedKeys(side)),
    toBuckets('dates', options),
    toLimit('dates', options),
    datePairs(options),
    candidates(options),
    shortlistLimit(options),
    shortlist(),
  ]
}

type Round = 'names' | 'dates'

/** Of one source both sides are the same rows. */
const rightOf = ({ isOwn }: ChainOptions): 'left' | 'right' => (isOwn ? 'left' : 'right')

const keysOf = { names: 'keys', dates: 'dated' } as const
const wordsOf = {
  names: 'two words of a name, a whole name, or a document number',
  dates: 'a name or a word of it, and the birth',
} as const

function toBuckets(round: Round, { isOwn, left, right }: ChainOptions): SqlStep {
  const keys = keysOf[round]
  const counted = (side: string) => `(select kind, key, count(*) n from ${side}_${keys} group by all)`
  const total = isOwn ? left : left + right
  const both = isOwn
    ? `select kind, key, n, n * (n - 1) // 2 pairs from ${counted('left')} where n > 1`
    : `select kind, key, l.n + r.n n, l.n * r.n pairs\nfrom ${counted('left')} l\njoin ${counted('right')} r using (kind, key)`
  return {
    name: `${round}_buckets`,
    sentence: `Counts how many share ${wordsOf[round]}: a key weighs the more bits the fewer have it.`,
    sql: `create table ${round}_buckets as\nselect kind, key, pairs, log2(${total} / n)::float bits from (\n${both})`,
    table: `${round}_buckets`,
    from: isOwn ? [`left_${keys}`] : [`left_${keys}`, `right_${keys}`],
  }
}

function toLimit(round: Round, { isOwn, left, right }: ChainOptions): SqlStep {
  const most = Math.max(leastPairs, pairsPerPerson[round] * (isOwn ? left : left + right))
  const kinds = round === 'names' ? 'where kind in (1, 2, 5) ' : ''
  return {
    name: `${round}_limit`,
    sentence: `Cuts the most frequent keys, so that the others make ${most} pairs at most.`,
    sql: `create table ${round}_limit as
select coalesce(max(pairs), 0)::bigint most
from (select pairs, sum(sum(pairs)) over (order by pairs) reached from ${round}_buckets ${kinds}group by pairs)
where reached <= ${most}`,
    table: `${round}_limit`,
    from: [`${round}_buckets`],
  }
}

function namePairs(options: ChainOptions): SqlStep {
  const least = toLeast(options)
  return {
    name: 'names_pairs',
    sentence: `Pairs those who share ${wordsOf.names}, where birth, nationality and sex leave ${least.toFixed(1)} bits within reach.`,
    sql: `create table names_pairs as
select l, r, kind, bits from (
  select l.person l, r.person r, k.kind, k.bits + case k.kind when 5 then ${documentBits} else 0 end
    + most_bits_of_spans(a.born_from, a.born_to, a.born, b.born_from, b.born_to, b.born)
    + most_bits_of_others(a.nationality, b.nationality, a.sex, b.sex) bits
  from names_buckets k
  join left_keys l using (kind, key)
  join ${rightOf(options)}_keys r using (kind, key)
  join left_persons a on a.person = l.person
  join ${rightOf(options)}_persons b on b.person = r.person
  where k.kind in (1, 2, 5) and k.pairs <= (select most from names_limit)${options.isOwn ? ' and l.person < r.person' : ''}
) where bits >= ${least.toFixed(2)}`,
    table: 'names_pairs',
    from: ['names_buckets'],
  }
}

/** Names that were not cut have met already. */
function datedKeys(side: 'left' | 'right'): SqlStep {
  return {
    name: `${side}_dated`,
    sentence: `Joins keys of the ${side} side with births: frequent names with the year or the day of the year, single words and initials with the whole date.`,
    sql: `create table ${side}_dated as
with names as (
  select person, key, bits, year, born from ${side}_keys
  join names_buckets using (kind, key) join ${side}_births using (person)
  where kind in (1, 2) and pairs > (select most from names_limit)
), words as (
  select person, kind, key, bits, born from ${side}_keys
  join names_buckets using (kind, key) join ${side}_births using (person)
  where kind in (3, 4) and born > 0
)
select person, 6::utinyint kind, hash(key, year) as key, bits, born from names
union all select person, 7::utinyint, hash(key, born % 10000), bits, born from names where born > 0
union all select person, (kind + 5)::utinyint, hash(key, born), bits, born from words`,
    table: `${side}_dated`,
    from: [`${side}_keys`],
  }
}

function datePairs(options: ChainOptions): SqlStep {
  const least = toLeast(options)
  return {
    name: 'dates_pairs',
    sentence: `Pairs those who share ${wordsOf.dates}, where both births together with nationality and sex leave ${least.toFixed(1)} bits within reach.`,
    sql: `create table dates_pairs as
select l, r, kind, bits from (
  select p.l, p.r, p.kind, p.bits + most_bits_of_others(a.nationality, b.nationality, a.sex, b.sex) bits
  from (
    select l.person l, r.person r, l.kind, l.bits + most_bits_of_births(l.born, r.born) bits
    from dates_buckets k
    join left_dated l using (kind, key)
    join ${rightOf(options)}_dated r using (kind, key)
    where k.pairs <= (select most from dates_limit)${options.isOwn ? ' and l.person < r.person' : ''}
      and l.bits + most_bits_of_births(l.born, r.born) >= ${(least - mostOfOthers).toFixed(2)}
  ) p
  join left_persons a on a.person = p.l
  join ${rightOf(options)}_persons b on b.person = p.r
) where bits >= ${least.toFixed(2)}`,
    table: 'dates_pairs',
    from: ['dates_buckets'],
  }
}

function candidates(options: ChainOptions): SqlStep {
  const alike = (a: string, b: string) => `jaro_winkler_similarity(${a}, ${b})`
  const straight = `least(${alike('a.first', 'b.first')}, ${alike('a.last', 'b.last')})`
  const crossed = `least(${alike('a.first', 'b.last')}, ${alike('a.last', 'b.first')})`
  return {
    name: 'candidates',
    sentence: `Takes each pair once, ${unlikeBits} bits poorer where one word or two initials agree with the birth and the rest sounds unlike.`,
    sql: `create table candidates as
select l, r, bits from (
  select l, r, c.bits - case
    when c.kinds & ${provenKinds} > 0 or greatest(${straight}, ${crossed}) >= ${leastLikeness} then 0
    else ${unlikeBits} end bits
  from (
    select l, r, bit_or((1 << kind::integer)::integer) kinds, max(bits) bits
    from (select * from names_pairs union all select * from dates_pairs)
    group by l, r
  ) c
  join left_persons a on a.person = c.l
  join ${rightOf(options)}_persons b on b.person = c.r
) where bits >= ${toLeast(options).toFixed(2)}`,
    table: 'candidates',
    from: ['names_pairs', 'dates_pairs'],
  }
}

function shortlistLimit({ isOwn, left, right }: ChainOptions): SqlStep {
  const most = Math.max(leastCompared, Math.round(comparedPerPerson * (isOwn ? left : left + right)))
  return {
    name: 'shortlist_limit',
    sentence: `Finds the bits from which on at most ${most} pairs are left.`,
    sql: `create table shortlist_limit as
select coalesce(min(bits), 1000)::double least
from (select bits, sum(count(*)) over (order by bits desc) reached from (select round(bits, 1) bits from candidates) group by bits)
where reached <= ${most}`,
    table: 'shortlist_limit',
    from: ['candidates'],
  }
}

function shortlist(): SqlStep {
  return {
    name: 'shortlist',
    sentence: 'Keeps the likeliest pairs to be compared in full.',
    sql: 'create table shortlist as\nselect l, r from candidates where round(bits, 1) >= (select least from shortlist_limit)',
    table: 'shortlist',
    from: ['candidates'],
  }
}

/** Bits that a pair needs, beside the prior of a source of this size, to be called possible. */
function toLeast({ isOwn, left, right }: ChainOptions): number {
  const population = Math.max(1000, isOwn ? left : Math.max(left, right))
  return Math.log2(population) + Math.log2(bands.possible / (1 - bands.possible))
}

/** A pair so many bits poorer than another of the same record has that other as its rival. */
const rivalBits = 6

/**
 * After the scores of two sources' pairs: a record of one source is mostly one record of the other, so what speaks for
 * one pair speaks against its rivals. They stay possible, because a source may hold somebody twice.
 */
function rivals(): SqlStep {
  return {
    name: 'rivals',
    sentence: 'Lowers a pair to possible where one of its records fits another record far better.',
    sql: `create table rivals as
select l, r, score,
  case when band > 1 and ahead >= ${rivalBits} then least(probability, greatest(${bands.possible}, power(2, -ahead))) else probability end probability,
  case when band > 1 and ahead >= ${rivalBits} then 1 else band end::utinyint band
from (
  select *, greatest(max(score) over (partition by l), max(score) over (partition by r)) - score ahead from scored
)`,
    table: 'rivals',
    from: ['scored'],
  }
}

/** After the scores: what a reviewer is shown, the likeliest first. */
function links(most: number, from: string): SqlStep {
  return {
    name: 'links',
    sentence: `Keeps the pairs that are at least possible, the ${most} likeliest at most.`,
    sql: `create table links as
select l, r, score, probability, band from ${from} where band > 0 order by score desc, l, r limit ${most}`,
    table: 'links',
    from: [from],
  }
}

/** The chain from scores to at most `most` links. */
export function toLinksSteps({ isOwn, most }: { isOwn: boolean; most: number }): SqlStep[] {
  return isOwn ? [links(most, 'scored')] : [rivals(), links(most, 'rivals')]
}
