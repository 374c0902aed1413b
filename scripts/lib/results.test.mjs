import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import {
  jestResults,
  playwrightResults,
  prepareReport,
  sum,
  tapResults,
} from './results.mjs';

const dir = mkdtempSync(join(tmpdir(), 'kubedc-results-'));
after(() => rmSync(dir, { recursive: true }));

function report(content) {
  const file = join(dir, 'report.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

test('suites that did not load count as failures of Jest', () => {
  const file = report({
    numPassedTests: 7,
    numFailedTests: 1,
    numRuntimeErrorTestSuites: 2,
  });
  assert.deepEqual(jestResults(file, 1), { passed: 7, failed: 3 });
});

test('a runner that crashed is a failure, whatever its report says', () => {
  const none = join(dir, 'none.json');
  assert.deepEqual(jestResults(none, 1), { passed: 0, failed: 1 });
  assert.deepEqual(playwrightResults(none, 1), { passed: 0, failed: 1 });
  const file = report({ stats: { expected: 4, flaky: 0, unexpected: 0 } });
  assert.deepEqual(playwrightResults(file, 1), { passed: 4, failed: 1 });
});

test('a runner that leaves no report is a failure, also with exit code 0', () => {
  const none = join(dir, 'none.json');
  assert.deepEqual(jestResults(none, 0), { passed: 0, failed: 1 });
  assert.deepEqual(playwrightResults(none, 0), { passed: 0, failed: 1 });
});

test('a report has a folder in a fresh clone, and none of an earlier run is left', () => {
  const file = join(dir, 'fresh', 'clone', 'report.json');
  assert.equal(prepareReport(file), file);
  writeFileSync(file, '{}');
  prepareReport(file);
  assert.equal(existsSync(file), false);
});

test('a test that passed on a second try passed', () => {
  const file = report({ stats: { expected: 3, flaky: 1, unexpected: 2 } });
  assert.deepEqual(playwrightResults(file, 1), { passed: 4, failed: 2 });
});

test("Node's own runner is read from its summary", () => {
  const lines = ['ok 1 - x', '# tests 3', '# pass 2', '# fail 1'];
  assert.deepEqual(tapResults(lines, 1), { passed: 2, failed: 1 });
});

test('results add up', () => {
  assert.deepEqual(
    sum([
      { passed: 1, failed: 0 },
      { passed: 2, failed: 3 },
    ]),
    { passed: 3, failed: 3 },
  );
});
