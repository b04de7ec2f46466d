const portsEach = 150
const runsBeside = 30

/**
 * The first of 150 ports that no other test file uses at the same time, whether of this run or (most likely) of another one on
 * this machine, which has another parent process: addresses stand in trust lists, so they are chosen before anything listens.
 * All lie below the ports that systems give out themselves.
 */
export const firstTestPort =
  10_000 + portsEach * (4 * (process.ppid % runsBeside) + (Number(process.env.VITEST_POOL_ID ?? '1') % 4))
