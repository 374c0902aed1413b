import { CelIssues, SyntaxIssue } from '../errors';
import { celTypes } from '../types/celType';
import { CallExpr, Expr, ListExpr, MapExpr } from './ast';
import { Token, tokenize } from './lexer';
import { bytesValue, numberValue, stringValue } from './literals';
import { expandMacro } from './macros';

const RESERVED = new Set([
  'as',
  'break',
  'const',
  'continue',
  'else',
  'for',
  'function',
  'if',
  'import',
  'in',
  'let',
  'loop',
  'package',
  'namespace',
  'return',
  'var',
  'void',
  'while',
]);

/** Operators with two operands, the weakest first. */
const LEVELS = [
  ['||'],
  ['&&'],
  ['<', '<=', '>=', '>', '==', '!=', 'in'],
  ['+', '-'],
  ['*', '/', '%'],
];

const MAX_DEPTH = 250;

class Parser {
  private readonly tokens: Token[];
  private index = 0;
  private depth = 0;

  constructor(source: string) {
    this.tokens = tokenize(source);
  }

  parse(): Expr {
    const expr = this.ternary();
    const { kind, text, position } = this.current;
    if (kind !== 'end') {
      throw new SyntaxIssue(
        position,
        `Syntax error: extraneous input '${text}' expecting <EOF>`,
      );
    }
    return expr;
  }

  private get current(): Token {
    return this.tokens[this.index];
  }

  private is(text: string): boolean {
    const { kind } = this.current;
    return (
      this.current.text === text &&
      (kind === 'punctuation' || kind === 'identifier')
    );
  }

  private take(): Token {
    const token = this.current;
    this.index += 1;
    return token;
  }

  private accept(text: string): Token | undefined {
    return this.is(text) ? this.take() : undefined;
  }

  private expect(text: string): Token {
    if (!this.is(text)) {
      const { text: found, position } = this.current;
      throw found === '<EOF>'
        ? this.unexpected(`'${text}'`)
        : new SyntaxIssue(
            position,
            `Syntax error: missing '${text}' at '${found}'`,
          );
    }
    return this.take();
  }

  private unexpected(wanted: string): SyntaxIssue {
    const { text, position } = this.current;
    return new SyntaxIssue(
      position,
      `Syntax error: mismatched input '${text}' expecting ${wanted}`,
    );
  }

