import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Processes } from './processes.mjs';
import { bringRealApiServer, outcome } from './real-apiserver.mjs';

test('hands over the folder that the environment names', async () => {
  const assets = mkdtempSync(join(tmpdir(), 'assets-'));
  for (const name of ['etcd', 'kube-apiserver', 'kube-controller-manager']) {
    writeFileSync(join(assets, name), '#!/bin/sh\n');
    chmodSync(join(assets, name), 0o755);
  }
  const processes = new Processes();
  const programs = bringRealApiServer(
    {
      node: process.execPath,
      env: { ...process.env, KUBEBUILDER_ASSETS: assets },
    },
    processes,
  );
  assert.deepEqual(await programs.folder(), { folder: assets });
  await processes.stop();
  rmSync(assets, { recursive: true });
});

test('says why there are none', () => {
  assert.deepEqual(outcome(3, ['Building', 'download: no; build by Go: no']), {
    why: 'download: no; build by Go: no',
  });
  assert.deepEqual(outcome(1, []), { why: 'exit code 1' });
});
