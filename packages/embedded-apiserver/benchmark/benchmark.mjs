#!/usr/bin/env node
/*
 * Prints how fast the embedded API server is. Run it from this package's
 * folder, under Backstage's TypeScript transform:
 *
 *   node --require @backstage/cli/config/nodeTransform.cjs benchmark/benchmark.mjs
 *
 * With --server, --token and --ca it measures another API server instead, and
 * leaves a namespace called "benchmark" behind.
 */
import fs from 'node:fs';
import https from 'node:https';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

const { values: args } = parseArgs({
  options: {
    server: { type: 'string' },
    token: { type: 'string' },
    ca: { type: 'string' },
    objects: { type: 'string', default: '10000' },
  },
});
const COUNT = Number(args.objects);
const NAMESPACE = 'benchmark';
const MAPS = `/api/v1/namespaces/${NAMESPACE}/configmaps`;
const CONNECTIONS = 20;
const WATCHES = 200;

function print(label, value, bar = '') {
  process.stdout.write(
    `${label.padEnd(52)}${String(value).padStart(12)}  ${bar}\n`,
  );
}

const milliseconds = since => `${(performance.now() - since).toFixed(1)} ms`;

async function startServer() {
  const require = createRequire(import.meta.url);
  const begin = performance.now();
  const { startEmbeddedApiServer } = require('../src/index.ts');
  const loaded = performance.now();
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'benchmark-'));
  const server = await startEmbeddedApiServer({
    dataDir,
    tokens: [{ token: 'bench', user: 'bench', groups: ['system:masters'] }],
  });
  print('load the code', `${(loaded - begin).toFixed(0)} ms`);
  print('start', milliseconds(loaded), '<= 1000 ms');
  return {
    url: server.url,
    ca: server.caData,
    token: 'bench',
    stop: async () => {
      await server.stop();
      fs.rmSync(dataDir, { recursive: true });
    },
  };
}

const target = args.server
  ? {
      url: args.server,
      ca: fs.readFileSync(args.ca),
      token: args.token,
      stop: async () => {},
    }
  : await startServer();
const agent = new https.Agent({
  keepAlive: true,
  maxSockets: CONNECTIONS,
  ca: target.ca,
});

function request(method, url, body, onResponse) {
  return new Promise((resolve, reject) => {
    const req = https.request(
      target.url + url,
      {
        method,
        agent: onResponse ? undefined : agent,
        ca: target.ca,
        headers: {
          authorization: `Bearer ${target.token}`,
          ...(body && { 'content-type': 'application/json' }),
        },
      },
      response => {
        if (onResponse) {
          onResponse(response);
          resolve(req);
          return;
        }
        let size = 0;
        response.on('data', chunk => {
          size += chunk.length;
        });
        response.on('end', () =>
          response.statusCode < 300
            ? resolve(size)
            : reject(new Error(`${method} ${url}: ${response.statusCode}`)),
        );
      },
    );
    req.on('error', reject);
    req.end(body && JSON.stringify(body));
  });
}

function configMap(name) {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, labels: { app: 'benchmark' } },
    data: { text: 'x'.repeat(900) },
  };
}

async function median(times, task) {
  const figures = [];
  for (let i = 0; i < times; i++) {
    const begin = performance.now();
    await task();
    figures.push(performance.now() - begin);
  }
  figures.sort((a, b) => a - b);
  return `${figures[Math.floor(times / 2)].toFixed(1)} ms`;
}

await request('POST', '/api/v1/namespaces', {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: NAMESPACE },
}).catch(() => undefined);

global.gc?.();
const memoryBefore = process.memoryUsage().heapUsed;
const creating = performance.now();
let next = 0;
await Promise.all(
  Array.from({ length: CONNECTIONS }, async () => {
    while (next < COUNT) {
      await request('POST', MAPS, configMap(`m-${next++}`));
    }
  }),
);
print(
  `create ${COUNT} objects of 1 KB by HTTPS`,
  milliseconds(creating),
  '<= 5000 ms',
);
if (!args.server) {
  global.gc?.();
  const bytes = (process.memoryUsage().heapUsed - memoryBefore) / COUNT;
  print('memory an object', `${(bytes / 1024).toFixed(1)} KB`);
}
print(
  'page of 500, median of 50',
  await median(50, () => request('GET', `${MAPS}?limit=500`)),
  '<= 9 ms',
);
print(
  `list of ${COUNT}, median of 5`,
  await median(5, () => request('GET', MAPS)),
);
print(
  'label selector over all, median of 10',
  await median(10, () => request('GET', `${MAPS}?labelSelector=app%3Dnone`)),
);
print(
  'read of one, median of 500',
  await median(500, () => request('GET', `${MAPS}/m-77`)),
);

let received = 0;
const watches = await Promise.all(
  Array.from({ length: WATCHES }, () =>
    request(
      'GET',
      `${MAPS}?watch=1&resourceVersion=0&fieldSelector=metadata.name%3Dm-1`,
      undefined,
      response =>
        response.on('data', chunk => {
          received += String(chunk).split('\n').length - 1;
        }),
    ),
  ),
);
while (received < WATCHES) {
  await new Promise(resolve => setTimeout(resolve, 10));
}
received = 0;
const WRITES = 100;
const watching = performance.now();
for (let i = 0; i < WRITES; i++) {
  const wait = watching + i * 10 - performance.now();
  if (wait > 0) {
    await new Promise(resolve => setTimeout(resolve, wait));
  }
  const body = configMap('m-1');
  body.data.text = `${i}`;
  await request('PUT', `${MAPS}/m-1`, body);
}
while (received < WRITES * WATCHES) {
  await new Promise(resolve => setTimeout(resolve, 1));
}
print(
  `${WATCHES} watches see ${WRITES} writes made in 1 s after`,
  milliseconds(watching),
);
watches.forEach(watch => watch.destroy());
agent.destroy();
await target.stop();
