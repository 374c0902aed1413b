#!/usr/bin/env node
/*
 * Writes messages.json: the field numbers of the built-in types, for clients
 * that send their bodies as protobuf.
 *
 *   node generate.mjs <folder>...
 *
 * The folders hold the Go modules k8s.io/api, k8s.io/apimachinery,
 * k8s.io/apiextensions-apiserver and k8s.io/kube-aggregator, in the version
 * that ../scheme/kubernetes.json was made from.
 *
 * A field is [name, kind, type]; kind is 0 for one value, 1 for a list, 2 for
 * a map and 3 for a message whose fields JSON shows among those of its parent.
 */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const SCALARS = new Set([
  'string',
  'bytes',
  'bool',
  'int32',
  'int64',
  'double',
]);
const here = path.dirname(fileURLToPath(import.meta.url));
const { resources, schemas } = JSON.parse(
  fs.readFileSync(path.join(here, '../scheme/kubernetes.json'), 'utf8'),
);
const all = {};

function schemaName(message) {
  return message.replace(/^k8s\.io\./, 'io.k8s.').replaceAll('_', '-');
}

function resolve(type, packageName) {
  if (SCALARS.has(type)) {
    return type;
  }
  if (type.startsWith('.')) {
    return type.slice(1);
  }
  return `${packageName}.${type}`;
}

function read(file) {
  const text = fs.readFileSync(file, 'utf8').replace(/\/\/.*$/gm, '');
  const packageName = /^package ([^;]+);/m.exec(text)[1];
  for (const [, name, body] of text.matchAll(
    /^message (\w+) \{([\s\S]*?)^\}/gm,
  )) {
    const message = `${packageName}.${name}`;
    const known = schemas[schemaName(message)]?.properties;
    const fields = {};
    for (const match of body.matchAll(
      /(optional|repeated|map<string, *([^>]+)>)\s+(?:([.\w]+)\s+)?(\w+) = (\d+)/g,
    )) {
      const [, label, mapType, single, field, number] = match;
      const type = resolve(mapType ?? single, packageName);
      let kind = { optional: 0, repeated: 1 }[label] ?? 2;
      if (kind === 0 && known && !known[field] && !SCALARS.has(type)) {
        kind = 3;
      }
      fields[number] = [field, kind, type];
    }
    all[message] = fields;
  }
}

function visit(folder) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      visit(file);
    } else if (entry.name === 'generated.proto') {
      read(file);
    }
  }
}

process.argv.slice(2).forEach(visit);

const messages = {};
function collect(message) {
  if (messages[message] || !all[message]) {
    return;
  }
  messages[message] = all[message];
  for (const [, , type] of Object.values(all[message])) {
    collect(type);
  }
}

const kinds = {};
function addKind(group, version, kind, schema) {
  const message = Object.keys(all).find(name => schemaName(name) === schema);
  if (message) {
    kinds[`${group ? `${group}/` : ''}${version}/${kind}`] = message;
    collect(message);
  }
}
for (const { group, version, kind, schema, subresources } of resources) {
  addKind(group, version, kind, schema);
  for (const sub of subresources) {
    addKind(sub.group, sub.version, sub.kind, sub.schema);
  }
}
collect('k8s.io.apimachinery.pkg.apis.meta.v1.DeleteOptions');

const lines = Object.keys(messages)
  .sort()
  .map(name => `${JSON.stringify(name)}:${JSON.stringify(messages[name])}`);
fs.writeFileSync(
  path.join(here, 'messages.json'),
  `{"kinds":${JSON.stringify(kinds)},\n"messages":{\n${lines.join(
    ',\n',
  )}\n}}\n`,
);
