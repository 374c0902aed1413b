import { goQuote } from './goQuote';

const UNITS = new Set(['ns', 'us', 'µs', 'μs', 'ms', 's', 'm', 'h']);

/** What is wrong with a duration such as `1h30m`, in the words of Go. */
export function durationProblem(text: string): string | undefined {
  let rest = text.replace(/^[-+]/, '');
  if (rest === '0') {
    return undefined;
  }
  do {
    const amount = /^(\d+\.?\d*|\.\d+)/.exec(rest)?.[0];
    if (!amount) {
      return `time: invalid duration ${goQuote(text)}`;
    }
    rest = rest.slice(amount.length);
    const unit = /^[^\d.]+/.exec(rest)?.[0];
    if (!unit) {
      return `time: missing unit in duration ${goQuote(text)}`;
    }
    if (!UNITS.has(unit)) {
      return `time: unknown unit ${goQuote(unit)} in duration ${goQuote(text)}`;
    }
    rest = rest.slice(unit.length);
  } while (rest);
  return undefined;
}
