import {
  FrequencyCounter,
  type Model,
  type Profile,
  type ProfilePair,
  toModel,
  toPersonProfile,
} from '@isthmus/protocol/score'
import type { Duck } from './duck.ts'
import { getRecord, type RecordStore } from './record-store.ts'

export type LearningSide = { store: RecordStore; persons: number }

/** Persons of one side who are counted, at most; the others are taken to be like them. */
const mostCounted = 20_000
const mostBlocked = 10_000
const mostRandom = 300
const pairsOfOne = 25

/**
 * The model of one run, learnt without labels from what the run itself holds: how many share a word, a place or a birth,
 * and how the fields of candidates agree. Always the same for the same persons.
 */
export async function learnModel(
  duck: Duck,
  { left, right, isOwn }: { left: LearningSide; right: LearningSide; isOwn: boolean },
): Promise<Model> {
  const counter = new FrequencyCounter()
  for (const side of isOwn ? [left] : [left, right]) {
    const every = Math.max(1, Math.ceil(side.persons / mostCounted))
    for (let number = 0; number < side.persons; number += every)
      counter.add(toProfile(side, number), Math.min(every, side.persons - number))
  }
  return toModel({
    persons: isOwn ? left.persons : left.persons + right.persons,
    frequency: counter.toFrequency(),
    blocked: await readBlocked(duck, left, right),
    random: toRandom(left, right, isOwn),
    possible: Math.max(1, isOwn ? (left.persons * (left.persons - 1)) / 2 : left.persons * right.persons),
  })
}

function toProfile({ store }: LearningSide, number: number): Profile {
  return toPersonProfile(getRecord(store, number).person)
}

/** Candidates, so many that they tell enough; each stands for those that were passed over. */
async function readBlocked(duck: Duck, left: LearningSide, right: LearningSide): Promise<ProfilePair[]> {
  const [row] = await duck.read('select count(*)::integer n from candidates')
  const share = Math.max(1, Math.ceil(Number(row?.n ?? 0) / mostBlocked))
  const pairs: ProfilePair[] = []
  const sampled = `select l, r from candidates where hash(l, r) % ${share} = 0 order by l, r`
  for await (const [l = [], r = []] of duck.chunks(sampled)) {
    for (let at = 0; at < l.length; at++)
      pairs.push({ one: toProfile(left, Number(l[at])), other: toProfile(right, Number(r[at])), share })
  }
  return pairs
}

function toRandom(left: LearningSide, right: LearningSide, isOwn: boolean): ProfilePair[] {
  const sample = (side: LearningSide): Profile[] => {
    const count = Math.min(mostRandom, side.persons)
    return Array.from({ length: count }, (_, at) => toProfile(side, Math.floor((at * side.persons) / count)))
  }
  const ones = sample(left)
  const others = isOwn ? ones : sample(right)
  const pairs: ProfilePair[] = []
  for (const [at, one] of ones.entries()) {
    for (let step = 1; step <= Math.min(pairsOfOne, others.length - 1); step++) {
      const other = others[(at + step * 7) % others.length]
      if (other !== undefined && other !== one) pairs.push({ one, other, share: 1 })
    }
  }
  return pairs
}
