import { defineConfig } from 'vitest/config';

// Apart from `npm test`: it installs packages, which takes a network or npm's cache, and about a minute.
export default defineConfig({
  test: { include: ['test/end-to-end/*.test.ts'], testTimeout: 120_000, sequence: { concurrent: false } },
});
