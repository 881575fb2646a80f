import { defineConfig } from 'vitest/config'
import { ClosingReporter } from './__tests__/support/closing-reporter.ts'

export default defineConfig({
  test: {
    include: ['__tests__/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 300_000,
    // Two files at once: each integration file runs a PostgreSQL server of its own, and small machines have two cores.
    maxWorkers: 2,
    globalSetup: ['__tests__/support/run-folder.ts'],
    setupFiles: ['__tests__/support/json-imports.ts'],
    reporters: ['default', new ClosingReporter()],
  },
})
