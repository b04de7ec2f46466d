import type { Person, Thing } from '@isthmus/contract/types'
import { matchKeysOfPerson } from '@isthmus/protocol/match-keys'
import type { Database, Transaction } from '../platform/index.ts'
import { CopyRows } from './copy-rows.ts'
import { busy, MatchingError } from './errors.ts'
import { type IndexKey, TokenMemory, toDigest, toReferenceToken } from './index-key.ts'
import { ModelLearner } from './model-learner.ts'
import { PostingSorter } from './posting-sorter.ts'
import { countDifferences, findAnswering } from './reader.ts'
import { matchKeysOfThing } from './thing-keys.ts'
import {
  attachTables,
  createTables,
  dropTables,
  failGeneration,
  type GenerationCounts,
  indexTables,
  insertGeneration,
  insertModel,
  swapGeneration,
  toTables,
  tryLockSource,
  type WhenSwapped,
} from './transactor.ts'

/** A canonical record with its locator; an item without either (a rejected record) is passed over. */
export type Indexable = { person?: Person; thing?: Thing; locator?: string }

export type GenerationDraft = {
  database: Database
  indexKey: IndexKey
  sourceId: string
  /** The connector's `state()` when the reading began: locators are only good under it. */
  sourceState: string
  records: AsyncIterable<Indexable>
  signal: AbortSignal
  /** Runs in the transaction that swaps; when it throws, the former generation goes on answering. */
  whenSwapped?: WhenSwapped
}

export type BuiltGeneration = GenerationCounts & { generation: number }

export const kinds = { person: 0, thing: 1 } as const

const largestRecordNo = 0x7fff_ffff

/**
 * Builds a new generation of a source's hit index and swaps it in whole. When anything fails the former generation goes
 * on answering and nothing of the new one is left.
 * Throws MatchingError INDEX_BUSY, BUILD_CANCELLED or SOURCE_TOO_LARGE, PlatformError, and whatever `records` throws.
 */
export async function buildGeneration(draft: GenerationDraft): Promise<BuiltGeneration> {
  return draft.database.transact(async (lock) => {
    if (!(await tryLockSource(lock, draft.sourceId))) throw busy(draft.sourceId)
    return buildLocked(draft)
  })
}

async function buildLocked(draft: GenerationDraft): Promise<BuiltGeneration> {
  const { database, sourceId } = draft
  const former = await findAnswering(database, sourceId)
  const generation = await insertGeneration(database, sourceId, draft.sourceState)
  try {
    const counts = await database.transact((transaction) =>
      fillTables(transaction, draft, { before: former?.generation, after: generation }),
    )
    // A reader may plan its statement in the instant in which a commit is visible but its new partitions are not yet
    // announced; so they are attached in a commit before the one that makes them answer.
    await swapGeneration(database, { generation, sourceId, counts }, draft.whenSwapped)
    // What cannot be dropped now is swept at the next start; the new generation answers in any case.
    if (former) await dropTables(database, former.generation).catch(() => {})
    return { generation, ...counts }
  } catch (fault) {
    await failGeneration(database, generation).catch(() => {})
    await dropTables(database, generation).catch(() => {})
    throw fault
  }
}

async function fillTables(
  transaction: Transaction,
  draft: GenerationDraft,
  generations: { before: number | undefined; after: number },
): Promise<GenerationCounts> {
  const generation = generations.after
  await createTables(transaction, generation)
  const sorter = new PostingSorter(transaction)
  await sorter.start()
  const learner = new ModelLearner()
  const counts = await loadRecords(transaction, draft, { generation, sorter, learner })
  await insertModel(transaction, generation, learner.toModel())
  await sorter.packInto(toTables(generation).posting, generation)
  await indexTables(transaction, generation)
  const differences = await countDifferences(transaction, generations)
  await attachTables(transaction, generation)
  return { ...counts, keys: sorter.keys, ...differences }
}

async function loadRecords(
  transaction: Transaction,
  { indexKey, records, signal }: GenerationDraft,
  { generation, sorter, learner }: { generation: number; sorter: PostingSorter; learner: ModelLearner },
): Promise<{ persons: number; things: number }> {
  const counts = { persons: 0, things: 0 }
  const rows = new CopyRows(2 << 20)
  const tokens = new TokenMemory(indexKey)
  const table = toTables(generation).record
  const columns = 'generation, record_no, kind, reference, digest, locator'
  for await (const { person, thing, locator } of records) {
    if (signal.aborted) throw cancelled()
    const record = person ?? thing
    if (!record || locator === undefined) continue
    const recordNo = counts.persons + counts.things
    if (recordNo > largestRecordNo) throw tooLarge()
    counts[person ? 'persons' : 'things'] += 1
    rows.addRow(6)
    rows.addInt32(generation)
    rows.addInt32(recordNo)
    rows.addInt16(person ? kinds.person : kinds.thing)
    rows.addInt64(toReferenceToken(indexKey, record.reference))
    rows.addInt64(toDigest(indexKey, record))
    rows.addText(locator)
    const matchKeys = [...matchKeysOf(person, thing)]
    for (const matchKey of matchKeys) sorter.add(tokens.getToken(matchKey), recordNo)
    if (person) learner.add(person, matchKeys)
    if (rows.isFull) await rows.copyTo(transaction, table, columns)
    if (sorter.isFull) await sorter.send()
  }
  if (signal.aborted) throw cancelled()
  await rows.copyTo(transaction, table, columns)
  return counts
}

function matchKeysOf(person: Person | undefined, thing: Thing | undefined): Iterable<string> {
  if (person) return new Set(matchKeysOfPerson(person))
  return thing ? matchKeysOfThing(thing) : []
}

function cancelled(): MatchingError {
  return new MatchingError(
    'BUILD_CANCELLED',
    'the indexing was cancelled; the former generation goes on answering',
  )
}

function tooLarge(): MatchingError {
  return new MatchingError('SOURCE_TOO_LARGE', `the source has more than ${largestRecordNo + 1} records`, {
    remedy: 'connect it as several sources, for example by year',
  })
}
