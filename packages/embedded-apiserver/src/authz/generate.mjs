#!/usr/bin/env node
/*
 * Writes defaultRoles.json: the roles and bindings that every cluster begins
 * with, as a real server that was just started says them.
 *
 *   node generate.mjs --server https://127.0.0.1:6443 --token TOKEN --ca ca.crt
 *
 * What a controller computes (the rules of aggregated roles) is left out.
 */
import fs from 'node:fs';
import https from 'node:https';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const API = '/apis/rbac.authorization.k8s.io/v1';
const BOOTSTRAPPING = 'kubernetes.io/bootstrapping';
const RESOURCES = [
  'clusterroles',
  'clusterrolebindings',
  'roles',
  'rolebindings',
];

const { values: args } = parseArgs({
  options: {
    server: { type: 'string' },
    token: { type: 'string' },
    ca: { type: 'string' },
    out: { type: 'string' },
  },
});

function list(resource) {
  return new Promise((resolve, reject) => {
    https
      .get(
        `${args.server}${API}/${resource}?labelSelector=${BOOTSTRAPPING}`,
        {
          ca: args.ca ? fs.readFileSync(args.ca) : undefined,
          headers: { authorization: `Bearer ${args.token}` },
        },
        response => {
          let text = '';
          response.on('data', chunk => {
            text += chunk;
          });
          response.on('end', () =>
            response.statusCode === 200
              ? resolve(JSON.parse(text))
              : reject(
                  new Error(`${resource}: ${response.statusCode} ${text}`),
                ),
          );
        },
      )
      .on('error', reject);
  });
}

function bare(kind, { metadata, aggregationRule, rules, roleRef, subjects }) {
  const { name, namespace, labels, annotations } = metadata;
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind,
    metadata: { name, namespace, labels, annotations },
    ...(aggregationRule ? { aggregationRule } : { rules }),
    roleRef,
    subjects,
  };
}

const objects = [];
for (const resource of RESOURCES) {
  const { kind, items } = await list(resource);
  objects.push(...items.map(item => bare(kind.replace(/List$/, ''), item)));
}
const out =
  args.out ?? fileURLToPath(new URL('./defaultRoles.json', import.meta.url));
const lines = objects.map(object => JSON.stringify(object));
fs.writeFileSync(out, `[\n${lines.join(',\n')}\n]\n`);
process.stdout.write(`${objects.length} objects\n`);
