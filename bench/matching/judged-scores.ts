import { createHash } from 'node:crypto'
import type { Person, SearchSubject } from '@isthmus/contract'
import { matchKeysOfPerson } from '@isthmus/protocol/match-keys'
import {
  compareProfiles,
  FrequencyCounter,
  isAcrossScripts,
  type JudgedScore,
  type Model,
  PairSampler,
  type Profile,
  prepareSubject,
  toDocumentBits,
  toModel,
  toPersonProfile,
  toPriorBits,
} from '@isthmus/protocol/score'
import { readFebrl } from './febrl-persons.ts'
import { findJudgedLists } from './judged-lists.ts'
import { KeyIndex, toSubjects } from './key-index.ts'
import { findPoliticians } from './politicians.ts'

/** `half`: 0 to learn from, 1 to check on, by the digest of who is asked about. */
export type BenchScore = JudgedScore & { set: string; half: 0 | 1 }

/** `asked`: who is asked about; `subjects`: the questions whose keys find candidates. */
type Question = {
  set: string
  asked: string
  profile: Profile
  subjects: readonly SearchSubject[]
  isSame: (held: Person) => boolean
}

/** Pairs below this are far from being printed, and there are millions of them. */
const LEAST_SCORE = 4
/** Every third question is enough to tell. */
const POLITICIANS_STRIDE = 3

/**
 * Scores of pairs whose truth is known: UN against UK list, politicians by name and birth date and by name alone, FEBRL 4
 * by all fields, by name and birth date and by name. Everybody asked about is in the source, once.
 */
export async function readJudgedScores(
  folders: readonly string[],
  toModelOf: ModelOf = learnModel,
): Promise<BenchScore[]> {
  return [
    ...(await scoreLists(folders, toModelOf)),
    ...scorePoliticians(folders, toModelOf),
    ...scoreFebrl(folders, toModelOf),
  ]
}

type ModelOf = (persons: readonly Person[]) => Model

/** As a peer learns it from a source while it is indexed. */
export function learnModel(persons: readonly Person[]): Model {
  const counter = new FrequencyCounter()
  const sampler = new PairSampler<Person>()
  for (const person of persons) {
    counter.add(toPersonProfile(person))
    sampler.add(person, matchKeysOfPerson(person))
  }
  return toModel({
    persons: persons.length,
    frequency: counter.toFrequency(),
    blocked: sampler.toBlocked(toPersonProfile, matchKeysOfPerson),
    random: sampler.toRandom(toPersonProfile),
    possible: (persons.length * (persons.length - 1)) / 2,
  })
}

function scoreAll(index: KeyIndex, questions: Iterable<Question>, toModelOf: ModelOf): BenchScore[] {
  const population = index.persons.length
  const profiles = index.persons.map(toPersonProfile)
  const model = toModelOf(index.persons)
  const found: BenchScore[] = []
  for (const { set, asked, profile, subjects, isSame } of questions) {
    const half = ((createHash('sha256').update(asked).digest()[0] ?? 0) & 1) === 0 ? 0 : 1
    for (const at of index.candidatesOf(subjects)) {
      const [person, held] = [index.persons[at], profiles[at]]
      if (person === undefined || held === undefined) continue
      const { score, comparisons } = compareProfiles(profile, held, { population, model })
      if (score < LEAST_SCORE) continue
      // An agreeing document is no matter of calibration: it counts as known before.
      const document = toDocumentBits(comparisons)
      found.push({
        set,
        half,
        score: score - document,
        prior: toPriorBits(population) + document,
        isSame: isSame(person),
        isAcrossScripts: isAcrossScripts(profile, held),
        weight: 1,
      })
    }
  }
  return found
}

async function scoreLists(folders: readonly string[], toModelOf: ModelOf): Promise<BenchScore[]> {
  const lists = await findJudgedLists(folders)
  if (lists === undefined) return []
  const persons = [...lists.persons.values()]
  const from = (list: string) => persons.filter(({ reference }) => reference.startsWith(`${list}:`))
  const toId = (one: Person, other: Person) => `${one.reference} ${other.reference}`
  const same = new Set(
    lists.pairs.filter((pair) => pair.isSame).flatMap(({ a, b }) => [toId(a, b), toId(b, a)]),
  )
  const questions = from('un').map((person) => ({
    set: 'lists',
    asked: person.reference,
    profile: toPersonProfile(person),
    subjects: toSubjects(person),
    isSame: (held: Person) => same.has(toId(person, held)),
  }))
  return scoreAll(new KeyIndex(from('uk26')), questions, toModelOf)
}

function scorePoliticians(folders: readonly string[], toModelOf: ModelOf): BenchScore[] {
  const politicians = findPoliticians(folders)
  if (politicians === undefined) return []
  const questions = politicians.queries
    .filter((_, at) => at % POLITICIANS_STRIDE === 0)
    .flatMap(({ id, name, birth }) =>
      toQuestions({ set: 'politicians', asked: id, full: name, birth }, (held) => held.reference === id),
    )
  return scoreAll(politicians.index, questions, toModelOf)
}

function scoreFebrl(folders: readonly string[], toModelOf: ModelOf): BenchScore[] {
  const febrl = readFebrl(folders)
  if (febrl === undefined) return []
  const questions = febrl.originals.flatMap((person): Question[] => {
    const asked = person.reference
    const isSame = (held: Person) => held.reference === asked.replace('-org', '-dup-0')
    const [subject] = toSubjects(person)
    const all = {
      set: 'febrl',
      asked,
      profile: toPersonProfile(person),
      subjects: toSubjects(person),
      isSame,
    }
    if (subject?.full === undefined) return [all]
    return [all, ...toQuestions({ set: 'febrl', asked, full: subject.full, birth: subject.birth }, isSame)]
  })
  return scoreAll(new KeyIndex(febrl.copies), questions, toModelOf)
}

type Asked = { set: string; asked: string; full: string; birth: string | undefined }

/** By the name alone, and by name and birth date. */
function toQuestions({ set, asked, full, birth }: Asked, isSame: Question['isSame']): Question[] {
  const toQuestion = (suffix: string, subject: SearchSubject): Question => ({
    set: `${set}_${suffix}`,
    asked,
    profile: prepareSubject(subject).profile,
    subjects: [subject],
    isSame,
  })
  const byName = toQuestion('name', { full })
  return birth === undefined ? [byName] : [byName, toQuestion('name_birth', { full, birth })]
}
