import { CallExpr } from '../syntax/ast';
import { goRegExp } from '../../util/goRegExp';
import { parseDuration, parseTimestamp } from '../values/time';
import { IssueList } from './issues';

function isRegExp(text: string): boolean {
  try {
    goRegExp(text);
    return true;
  } catch {
    return false;
  }
}

const CHECKS: Record<string, (text: string) => boolean> = {
  duration: text => parseDuration(text) !== undefined,
  timestamp: text => parseTimestamp(text) !== undefined,
  matches: isRegExp,
};

/** Finds arguments that are written out and can never be valid. */
export function checkLiterals(
  { name, args }: CallExpr,
  problems: IssueList,
): void {
  const last = args[args.length - 1];
  if (
    Object.hasOwn(CHECKS, name) &&
    last?.kind === 'constant' &&
    typeof last.value === 'string' &&
    !CHECKS[name](last.value)
  ) {
    problems.add(last.position, `invalid ${name} argument`);
  }
}
