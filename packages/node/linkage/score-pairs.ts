import type { Duck } from './duck.ts'
import { Profiles, type ScoreJob, type ScoreResult, type ScoreWork, scoreJob } from './score-job.ts'
import { startThread } from './threads.ts'

const jobSize = 8192
/** Fewer pairs are scored sooner than a thread has started. */
const worthThreads = 4_000

/** Scores the shortlist with the full model, in up to `threads` threads, into the table `scored`; answers how many there were. */
export async function scorePairs(
  duck: Duck,
  work: ScoreWork,
  { threads, signal }: { threads: number; signal: AbortSignal },
): Promise<number> {
  const jobs = toJobs(duck)
  const [row] = await duck.read('select count(*)::integer n from shortlist')
  if (Number(row?.n ?? 0) < worthThreads) return scoreHere(duck, work, jobs)
  let pairs = 0
  const score = async (): Promise<void> => {
    let done = (_result: ScoreResult): void => {}
    const onMessage = (result: ScoreResult): void => done(result)
    const thread = startThread<ScoreResult>('./score-worker.ts', work, { signal, onMessage })
    // Its failure is met where its answer is awaited.
    const failed = thread.ended.then(() => Promise.reject(new Error('a scoring thread ended early')))
    failed.catch(() => {})
    try {
      for (;;) {
        const next = await jobs.next()
        if (next.done) return
        const answer = new Promise<ScoreResult>((resolve) => (done = resolve))
        thread.worker.postMessage(next.value, [next.value.left.buffer, next.value.right.buffer])
        const result = await Promise.race([answer, failed])
        pairs += result.left.length
        await keep(duck, result)
      }
    } finally {
      await thread.worker.terminate()
    }
  }
  await Promise.all(Array.from({ length: threads }, score))
  return pairs
}

async function scoreHere(duck: Duck, work: ScoreWork, jobs: AsyncIterable<ScoreJob>): Promise<number> {
  const profiles = { left: new Profiles(work.left), right: new Profiles(work.right) }
  let pairs = 0
  for await (const job of jobs) {
    const result = scoreJob(job, profiles, work)
    pairs += result.left.length
    await keep(duck, result)
  }
  return pairs
}

/** Pairs of the shortlist, those of one left person together. */
async function* toJobs(duck: Duck): AsyncGenerator<ScoreJob> {
  let job = 0
  let size = 0
  let left = new Uint32Array(jobSize)
  let right = new Uint32Array(jobSize)
  for await (const [ofLeft = [], ofRight = []] of duck.chunks('select l, r from shortlist order by l, r')) {
    for (let at = 0; at < ofLeft.length; at++) {
      left[size] = Number(ofLeft[at])
      right[size] = Number(ofRight[at])
      size += 1
      if (size < jobSize) continue
      yield { job: job++, left, right }
      left = new Uint32Array(jobSize)
      right = new Uint32Array(jobSize)
      size = 0
    }
  }
  if (size > 0) yield { job, left: left.slice(0, size), right: right.slice(0, size) }
}

async function keep(duck: Duck, { left, right, score, probability, band }: ScoreResult): Promise<void> {
  await duck.append('scored', [left, right, score, probability, band])
}
