import { fork } from 'node:child_process'
import { basename } from 'node:path'

/**
 * Starts `file` as a process of its own, sends it `order`, and gives back the first message that it sends. What is
 * measured there meets no other garbage, and its peak of memory is its own.
 */
export function runInProcess<Report>(
  file: string,
  order: object,
  options: readonly string[] = [],
): Promise<Report> {
  const child = fork(file, [], {
    execArgv: ['--disable-warning=ExperimentalWarning', ...options],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  return new Promise((resolve, reject) => {
    child.once('message', (report: Report) => resolve(report))
    child.once('exit', (code) => reject(new Error(`the process ${basename(file)} ended with ${code}`)))
    child.send(order)
  })
}

/** In such a process: does the order's work, reports, and ends. */
export function onOrder<Order>(work: (order: Order) => unknown): void {
  process.once('message', async (order: Order) => {
    process.send?.(await work(order))
    process.disconnect?.()
  })
}
