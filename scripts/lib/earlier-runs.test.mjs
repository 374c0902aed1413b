import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { removeEarlierRuns } from './earlier-runs.mjs';

test('folders of runs that are over are removed, and no others', t => {
  const results = mkdtempSync(join(tmpdir(), 'kubedc-runs-'));
  t.after(() => rmSync(results, { recursive: true }));
  const { pid: over } = spawnSync(process.execPath, ['-e', '']);
  const folders = [
    `e2e-${over}`,
    `e2e-${process.ppid}`,
    `e2e-real-${over}`,
    'playwright',
  ];
  for (const name of folders) {
    mkdirSync(join(results, name, 'sandbox'), { recursive: true });
  }
  removeEarlierRuns(join(results, `e2e-${process.pid}`));
  assert.deepEqual(readdirSync(results).sort(), folders.slice(1).sort());
});

test('where nothing was run before there is nothing to remove', () => {
  assert.doesNotThrow(() =>
    removeEarlierRuns(join(tmpdir(), 'kubedc-no-such-folder', 'e2e-1')),
  );
});
