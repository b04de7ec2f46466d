/**
 * The first of 150 ports that no other test file of this run uses at the same time: addresses stand in trust lists, so
 * they are chosen before anything listens.
 */
export const firstTestPort = 4300 + 150 * Number(process.env.VITEST_POOL_ID ?? '1')
