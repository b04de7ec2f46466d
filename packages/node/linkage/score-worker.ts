import { parentPort, workerData } from 'node:worker_threads'
import { Profiles, type ScoreJob, type ScoreWork, scoreJob } from './score-job.ts'

if (parentPort) {
  const port = parentPort
  const { left, right, population, model } = workerData as ScoreWork // Given by `scorePairs`, which alone starts this thread.
  const profiles = { left: new Profiles(left), right: new Profiles(right) }
  port.on('message', (job: ScoreJob) => {
    const result = scoreJob(job, profiles, { population, model })
    const buffers = [result.left, result.right, result.score, result.probability, result.band]
    port.postMessage(
      result,
      buffers.map(({ buffer }) => buffer),
    )
  })
}
