import {
  Alias,
  Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseAllDocuments,
  Scalar,
  YAMLMap,
} from 'yaml';
import { badRequest } from '../errors/statusError';
import { setNotes } from './parseJson';
import { resolveScalar } from './resolveScalar';

/** Nodes that a text may stand for with all its aliases. */
const MAX_NODES = 400_000;
/** What YAML does not allow in a text. */
const CONTROL =
  // eslint-disable-next-line no-control-regex
  /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]/;
/** Line breaks of YAML 1.1 that YAML 1.2 has given up. */
const OTHER_BREAKS = /[\u0085\u2028\u2029]/g;
const LONE_ESCAPE = /\\u[dD][89a-fA-F][0-9a-fA-F]{2}/;

function refuse(why: string): never {
  throw badRequest(`error converting YAML to JSON: yaml: ${why}`);
}

/** Makes of a document what it is in JSON. */
class Converter {
  readonly duplicates: string[] = [];
  private readonly open = new Set<unknown>();
  private nodes = 0;

  constructor(private readonly document: Document) {}

  convert(node: unknown): unknown {
    if (++this.nodes > MAX_NODES) {
      refuse('document contains excessive aliasing');
    }
    if (isAlias(node)) {
      return this.alias(node);
    }
    if (isScalar(node)) {
      return this.scalar(node);
    }
    if (!isMap(node) && !isSeq(node)) {
      return null;
    }
    if (this.open.has(node)) {
      refuse(`anchor '${node.anchor}' value contains itself`);
    }
    this.open.add(node);
    const value = isMap(node)
      ? this.map(node)
      : node.items.map(item => this.convert(item));
    this.open.delete(node);
    return value;
  }

  private alias(node: Alias): unknown {
    const target = node.resolve(this.document);
    return target
      ? this.convert(target)
      : refuse(`unknown anchor '${node.source}' referenced`);
  }

  private scalar({ source, type, tag, value }: Scalar): unknown {
    const text = source ?? String(value ?? '');
    return resolveScalar(text, type === 'PLAIN' || type === undefined, tag);
  }

  private map(node: YAMLMap): Record<string, unknown> {
    const result: Record<string, unknown> = {};
    const merged: Record<string, unknown> = {};
    for (const { key, value } of node.items) {
      const target = isAlias(key) ? key.resolve(this.document) : key;
      if (!isScalar(target) && target !== null) {
        refuse('invalid map key');
      }
      const isMerge =
        isScalar(target) && target.source === '<<' && target.type === 'PLAIN';
      if (isMerge) {
        this.merge(merged, value);
      } else {
        const name = this.key(target);
        if (Object.hasOwn(result, name)) {
          this.duplicates.push(name);
        }
        // Not even as a property of its own: it would change the prototype.
        const converted = this.convert(value);
        if (name !== '__proto__') {
          result[name] = converted;
        }
      }
    }
    return { ...merged, ...result };
  }

  private key(node: unknown): string {
    const value = this.convert(node);
    return value === null ? refuse('unsupported map key') : String(value);
  }

  private merge(into: Record<string, unknown>, value: unknown): void {
    const source = this.convert(value);
    const maps = Array.isArray(source) ? source : [source];
    for (const map of maps) {
      if (typeof map !== 'object' || map === null || Array.isArray(map)) {
        refuse('map merge requires map or sequence of maps as the value');
      }
      Object.entries(map).forEach(([key, item]) => {
        into[key] ??= item;
      });
    }
  }
}

/**
 * Reads the first document of a YAML text as a server written in Go does, which
 * is YAML 1.1.
 *
 * @throws {@link StatusError} 400
 */
export function parseYaml(bytes: Buffer): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse('invalid leading UTF-8 octet');
  }
  if (CONTROL.test(text)) {
    refuse('control characters are not allowed');
  }
  if (LONE_ESCAPE.test(text.replace(/\\\\/g, ''))) {
    refuse('found invalid Unicode character escape code');
  }
  const documents = parseAllDocuments(text.replace(OTHER_BREAKS, '\n'), {
    schema: 'failsafe',
    uniqueKeys: false,
    logLevel: 'silent',
  });
  const isEmpty =
    !Array.isArray(documents) ||
    documents.length === 0 ||
    documents[0].contents === null;
  if ((isEmpty || text.startsWith('...')) && /^\.\.\.\s/m.test(`${text}\n`)) {
    refuse('did not find expected node content');
  }
  if (!Array.isArray(documents) || documents.length === 0) {
    return null;
  }
  const [document] = documents;
  const problem =
    document.errors[0] ??
    document.warnings.find(({ code }) => code === 'BAD_DIRECTIVE');
  if (problem) {
    refuse(problem.message.split('\n')[0]);
  }
  const converter = new Converter(document as Document);
  const value = converter.convert(document.contents);
  if (converter.duplicates.length > 0) {
    const { duplicates } = converter;
    setNotes(value, { duplicates, numbers: [], depth: 0 });
  }
  // Go writes the fields in order, which counts for those that differ in case.
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)),
      )
    : value;
}
