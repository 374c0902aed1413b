import { badRequest, StatusError } from '../errors/statusError';
import {
  validateLabelValue,
  validateQualifiedName,
} from '../registry/nameValidation';
import { goQuote } from '../util/goQuote';

type Labels = Record<string, string> | undefined;

/** Whether labels are selected. */
export type LabelMatcher = (labels: Labels) => boolean;

const NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const PREFIX =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const TOKEN = /\s*(==|=|!=|!|>|<|\(|\)|,|[^\s=!<>(),]+)\s*/y;

function unable(why: string): StatusError {
  return badRequest(`unable to parse requirement: ${why}`);
}

function tokenize(selector: string): string[] {
  const tokens: string[] = [];
  if (selector.trim() === '') {
    return tokens;
  }
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < selector.length) {
    const match = TOKEN.exec(selector);
    if (!match) {
      throw unable('unexpected character');
    }
    tokens.push(match[1]);
  }
  return tokens;
}

/** Whether a text may be the key of a label. */
export function isLabelKey(key: string): boolean {
  const parts = key.split('/');
  const name = parts[parts.length - 1];
  return (
    parts.length <= 2 &&
    name.length <= 63 &&
    NAME.test(name) &&
    (parts.length === 1 || (parts[0].length <= 253 && PREFIX.test(parts[0])))
  );
}

/** Whether a text may be the value of a label. */
export function isLabelValue(value: string): boolean {
  return value === '' || (value.length <= 63 && NAME.test(value));
}

const SYMBOLS = new Set(['==', '=', '!=', '!', '>', '<', '(', ')', ',', '']);

/** Reads requirements token by token; the end is an empty token. */
class Parser {
  private at = 0;

  constructor(private readonly tokens: string[]) {}

  parse(): LabelMatcher[] {
    const matchers: LabelMatcher[] = [];
    if (this.peek() === '') {
      return matchers;
    }
    for (;;) {
      const first = this.peek();
      if (SYMBOLS.has(first) && first !== '!') {
        throw badRequest(
          `found '${first}', expected: !, identifier, or 'end of string'`,
        );
      }
      matchers.push(this.requirement());
      const end = this.take();
      if (end === '') {
        return matchers;
      }
      if (end !== ',') {
        throw badRequest(`found '${end}', expected: ',' or 'end of string'`);
      }
      const next = this.peek();
      if (SYMBOLS.has(next) && next !== '!') {
        throw badRequest(`found '${next}', expected: identifier after ','`);
      }
    }
  }

  private peek(): string {
    return this.tokens[this.at] ?? '';
  }

  private take(): string {
    const token = this.peek();
    this.at++;
    return token;
  }

  private key(): string {
    const key = this.take();
    if (SYMBOLS.has(key)) {
      throw unable(`found '${key}', expected: identifier`);
    }
    if (!isLabelKey(key)) {
      const [problem] = validateQualifiedName(key);
      throw unable(`<nil>: Invalid value: ${goQuote(key)}: ${problem}`);
    }
    return key;
  }

  private value(): string {
    const token = this.peek();
    if (token === '' || token === ',') {
      return '';
    }
    if (SYMBOLS.has(token)) {
      throw unable(`found '${token}', expected: identifier`);
    }
    return this.take();
  }

  private values(): string[] {
    const open = this.take();
    if (open !== '(') {
      throw unable(`found '${open}' expected: '('`);
    }
    const first = this.peek();
    if (SYMBOLS.has(first) && first !== ',' && first !== ')') {
      throw unable(`found '${first}', expected: ',', ')' or identifier`);
    }
    const values = [this.item()];
    while (this.peek() === ',') {
      this.take();
      values.push(this.item());
    }
    const close = this.take();
    if (close !== ')') {
      throw unable(`found '${close}', expected: ',' or ')'`);
    }
    return values;
  }

  private item(): string {
    const token = this.peek();
    return SYMBOLS.has(token) ? '' : this.take();
  }

  private requirement(): LabelMatcher {
    if (this.peek() === '!') {
      this.take();
      const absent = this.key();
      return labels => !Object.hasOwn(labels ?? {}, absent);
    }
    const key = this.key();
    if (this.peek() === '' || this.peek() === ',') {
      return labels => Object.hasOwn(labels ?? {}, key);
    }
    return this.comparison(key, this.take());
  }

  private comparison(key: string, operator: string): LabelMatcher {
    switch (operator) {
      case '=':
      case '==': {
        const [value] = checkValues(key, [this.value()]);
        return labels => labels?.[key] === value;
      }
      case '!=': {
        const [value] = checkValues(key, [this.value()]);
        return labels => labels?.[key] !== value;
      }
      case 'in': {
        const values = new Set(checkValues(key, this.values()));
        return labels => values.has(labels?.[key] as string);
      }
      case 'notin': {
        const values = new Set(checkValues(key, this.values()));
        return labels => !values.has(labels?.[key] as string);
      }
      case '>':
      case '<':
        return this.bound(key, operator);
      default:
        throw unable(
          `found '${operator}', expected: in, notin, =, ==, !=, gt, lt`,
        );
    }
  }

  private bound(key: string, operator: '<' | '>'): LabelMatcher {
    const text = this.value();
    if (!/^[-+]?\d+$/.test(text)) {
      throw unable(
        `values[0]: Invalid value: ${goQuote(
          text,
        )}: for 'Gt', 'Lt' operators, the value must be an integer`,
      );
    }
    const bound = Number(text);
    return labels => {
      const value = Number(labels?.[key] ?? NaN);
      return operator === '>' ? value > bound : value < bound;
    };
  }
}

function checkValues(key: string, values: string[]): string[] {
  values.forEach((value, i) => {
    const [problem] = validateLabelValue(value);
    if (problem) {
      throw unable(
        `values[${i}][${key}]: Invalid value: ${goQuote(value)}: ${problem}`,
      );
    }
  });
  return values;
}

/**
 * Reads a label selector as it stands in a query.
 *
 * @throws {@link StatusError} 400
 */
export function parseLabelSelector(selector: string): LabelMatcher {
  const matchers = new Parser(tokenize(selector)).parse();
  return labels => matchers.every(matches => matches(labels));
}

/** A `LabelSelector` object, as specs carry it. */
export interface LabelSelector {
  matchLabels?: Record<string, string>;
  matchExpressions?: { key: string; operator: string; values?: string[] }[];
}

/** Whether a `LabelSelector` object selects labels. */
export function matchesSelector(
  selector: LabelSelector,
  labels: Labels,
): boolean {
  const own = labels ?? {};
  return (
    Object.entries(selector.matchLabels ?? {}).every(
      ([key, value]) => own[key] === value,
    ) &&
    (selector.matchExpressions ?? []).every(({ key, operator, values }) => {
      switch (operator) {
        case 'In':
          return values?.includes(own[key]) ?? false;
        case 'NotIn':
          return !values?.includes(own[key]);
        case 'Exists':
          return Object.hasOwn(own, key);
        default:
          return !Object.hasOwn(own, key);
      }
    })
  );
}
