import { SyntaxIssue } from '../errors';
import { Value } from '../values/value';
import { Uint } from '../values/numbers';
import { Token } from './lexer';

const SIMPLE: Record<string, number> = {
  a: 7,
  b: 8,
  f: 12,
  n: 10,
  r: 13,
  t: 9,
  v: 11,
  '\\': 92,
  "'": 39,
  '"': 34,
  '`': 96,
  '?': 63,
};
const ESCAPE =
  /\\(?:x[0-9a-fA-F]{2}|X[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-3][0-7]{2}|[^])/gu;

function codeOf(escape: string): number | undefined {
  const letter = escape[1];
  if (/^\\[0-3][0-7]{2}$/.test(escape)) {
    return parseInt(escape.slice(1), 8);
  }
  if (escape.length > 2 && /[xXuU]/.test(letter)) {
    return parseInt(escape.slice(2), 16);
  }
  return Object.hasOwn(SIMPLE, letter) ? SIMPLE[letter] : undefined;
}

function unescapeText(token: Token, body: string): string {
  return body.replace(ESCAPE, escape => {
    const code = codeOf(escape);
    if (code === undefined || code > 0x10ffff || code >> 11 === 0x1b) {
      throw new SyntaxIssue(
        token.position,
        `Syntax error: token recognition error at: '${token.text}'`,
      );
    }
    return String.fromCodePoint(code);
  });
}

function unescapeBytes(token: Token, body: string): Uint8Array {
  const parts: Buffer[] = [];
  let last = 0;
  for (const found of body.matchAll(ESCAPE)) {
    parts.push(Buffer.from(body.slice(last, found.index)));
    const code = codeOf(found[0]);
    if (code === undefined || /^\\[uU]/.test(found[0])) {
      throw new SyntaxIssue(
        token.position,
        `Syntax error: token recognition error at: '${token.text}'`,
      );
    }
    parts.push(Buffer.from([code]));
    last = found.index + found[0].length;
  }
  parts.push(Buffer.from(body.slice(last)));
  return new Uint8Array(Buffer.concat(parts));
}

function stringBody(text: string): { body: string; isRaw: boolean } {
  const prefix = /^[a-zA-Z]*/.exec(text)?.[0] ?? '';
  const quoted = text.slice(prefix.length).replaceAll('\r\n', '\n');
  const width = /^("""|''')/.test(quoted) ? 3 : 1;
  return {
    body: quoted.slice(width, -width),
    isRaw: /r/i.test(prefix),
  };
}

/** The value of a token that is a string. */
export function stringValue(token: Token): string {
  const { body, isRaw } = stringBody(token.text);
  return isRaw ? body : unescapeText(token, body);
}

/** The value of a token that is a sequence of bytes. */
export function bytesValue(token: Token): Uint8Array {
  const { body, isRaw } = stringBody(token.text);
  return isRaw ? new Uint8Array(Buffer.from(body)) : unescapeBytes(token, body);
}

/**
 * The value of a token that is a number.
 *
 * @throws SyntaxIssue when it does not fit
 */
export function numberValue(token: Token, sign: '' | '-'): Value {
  const { kind, text, position } = token;
  if (kind === 'double') {
    return Number(sign + text);
  }
  if (kind === 'uint') {
    const value = BigInt(text.slice(0, -1));
    if (BigInt.asUintN(64, value) !== value || sign) {
      throw new SyntaxIssue(position, 'invalid uint literal');
    }
    return new Uint(value);
  }
  const value = sign ? -BigInt(text) : BigInt(text);
  if (BigInt.asIntN(64, value) !== value) {
    throw new SyntaxIssue(position, 'invalid int literal');
  }
  return value;
}
