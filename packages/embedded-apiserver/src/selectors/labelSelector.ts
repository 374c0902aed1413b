import { badRequest, StatusError } from '../errors/statusError';
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

class Parser {
  private at = 0;

  constructor(private readonly tokens: string[]) {}

  parse(): LabelMatcher[] {
    const matchers: LabelMatcher[] = [];
    while (this.at < this.tokens.length) {
      matchers.push(this.requirement());
      const next = this.tokens[this.at];
      if (next === ',') {
        this.at++;
        if (this.at === this.tokens.length) {
          throw unable("found '', expected: identifier after ','");
        }
      } else if (next !== undefined) {
        throw badRequest(`found '${next}', expected: ',' or 'end of string'`);
      }
    }
    return matchers;
  }

  private key(): string {
    const key = this.tokens[this.at++];
    if (key === undefined || !isLabelKey(key)) {
      throw unable(
        `<nil>: Invalid value: ${goQuote(
          key ?? '',
        )}: name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')`,
      );
    }
    return key;
  }

  private value(): string {
    const token = this.tokens[this.at];
    if (token === undefined || token === ',' || token === ')') {
      return '';
    }
    this.at++;
    if (!isLabelValue(token)) {
      throw unable(
        `values[0][${token}]: Invalid value: ${goQuote(
          token,
        )}: a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character`,
      );
    }
    return token;
  }

  private values(): string[] {
    if (this.tokens[this.at++] !== '(') {
      throw unable(`found '${this.tokens[this.at - 1] ?? ''}' expected: '('`);
    }
    const values = [this.value()];
    while (this.tokens[this.at] === ',') {
      this.at++;
      values.push(this.value());
    }
    if (this.tokens[this.at++] !== ')') {
      throw unable(
        `found '${this.tokens[this.at - 1] ?? ''}', expected: ',' or ')'`,
      );
    }
    return values;
  }

  private requirement(): LabelMatcher {
    if (this.tokens[this.at] === '!') {
      this.at++;
      const absent = this.key();
      return labels => !Object.hasOwn(labels ?? {}, absent);
    }
    const key = this.key();
    const operator = this.tokens[this.at];
    if (operator === undefined || operator === ',') {
      return labels => Object.hasOwn(labels ?? {}, key);
    }
    this.at++;
    return this.comparison(key, operator);
  }

  private comparison(key: string, operator: string): LabelMatcher {
    switch (operator) {
      case '=':
      case '==': {
        const value = this.value();
        return labels => labels?.[key] === value;
      }
      case '!=': {
        const value = this.value();
        return labels => labels?.[key] !== value;
      }
      case 'in': {
        const values = new Set(this.values());
        return labels => values.has(labels?.[key] as string);
      }
      case 'notin': {
        const values = new Set(this.values());
        return labels => !values.has(labels?.[key] as string);
      }
      case '>':
      case '<': {
        const bound = Number(this.value());
        return labels => {
          const value = Number(labels?.[key] ?? NaN);
          return operator === '>' ? value > bound : value < bound;
        };
      }
      default:
        throw unable(
          `found '${operator}', expected: in, notin, =, ==, !=, gt, lt`,
        );
    }
  }
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
