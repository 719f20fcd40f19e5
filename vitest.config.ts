import { defineConfig } from 'vitest/config'

// The default run needs nothing but Node; the browser tests need a Chromium and are asked for by name.
export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'server', include: ['test/*.test.ts'] } },
      { extends: true, test: { name: 'browser', include: ['test/browser/*.test.ts'] } },
    ],
  },
})
