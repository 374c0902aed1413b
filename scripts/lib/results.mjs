import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

const none = { passed: 0, failed: 0 };

/** Adds up results. */
export const sum = results =>
  results.reduce(
    (total, { passed, failed }) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
    }),
    none,
  );

/**
 * Makes room for a runner's report: its folder is there, which a fresh clone has not, and no report of an earlier run
 * is. Returns the file.
 */
export function prepareReport(file) {
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { force: true });
  return file;
}

function read(file) {
  if (!existsSync(file)) return undefined;
  return JSON.parse(readFileSync(file, 'utf8'));
}

/**
 * What a runner reported. A runner that failed without a failed test (it crashed, a suite did not load) counts as one
 * failure, so that the last line of a run never says that all is well when it is not.
 */
function withExitCode({ passed, failed }, code) {
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
}

/** A runner that leaves no report has not shown that anything passed, whatever its exit code. */
const noReport = { passed: 0, failed: 1 };

/** Results of Jest from its `--json` report. */
export function jestResults(file, code) {
  const report = read(file);
  if (!report) return noReport;
  return withExitCode(
    {
      passed: report.numPassedTests,
      failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    },
    code,
  );
}

/** Results of Playwright from its JSON report; a test that passed on a second try counts as passed. */
export function playwrightResults(file, code) {
  const report = read(file);
  if (!report) return noReport;
  const { expected, flaky, unexpected } = report.stats;
  return withExitCode({ passed: expected + flaky, failed: unexpected }, code);
}

/** Results of Node's own test runner from its TAP output. */
export function tapResults(lines, code) {
  const count = name => {
    const line = lines.find(text => text.startsWith(`# ${name} `));
    return line ? Number(line.split(' ')[2]) : 0;
  };
  return withExitCode({ passed: count('pass'), failed: count('fail') }, code);
}
