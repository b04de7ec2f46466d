import { Worker } from 'node:worker_threads'
import { LinkageError } from './errors.ts'

/** What one thread of a run may take; a source that needs more must not take the peer with it. */
const mostHeapMb = 768

/**
 * Starts a thread whose messages go to `onMessage`. `ended` settles when the thread has: it rejects with LinkageError
 * STEP_FAILED when it fails, and when `signal` aborts, with its reason.
 */
export function startThread<Message>(
  file: string,
  workerData: unknown,
  { signal, onMessage }: { signal: AbortSignal; onMessage: (message: Message) => void },
): { worker: Worker; ended: Promise<void> } {
  const worker = new Worker(new URL(file, import.meta.url), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: mostHeapMb },
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  const ended = new Promise<void>((resolve, reject) => {
    const stop = (): void => void worker.terminate()
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    worker.on('message', onMessage)
    worker.once('error', (fault: Error & { code?: string }) => {
      const kind = fault.code ?? fault.name
      reject(new LinkageError('STEP_FAILED', `a thread of the run ended (${kind})`))
    })
    worker.once('exit', () => {
      signal.removeEventListener('abort', stop)
      if (signal.aborted) reject(signal.reason as Error)
      else resolve()
    })
  })
  return { worker, ended }
}
