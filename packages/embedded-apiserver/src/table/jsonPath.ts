import { isObject } from '../types';

type Step = (values: unknown[]) => unknown[];

const compiled = new Map<string, Step[]>();
const TOKEN =
  /\.\.|\.([A-Za-z0-9_\-/$]+(?:\\\.[A-Za-z0-9_\-/]+)*)|\[\?\(\s*@\.([^\s=!<>)]+)\s*(==|!=)\s*(?:"([^"]*)"|'([^']*)'|([^)\s]+))\s*\)\]|\['([^']*)'\]|\["([^"]*)"\]|\[(-?\d+)\]|\[\*\]|\.\*/y;

function key(name: string): Step {
  return values =>
    values
      .map(value =>
        isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined,
      )
      .filter(value => value !== undefined);
}

function at(index: number): Step {
  return values =>
    values
      .map(value => (Array.isArray(value) ? value.at(index) : undefined))
      .filter(value => value !== undefined);
}

const all: Step = values =>
  values.flatMap(value => {
    if (Array.isArray(value)) {
      return value;
    }
    return isObject(value) ? Object.values(value) : [];
  });

function filter(path: string, operator: string, wanted: string): Step {
  const steps = compile(`.${path}`);
  return values =>
    values
      .flatMap(value => (Array.isArray(value) ? value : []))
      .filter(item => {
        const [found] = run(steps, item);
        return (String(found ?? '') === wanted) === (operator === '==');
      });
}

/** Reads the JSONPath of a printer column. */
function compile(path: string): Step[] {
  const known = compiled.get(path);
  if (known) {
    return known;
  }
  const text = path.replace(/^\{|\}$/g, '').replace(/^\$/, '');
  const steps: Step[] = [];
  // A filter reads a path of its own, so the expression cannot be shared.
  const token = new RegExp(TOKEN);
  while (token.lastIndex < text.length) {
    const match = token.exec(text);
    if (!match) {
      // A path that is not understood selects nothing.
      steps.push(() => []);
      break;
    }
    const [whole, name, filterPath, operator, v1, v2, v3, q1, q2, index] =
      match;
    if (name !== undefined) {
      steps.push(key(name.replaceAll('\\.', '.')));
    } else if (filterPath !== undefined) {
      steps.push(filter(filterPath, operator, v1 ?? v2 ?? v3));
    } else if (q1 !== undefined || q2 !== undefined) {
      steps.push(key((q1 ?? q2).replaceAll('\\.', '.')));
    } else if (index !== undefined) {
      steps.push(at(Number(index)));
    } else if (whole === '..') {
      steps.push(() => []);
    } else {
      steps.push(all);
    }
  }
  compiled.set(path, steps);
  return steps;
}

function run(steps: Step[], value: unknown): unknown[] {
  return steps.reduce<unknown[]>((values, step) => step(values), [value]);
}

/** The values a simple JSONPath, as printer columns use it, selects. */
export function selectJsonPath(path: string, value: unknown): unknown[] {
  return run(compile(path), value);
}
