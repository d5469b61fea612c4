import { readFileSync } from 'node:fs';

/**
 * Prints `N passed, N failed` from the file that `jest --json --outputFile` wrote, and ends with 1 unless tests ran
 * and all of them passed. A spec file that could not even run counts as one failure.
 */
const [file = ''] = process.argv.slice(2);
const text = readFileSync(file, 'utf8');
const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = text === '' ? {} : JSON.parse(text);
const passed = numPassedTests ?? 0;
const failed = (numFailedTests ?? 0) + (numRuntimeErrorTestSuites ?? 0);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = passed > 0 && failed === 0 ? 0 : 1;
