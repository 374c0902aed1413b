import { isObject } from '../types';
import { goQuote } from '../util/goQuote';
import { Atom, deduce, ListAtom, MapAtom, Scalar } from './atom';
import { ItemError, itemElement } from './listItems';
import { fieldElement, printElement } from './pathElement';

interface TypeError {
  path: string;
  message: string;
}

/** A value as Go prints it: `map[a:1]`, `[1 2]`. */
function goText(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(goText).join(' ')}]`;
  }
  if (isObject(value)) {
    return `map[${Object.keys(value)
      .sort()
      .map(key => `${key}:${goText(value[key])}`)
      .join(' ')}]`;
  }
  return value === null ? '<nil>' : String(value);
}

/** The Go type of a value that was read from YAML. */
function goTypeOf(value: unknown): string {
  if (Array.isArray(value)) {
    return '[]interface {}';
  }
  if (isObject(value)) {
    return 'map[string]interface {}';
  }
  if (typeof value === 'number') {
    return Number.isInteger(value) ? 'int64' : 'float64';
  }
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

function goSyntax(value: unknown): string {
  if (Array.isArray(value)) {
    return `[]interface {}{${value.map(goSyntax).join(', ')}}`;
  }
  if (isObject(value)) {
    return `map[string]interface {}{${Object.keys(value)
      .sort()
      .map(key => `${goQuote(key)}:${goSyntax(value[key])}`)
      .join(', ')}}`;
  }
  return typeof value === 'string' ? goQuote(value) : goText(value);
}

function scalarError(scalar: Scalar, value: unknown): string | undefined {
  if (value === null || value === undefined) {
    return undefined;
  }
  switch (scalar) {
    case 'numeric':
      return typeof value === 'number'
        ? undefined
        : `expected numeric (int or float), got ${goTypeOf(value)}`;
    case 'string':
      return typeof value === 'string'
        ? undefined
        : `expected string, got &value.valueUnstructured{Value:${goSyntax(
            value,
          )}}`;
    case 'boolean':
      return typeof value === 'boolean'
        ? undefined
        : `expected boolean, got &{${goText(value)}}`;
    default:
      return typeof value === 'object'
        ? `expected any scalar, got &{${goText(value)}}`
        : undefined;
  }
}

class Validator {
  readonly errors: TypeError[] = [];

  constructor(private readonly allowsDuplicates: boolean) {}

  value(atom: Atom, value: unknown, path: string): void {
    const type = deduce(atom, value);
    if (type.map) {
      this.map(type.map, value, path);
    } else if (type.scalar) {
      const message = scalarError(type.scalar, value);
      if (message) {
        this.errors.push({ path, message });
      }
    } else if (type.list) {
      this.list(type.list, value, path);
    }
  }

  private map(atom: MapAtom, value: unknown, path: string): void {
    if (value === null || value === undefined) {
      return;
    }
    if (!isObject(value)) {
      const message = `expected map, got &{${goText(value)}}`;
      this.errors.push({ path, message });
      return;
    }
    for (const [key, item] of Object.entries(value)) {
      const below = path + printElement(fieldElement(key));
      const field = atom.named(key) ?? atom.other();
      if (!field) {
        const message = 'field not declared in schema';
        this.errors.push({ path: below, message });
        return;
      }
      this.value(field, item, below);
    }
  }

  private list(atom: ListAtom, value: unknown, path: string): void {
    if (value === null || value === undefined) {
      return;
    }
    if (!Array.isArray(value)) {
      const message = `expected list, got &{${goText(value)}}`;
      this.errors.push({ path, message });
      return;
    }
    const seen = new Set<string>();
    for (let i = 0; i < value.length; i++) {
      let place = `[${i}]`;
      if (!atom.isAtomic) {
        try {
          const element = itemElement(atom, value[i]);
          place = printElement(element);
          if (seen.has(element) && !this.allowsDuplicates) {
            const message = `duplicate entries for key ${place}`;
            this.errors.push({ path, message });
          }
          seen.add(element);
        } catch (error) {
          if (!(error instanceof ItemError)) {
            throw error;
          }
          this.errors.push({ path, message: `element ${i}: ${error.message}` });
          return;
        }
      }
      this.value(atom.item(), value[i], path + place);
    }
  }
}

/** What of a value does not fit its type, in a real server's words. */
export function typeProblem(
  atom: Atom,
  value: unknown,
  allowsDuplicates = false,
): string | undefined {
  const validator = new Validator(allowsDuplicates);
  validator.value(atom, value, '');
  const texts = validator.errors.map(({ path, message }) =>
    path ? `${path}: ${message}` : message,
  );
  return texts.length > 1
    ? ['errors:', ...texts.map(text => `  ${text}`)].join('\n')
    : texts[0];
}
