/** Figures of one task; whole objects (a row for each size, each script) may stand inside. */
export type TaskResult = { [figure: string]: number | TaskResult }

/** What the tasks that invent their persons are run with. */
export type Scale = {
  /** Persons in one peer's index, and on each side of a link. */
  persons: number
  /** Smaller sizes as well, to show how the cost grows. */
  isGrowthShown: boolean
}

/**
 * One row of the benchmark. `folders` are the data directories, the first one that has a file wins. Undefined when a
 * file that it needs is in none of them.
 */
export type Task = (
  folders: readonly string[],
  scale: Scale,
) => TaskResult | undefined | Promise<TaskResult | undefined>
