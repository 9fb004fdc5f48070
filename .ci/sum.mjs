// Adds the steps of `.ci/run` and the test runner's reports, and prints the sum as the last line. A report that is
// missing, that holds no test, or in which a test file could not be loaded, counts as failed: nothing was proved.

import { readFileSync } from 'node:fs';

const [stepsPassed, stepsFailed, ...reports] = process.argv.slice(2);
let passed = Number(stepsPassed);
let failed = Number(stepsFailed);
for (const file of reports) {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'));
    const broken = report.testResults.filter(
      ({ status, assertionResults }) =>
        status === 'failed' && !assertionResults.some((result) => result.status === 'failed'),
    );
    passed += report.numPassedTests;
    failed += report.numFailedTests + broken.length;
    if (report.numPassedTests === 0) failed += 1;
    if (report.numPendingTests + report.numTodoTests > 0) {
      console.log(`${file}: ${report.numPendingTests} skipped, ${report.numTodoTests} to do`);
    }
  } catch (error) {
    console.log(`${file}: ${error.message}`);
    failed += 1;
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
