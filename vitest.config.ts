import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{contract,packages,bench,tools}/**/*.test.{ts,tsx}'],
    // A peer with a PKCS #11 token once ended with SIGSEGV in SoftHSM: run it by its name until the cause is found.
    exclude: [
      '**/node_modules/**',
      '**/dist/**',
      ...(process.env.ISTHMUS_TOKEN_PEER ? [] : ['packages/node/open-keys.db.test.ts']),
    ],
    globalSetup: ['tools/vitest-global-set-up.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    teardownTimeout: 30_000,
  },
})
