import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // The code of fixtures is data; vitest must not take its tests for its own.
    exclude: ['fixtures/**', 'test/end-to-end/**', 'node_modules/**', 'dist/**', '.memfix-tmp/**'],
    // The first test of a file may have to load the whole TypeScript program, beside others.
    testTimeout: 120_000,
    // Functions of ESLint and TypeScript are slow to load: what a file needs is loaded once a worker.
    pool: 'forks',
    maxWorkers: 2,
  },
});
