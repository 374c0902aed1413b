#!/usr/bin/env node
/*
 * Writes omittedZeros.json: the scalars of the built-in types that Go leaves
 * out of what it prints when they are false, 0 or the empty text, by type. The
 * others are pointers there, or always printed.
 *
 *   node generate.mjs <folder>...
 *
 * The folders hold the Go modules k8s.io/api, k8s.io/apimachinery,
 * k8s.io/apiextensions-apiserver and k8s.io/kube-aggregator, in the version
 * that ../scheme/kubernetes.json was made from.
 */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const { schemas } = JSON.parse(
  fs.readFileSync(path.join(here, '../scheme/kubernetes.json'), 'utf8'),
);
const SCALARS = new Set(['boolean', 'integer', 'number', 'string']);
/** The fields of every Go struct, by the name of its schema. */
const structs = {};

/** `io.k8s.api.core.v1` for the folder of a package of k8s.io/api. */
function packageName(module, folder) {
  const inside = path.relative(module, folder).split(path.sep).join('.');
  const [base] = path.basename(module).split('@');
  return `io.k8s.${base}.${inside}`;
}

function read(file, name) {
  const text = fs.readFileSync(file, 'utf8').replace(/^\s*\/\/.*$/gm, '');
  for (const [, type, body] of text.matchAll(
    /^type (\w+) struct \{\n([\s\S]*?)^\}/gm,
  )) {
    structs[`${name}.${type}`] = [
      ...body.matchAll(/^\s*(?:(\w+)[ \t]+)?([^\s`]+)\s+`json:"([^"]*)"/gm),
    ].map(([, , goType, tag]) => ({ goType, tag: tag.split(',') }));
  }
}

function visit(module, folder) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      visit(module, file);
    } else if (/^types\w*\.go$/.test(entry.name)) {
      read(file, packageName(module, folder));
    }
  }
}

process.argv.slice(2).forEach(module => visit(module, module));

function isOmitted(schema, { goType, tag: [name, ...options] }) {
  const property = schema.properties?.[name];
  return (
    !!property &&
    SCALARS.has(property.type) &&
    !['date-time', 'byte', 'int-or-string'].includes(property.format) &&
    !goType.startsWith('*') &&
    options.includes('omitempty')
  );
}

/** The fields of a struct, with those of the structs it is made of. */
function fieldsOf(name, struct = structs[name] ?? []) {
  const own = name.slice(0, name.lastIndexOf('.'));
  return struct.flatMap(field =>
    field.tag[0] === '' && field.tag.includes('inline')
      ? fieldsOf(`${own}.${field.goType.replace(/^\*?(\w+\.)?/, '')}`)
      : [field],
  );
}

const lines = Object.keys(schemas)
  .sort()
  .map(name => [
    name,
    fieldsOf(name)
      .filter(field => isOmitted(schemas[name], field))
      .map(({ tag }) => tag[0]),
  ])
  .filter(([, fields]) => fields.length > 0)
  .map(([name, fields]) => `${JSON.stringify(name)}:${JSON.stringify(fields)}`);
fs.writeFileSync(
  path.join(here, 'omittedZeros.json'),
  `{\n${lines.join(',\n')}\n}\n`,
);
