import { isError } from '@backstage/errors';
import type { AnyOperationDeclaration } from '@kubedc/backstage-plugin-kubedc-common';

/** Stands in the place of a secret. */
export const REDACTED = '***';

/** Parts of a text shorter than this say nothing by themselves, and would black out half of a sentence. */
const SHORTEST_PART = 6;

/** Causes of causes that are looked through. */
const MAX_DEPTH = 8;

/** As an API server quotes it: in Go's way, which for what is printable is JSON's. */
function quoted(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/**
 * What may be quoted of a text of several lines: each line, and what follows a key or a dash in it, as parsers and
 * validators quote no more than what they stumble over.
 */
function partsOf(secret: string): string[] {
  return secret
    .split(/\r?\n/)
    .flatMap(line => [line, ...line.split(/^\s*-\s+|:\s+/)])
    .map(part => part.trim().replace(/^(["'])(.*)\1$/, '$2'))
    .filter(part => part.length >= SHORTEST_PART);
}

/** A function that blacks out secrets, in every way that an API server may write them. */
export function createRedactor(
  secrets: readonly string[],
  /** Of which only the whole is quoted, if anything. */
  wholes: readonly string[] = [],
): (text: string) => string {
  const forms = new Set(
    [...secrets.flatMap(secret => [secret, ...partsOf(secret)]), ...wholes]
      .filter(secret => secret !== '')
      .flatMap(text => [
        text,
        quoted(text),
        quoted(quoted(text)),
        Buffer.from(text).toString('base64'),
        // Half a character has no code in an address; this is what goes to the API server in its place.
        encodeURIComponent(Buffer.from(text).toString()),
      ]),
  );
  // The longest first, so that no end of a secret stays behind a part of it.
  const ordered = [...forms].sort((a, b) => b.length - a.length);
  return text =>
    ordered.reduce((rest, form) => rest.split(form).join(REDACTED), text);
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') {
    return [value];
  }
  return value && typeof value === 'object'
    ? Object.values(value).flatMap(textsIn)
    : [];
}

/**
 * Blacks out what an operation's secret fields hold, parsed or not. Only what its field takes is taken apart: the rest is
 * sent nowhere, so nobody quotes a part of it, and may be as large as a request, of which the parts would take seconds.
 *
 * @param input - the operation's input, checked or not
 * @public
 */
export function operationRedactor(
  declaration: Pick<AnyOperationDeclaration, 'secretFields'> &
    Partial<Pick<AnyOperationDeclaration, 'input'>>,
  input: unknown,
): (text: string) => string {
  const secrets: string[] = [];
  const wholes: string[] = [];
  if (input && typeof input === 'object' && !Array.isArray(input)) {
    for (const field of declaration.secretFields ?? []) {
      const value = (input as Record<string, unknown>)[field];
      const schema = declaration.input?.shape[field];
      if (!schema || schema.safeParse(value).success) {
        secrets.push(...textsIn(value));
      } else if (typeof value === 'string') {
        wholes.push(value);
      }
    }
  }
  const trimmed = (texts: string[]) =>
    texts.flatMap(text => [text, text.trim()]);
  return createRedactor(trimmed(secrets), trimmed(wholes));
}

/**
 * Blacks out what an error says, and what caused it, in place: errors end in logs, in tables and in answers.
 *
 * @public
 */
export function redactError(
  error: unknown,
  redact: (text: string) => string,
): unknown {
  let current = error;
  for (let depth = 0; isError(current) && depth < MAX_DEPTH; depth++) {
    const found: Error & { cause?: unknown } = current;
    for (const key of ['message', 'stack', 'sentence', 'causes']) {
      const value = Reflect.get(found, key);
      const clean = redactValue(value, redact);
      if (clean !== value) {
        Object.defineProperty(found, key, { value: clean });
      }
    }
    current = found.cause;
  }
  return error;
}

function redactValue(
  value: unknown,
  redact: (text: string) => string,
): unknown {
  if (typeof value === 'string') {
    return redact(value);
  }
  // The causes of a `Status`: few, and flat.
  return Array.isArray(value)
    ? value.map(item =>
        item && typeof item === 'object'
          ? Object.fromEntries(
              Object.entries(item).map(([key, text]) => [
                key,
                typeof text === 'string' ? redact(text) : text,
              ]),
            )
          : item,
      )
    : value;
}
