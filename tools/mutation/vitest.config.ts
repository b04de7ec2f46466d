import { defineConfig } from 'vitest/config'

// The tests that a mutant of the scorer's core has to get past; no database, one process.
export default defineConfig({
  test: {
    include: ['packages/protocol/{score,dates}/**/*.test.ts'],
    setupFiles: ['tools/mutation/few-runs.ts'],
    testTimeout: 60_000,
  },
})
