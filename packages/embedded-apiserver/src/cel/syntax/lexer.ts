import { SyntaxIssue } from '../errors';

export type TokenKind =
  | 'identifier'
  | 'int'
  | 'uint'
  | 'double'
  | 'string'
  | 'bytes'
  | 'punctuation'
  | 'end';

/** The smallest part of an expression. */
export interface Token {
  kind: TokenKind;
  text: string;
  position: number;
}

const SPACE = /(?:[\t\n\f\r ]+|\/\/[^\n]*)+/y;
const NUMBER =
  /(?:0[xX][0-9a-fA-F]+[uU]?|[0-9]+\.[0-9]+(?:[eE][+-]?[0-9]+)?|[0-9]+[eE][+-]?[0-9]+|\.[0-9]+(?:[eE][+-]?[0-9]+)?|[0-9]+[uU]?)/y;
const STRING =
  /(?:[bB][rR]?|[rR][bB]?)?(?:"""[^]*?"""|'''[^]*?'''|"[^"\\\n\r]*(?:\\.[^"\\\n\r]*)*"|'[^'\\\n\r]*(?:\\.[^'\\\n\r]*)*')/y;
const RAW =
  /(?:[bB]?[rR]|[rR][bB])(?:"""[^]*?"""|'''[^]*?'''|"[^"\n\r]*"|'[^'\n\r]*')/y;
const TRIPLE = /[bB]?(?:"""(?:[^\\]|\\[^])*?"""|'''(?:[^\\]|\\[^])*?''')/y;
const IDENTIFIER = /[_a-zA-Z][_a-zA-Z0-9]*/y;
const PUNCTUATION = /==|!=|<=|>=|&&|\|\||\.\?|\[\?|[-+*/%<>!?:.,()[\]{}]/y;

function match(pattern: RegExp, source: string, at: number) {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0];
}

function numberKind(text: string): TokenKind {
  if (/[uU]$/.test(text)) {
    return 'uint';
  }
  return !/^0[xX]/.test(text) && /[.eE]/.test(text) ? 'double' : 'int';
}

function nextToken(source: string, position: number): Token {
  const string =
    match(RAW, source, position) ??
    match(TRIPLE, source, position) ??
    match(STRING, source, position);
  if (string) {
    const prefix = /^[a-zA-Z]*/.exec(string)?.[0].toLowerCase() ?? '';
    const kind = prefix.includes('b') ? 'bytes' : 'string';
    return { kind, text: string, position };
  }
  const identifier = match(IDENTIFIER, source, position);
  if (identifier) {
    return { kind: 'identifier', text: identifier, position };
  }
  const number = match(NUMBER, source, position);
  if (number) {
    return { kind: numberKind(number), text: number, position };
  }
  const punctuation = match(PUNCTUATION, source, position);
  if (punctuation) {
    return { kind: 'punctuation', text: punctuation, position };
  }
  const character = String.fromCodePoint(source.codePointAt(position) ?? 0);
  throw new SyntaxIssue(
    position,
    `Syntax error: token recognition error at: '${character}'`,
  );
}

/**
 * Takes an expression apart.
 *
 * @throws SyntaxIssue
 */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  for (;;) {
    position += match(SPACE, source, position)?.length ?? 0;
    if (position >= source.length) {
      tokens.push({ kind: 'end', text: '<EOF>', position: source.length });
      return tokens;
    }
    const token = nextToken(source, position);
    tokens.push(token);
    position += token.text.length;
  }
}
