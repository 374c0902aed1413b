#!/usr/bin/env node
/*
 * Writes kubernetes.json: the structural schema of the built-in API groups.
 *
 *   node generate.mjs --server https://127.0.0.1:6443 --token TOKEN --ca ca.crt
 *   node generate.mjs --openapi <folder> --discovery <folder>
 *
 * A folder holds what a server answers, one file for each document, named as
 * the Kubernetes repository names them: `apis__apps__v1_openapi.json` (OpenAPI
 * v3) and `apis__apps__v1.json` (APIResourceList).
 * Description texts are left out: only fields, types, list keys, patch
 * strategies and defaults are kept.
 */
import fs from 'node:fs';
import https from 'node:https';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const GROUP_VERSIONS = [
  'api/v1',
  'apis/apiregistration.k8s.io/v1',
  'apis/apps/v1',
  'apis/events.k8s.io/v1',
  'apis/authentication.k8s.io/v1',
  'apis/authorization.k8s.io/v1',
  'apis/autoscaling/v2',
  'apis/autoscaling/v1',
  'apis/batch/v1',
  'apis/networking.k8s.io/v1',
  'apis/policy/v1',
  'apis/rbac.authorization.k8s.io/v1',
  'apis/storage.k8s.io/v1',
  'apis/admissionregistration.k8s.io/v1',
  'apis/apiextensions.k8s.io/v1',
  'apis/scheduling.k8s.io/v1',
  'apis/coordination.k8s.io/v1',
  'apis/discovery.k8s.io/v1',
];
const REF = '#/components/schemas/';

const { values: args } = parseArgs({
  options: {
    server: { type: 'string' },
    token: { type: 'string' },
    ca: { type: 'string' },
    openapi: { type: 'string' },
    discovery: { type: 'string' },
    out: { type: 'string' },
  },
});

function fetchJson(url) {
  return new Promise((resolve, reject) => {
    https
      .get(
        url,
        {
          ca: args.ca ? fs.readFileSync(args.ca) : undefined,
          headers: args.token ? { authorization: `Bearer ${args.token}` } : {},
        },
        response => {
          let body = '';
          response.setEncoding('utf8');
          response.on('data', chunk => {
            body += chunk;
          });
          response.on('end', () =>
            response.statusCode === 200
              ? resolve(JSON.parse(body))
              : reject(new Error(`${url} answered ${response.statusCode}`)),
          );
        },
      )
      .on('error', reject);
  });
}

function readJson(folder, name) {
  return JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'));
}

async function load(groupVersion) {
  if (args.server) {
    return {
      openapi: await fetchJson(`${args.server}/openapi/v3/${groupVersion}`),
      discovery: await fetchJson(`${args.server}/${groupVersion}`),
    };
  }
  if (!args.openapi || !args.discovery) {
    throw new Error('give either --server, or --openapi and --discovery');
  }
  const file = groupVersion.replaceAll('/', '__');
  return {
    openapi: readJson(args.openapi, `${file}_openapi.json`),
    discovery: readJson(args.discovery, `${file}.json`),
  };
}

/** Drops description texts, but never a property that is called "description". */
function strip(node, isPropertyMap = false) {
  if (Array.isArray(node)) {
    return node.map(item => strip(item));
  }
  if (node === null || typeof node !== 'object') {
    return node;
  }
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => isPropertyMap || key !== 'description')
      .map(([key, value]) => [
        key,
        strip(value, !isPropertyMap && key === 'properties'),
      ]),
  );
}

function schemaNames(openapi) {
  const names = {};
  for (const [name, schema] of Object.entries(openapi.components.schemas)) {
    for (const gvk of schema['x-kubernetes-group-version-kind'] ?? []) {
      names[`${gvk.group}/${gvk.version}/${gvk.kind}`] ??= name;
    }
  }
  return names;
}

const resources = [];
const schemas = {};

function collect(name, all) {
  if (schemas[name] || !all[name]) {
    return;
  }
  const schema = strip(all[name]);
  // Shared kinds such as DeleteOptions carry one entry for every group of the
  // server; they are no part of the schema.
  if (schema['x-kubernetes-group-version-kind']?.length > 1) {
    delete schema['x-kubernetes-group-version-kind'];
  }
  schemas[name] = schema;
  JSON.stringify(schema, (key, value) => {
    if (key === '$ref' && typeof value === 'string') {
      collect(value.slice(REF.length), all);
    }
    return value;
  });
}

for (const groupVersion of GROUP_VERSIONS) {
  const { openapi, discovery } = await load(groupVersion);
  const names = schemaNames(openapi);
  const [version, group = ''] = groupVersion.split('/').slice(1).reverse();
  for (const entry of discovery.resources) {
    const kindGroup = entry.group ?? group;
    const kindVersion = entry.version ?? version;
    const schema = names[`${kindGroup}/${kindVersion}/${entry.kind}`];
    if (schema) {
      collect(schema, openapi.components.schemas);
    }
    const [resource, subresource] = entry.name.split('/');
    if (subresource) {
      resources
        .find(
          r =>
            r.group === group &&
            r.version === version &&
            r.resource === resource,
        )
        .subresources.push({
          name: subresource,
          group: kindGroup,
          version: kindVersion,
          kind: entry.kind,
          verbs: entry.verbs,
          ...(schema && { schema }),
        });
      continue;
    }
    resources.push({
      group,
      version,
      resource,
      singular: entry.singularName,
      kind: entry.kind,
      namespaced: entry.namespaced,
      verbs: entry.verbs,
      ...(entry.shortNames && { shortNames: entry.shortNames }),
      ...(entry.categories && { categories: entry.categories }),
      ...(schema && { schema }),
      subresources: [],
    });
  }
  for (const shared of ['v1.DeleteOptions', 'v1.ListMeta', 'v1.Status']) {
    collect(
      `io.k8s.apimachinery.pkg.apis.meta.${shared}`,
      openapi.components.schemas,
    );
  }
}

const out =
  args.out ??
  path.join(path.dirname(fileURLToPath(import.meta.url)), 'kubernetes.json');
const lines = [
  '{"resources":[',
  resources.map(resource => JSON.stringify(resource)).join(',\n'),
  '],"schemas":{',
  Object.keys(schemas)
    .sort()
    .map(name => `${JSON.stringify(name)}:${JSON.stringify(schemas[name])}`)
    .join(',\n'),
  '}}',
];
fs.writeFileSync(out, `${lines.join('\n')}\n`);