  private ternary(): Expr {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) {
      throw new SyntaxIssue(
        this.current.position,
        `Syntax error: expression recursion limit exceeded: ${MAX_DEPTH}`,
      );
    }
    const condition = this.binary(0);
    const question = this.accept('?');
    let result = condition;
    if (question) {
      const yes = this.binary(0);
      this.expect(':');
      const no = this.ternary();
      result = call('_?_:_', [condition, yes, no], question.position);
    }
    this.depth -= 1;
    return result;
  }

  private binary(level: number): Expr {
    if (level === LEVELS.length) {
      return this.unary();
    }
    let left = this.binary(level + 1);
    for (;;) {
      const operator = LEVELS[level].find(text => this.is(text));
      if (!operator) {
        return left;
      }
      const { position } = this.take();
      const right = this.binary(level + 1);
      const name = operator === 'in' ? '@in' : `_${operator}_`;
      left = call(name, [left, right], position);
    }
  }

  private unary(): Expr {
    for (const [operator, name] of [
      ['!', '!_'],
      ['-', '-_'],
    ]) {
      const first = this.accept(operator);
      if (first) {
        if (operator === '-' && /int|double/.test(this.current.kind)) {
          return this.members(this.number('-', first.position));
        }
        let count = 1;
        while (this.accept(operator)) {
          count += 1;
        }
        const operand = this.members(this.primary());
        return count % 2 ? call(name, [operand], first.position) : operand;
      }
    }
    return this.members(this.primary());
  }

  private members(start: Expr): Expr {
    let expr = start;
    for (;;) {
      const dot = this.accept('.');
      const optionalDot = dot ? undefined : this.accept('.?');
      if (dot) {
        expr = this.field(expr, dot);
      } else if (optionalDot) {
        expr = {
          kind: 'select',
          operand: expr,
          field: this.identifier(),
          isOptional: true,
          isTest: false,
          position: optionalDot.position,
        };
      } else if (this.is('[') || this.is('[?')) {
        const open = this.take();
        const key = this.ternary();
        this.expect(']');
        const name = open.text === '[' ? '_[_]' : '_[?_]';
        expr = call(name, [expr, key], open.position);
      } else {
        return expr;
      }
    }
  }

  private identifier(): string {
    const { kind, text } = this.current;
    if (kind !== 'identifier' || text === 'in') {
      throw this.unexpected('IDENTIFIER');
    }
    this.take();
    return text;
  }

  private field(operand: Expr, dot: Token): Expr {
    const name = this.identifier();
    const open = this.accept('(');
    if (!open) {
      return {
        kind: 'select',
        operand,
        field: name,
        isOptional: false,
        isTest: false,
        position: dot.position,
      };
    }
    const args = this.list(')');
    return this.invoke(name, operand, args, open.position);
  }

  private invoke(
    name: string,
    target: Expr | undefined,
    args: Expr[],
    position: number,
  ): Expr {
    const node: CallExpr = { kind: 'call', name, target, args, position };
    return expandMacro(node) ?? node;
  }

  private list(close: string): Expr[] {
    const items: Expr[] = [];
    while (!this.is(close)) {
      items.push(this.ternary());
      if (!this.accept(',')) {
        break;
      }
    }
    this.expect(close);
    return items;
  }

  private primary(): Expr {
    const { kind, text, position } = this.current;
    if (kind === 'int' || kind === 'uint' || kind === 'double') {
      return this.number('', position);
    }
    if (kind === 'string') {
      const value = stringValue(this.take());
      return { kind: 'constant', value, type: celTypes.string, position };
    }
    if (kind === 'bytes') {
      const value = bytesValue(this.take());
      return { kind: 'constant', value, type: celTypes.bytes, position };
    }
    if (kind === 'identifier') {
      return this.name();
    }
    if (this.accept('(')) {
      const inner = this.ternary();
      this.expect(')');
      return inner;
    }
    if (this.accept('.')) {
      return this.name();
    }
    if (text === '[' || text === '[?') {
      return this.listLiteral();
    }
    if (this.accept('{')) {
      return this.mapLiteral(position);
    }
    throw this.unexpected(
      "{'[', '{', '(', '.', '-', '!', 'true', 'false', 'null', NUM_FLOAT, NUM_INT, NUM_UINT, STRING, BYTES, IDENTIFIER}",
    );
  }

  private name(): Expr {
    const { text, position } = this.current;
    const literal = { true: true, false: false, null: null }[text];
    if (literal !== undefined) {
      this.take();
      const type = literal === null ? celTypes.null : celTypes.bool;
      return { kind: 'constant', value: literal, type, position };
    }
    if (RESERVED.has(text)) {
      throw new SyntaxIssue(position, `reserved identifier: ${text}`);
    }
    const name = this.identifier();
    const open = this.accept('(');
    return open
      ? this.invoke(name, undefined, this.list(')'), open.position)
      : { kind: 'identifier', name, position };
  }

  private number(sign: '' | '-', position: number): Expr {
    const token = this.take();
    const type = {
      int: celTypes.int,
      uint: celTypes.uint,
      double: celTypes.double,
    }[token.kind as 'int' | 'uint' | 'double'];
    return {
      kind: 'constant',
      value: numberValue(token, sign),
      type,
      position,
    };
  }

  private listLiteral(): ListExpr {
    const open = this.take();
    const items: ListExpr['items'] = [];
    let isOptional = open.text === '[?';
    while (!this.is(']')) {
      isOptional ||= !!this.accept('?');
      items.push({ value: this.ternary(), isOptional });
      isOptional = false;
      if (!this.accept(',')) {
        break;
      }
    }
    this.expect(']');
    return { kind: 'list', items, position: open.position };
  }

  private mapLiteral(position: number): MapExpr {
    const entries: MapExpr['entries'] = [];
    while (!this.is('}')) {
      const isOptional = !!this.accept('?');
      const key = this.ternary();
      const colon = this.expect(':');
      const value = this.ternary();
      entries.push({ key, value, isOptional, position: colon.position });
      if (!this.accept(',')) {
        break;
      }
    }
    this.expect('}');
    return { kind: 'map', entries, position };
  }
}

function call(name: string, args: Expr[], position: number): CallExpr {
  return { kind: 'call', name, args, position };
}

/**
 * Parses an expression and expands its macros.
 *
 * @throws CelIssues
 */
export function parse(source: string): Expr {
  try {
    return new Parser(source).parse();
  } catch (error) {
    if (error instanceof SyntaxIssue) {
      const { position, message } = error;
      throw new CelIssues(source, [{ position, message }]);
    }
    throw error;
  }
}
