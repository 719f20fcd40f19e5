import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

// What catches most for the least time: names and descriptions (schema), nesting in one statement (nested), pages, orders and
// filters (lists), the derived tables (matrix), the client (sdk), status codes and media types (http), what is promised
// (readme). Left out is what starts processes, makes databases, or tries every case there is.
const quick = ['schema', 'nested', 'lists', 'matrix', 'sdk', 'http', 'readme']

// Tests that open no database, so that no kind of it changes what they say: one run is enough where others run on each
// kind. `npm test` runs them, too; support/database.ts opens nothing for them.
const pure = [
  'assessments',
  'coercion',
  'config',
  'failures',
  'memory',
  'nesting',
  'own-words',
  'schema',
  'sdk-options',
  'sdk-query',
  'sdk-transport',
  'sheets-text',
  'sheets-xlsx',
  'standards',
].map((name) => `test/${name}.test.ts`)

// The default run needs nothing but Node; the browser tests need a Chromium and run by name only.
export default defineConfig({
  // Node takes graphql's CommonJS build, a bundler its modules; both at once are two copies that refuse each other.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    // A guard against hanging, no measure of speed: two busy cores may be ten times slower than idle ones.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 120_000 } },
    // All cores: one is left idle otherwise, half of a small machine. Each worker has databases in its memory.
    maxWorkers: Math.min(availableParallelism(), 4),
    projects: [
      {
        extends: true,
        test: {
          name: 'server',
          // The files that a worker runs share the modules of the program and the databases' machine code: loaded and
          // compiled for each file anew, they took half of the time. A test leaves nothing behind in them.
          isolate: false,
          include: ['test/*.test.ts'],
          exclude: ['test/plans.test.ts', ...pure],
          globalSetup: ['test/support/coverage-setup.ts'],
        },
      },
      { extends: true, test: { name: 'pure', include: pure, env: { TENPOINT_TESTS: 'pure' } } },
      { extends: true, test: { name: 'quick', isolate: false, include: quick.map((name) => `test/${name}.test.ts`) } },
      {
        extends: true,
        test: { name: 'plans', include: ['test/plans.test.ts'], hookTimeout: 900_000 },
      },
      {
        extends: true,
        test: { name: 'entity', include: ['test/entity/*.test.ts'], testTimeout: 600_000, hookTimeout: 600_000 },
      },
      {
        extends: true,
        test: {
          name: 'faults',
          include: ['test/faults/*.test.ts'],
          testTimeout: 3_600_000,
          hookTimeout: 600_000,
          // Each starts servers and keeps them busy.
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/*.test.ts'],
          // A test may go through all views, and the browser may be slowed down (test/support/explorer-page.ts).
          testTimeout: 600_000 * Math.max(1, Number(process.env['BROWSER_SLOWNESS'] ?? 1)),
        },
      },
      {
        extends: true,
        test: { name: 'consumer', include: ['test/consumer/*.test.ts'], globalSetup: 'test/consumer/pack.ts' },
      },
    ],
  },
})
