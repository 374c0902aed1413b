import { isDeepStrictEqual } from 'node:util';
import { FieldFacts, KindFacts } from './facts';

function told(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

function differing<T extends object>(
  where: string,
  ours: T,
  real: T,
  except: (keyof T)[],
): string[] {
  const keys = new Set([...Object.keys(ours), ...Object.keys(real)]);
  return [...keys]
    .map(key => key as keyof T)
    .filter(key => !except.includes(key))
    .filter(key => !isDeepStrictEqual(ours[key], real[key]))
    .map(
      key =>
        `${where}${String(key)} is ${told(ours[key])}, really ${told(
          real[key],
        )}`,
    );
}

function isRule(key: string): boolean {
  return key === 'rules' || key === 'immutable';
}

/** Where ours differs from the real one on purpose; every entry must be true. */
export interface Liberty {
  /** Why. */
  because: string;
  /** Objects whose further fields are kept unseen, while the real ones are held to a schema. */
  open: string[];
  /** Fields with rules that the real platform has in its webhooks instead. */
  rules?: string[];
}

/** The path of the object, list or map that a field is in; empty at the top. */
export function parentOf(path: string): string {
  return path.replace(/(\[\]|\{\}|\.?[^.[\]{}]+)$/, '');
}

/**
 * Says where the definition of ours differs from the real one: fields that do not exist there, and whatever an API
 * server would do otherwise. An open object of ours that is none really counts as a difference, unless it is a liberty;
 * so does a liberty that is none.
 *
 * @param isWhole - whether `real` has all fields, so that those that ours lacks are seen
 */
export function compareKind(
  ours: KindFacts,
  real: KindFacts,
  liberty: Liberty | undefined,
  isWhole: boolean,
): string[] {
  const open = new Set(liberty?.open);
  const ruled = new Set(liberty?.rules);
  const fields = Object.entries(ours.fields).flatMap(([path, facts]) => {
    const really: FieldFacts | undefined = real.fields[path];
    if (!really) {
      return [`${path} does not exist really`];
    }
    const isTaken = open.delete(path);
    const hasRule = ruled.delete(path);
    const except = Object.keys(facts).filter(
      key => (isTaken && key === 'open') || (hasRule && isRule(key)),
    ) as (keyof FieldFacts)[];
    return [
      ...(isTaken && (!facts.open || really.open)
        ? [`${path} is not opened, though it is said to be`]
        : []),
      ...(hasRule && !facts.rules
        ? [`${path} has no rule, though it is said to`]
        : []),
      ...differing(`${path}: `, facts, really, except),
    ];
  });
  const lacking = isWhole
    ? Object.keys(real.fields).filter(path => {
        const parent = ours.fields[parentOf(path)];
        return (
          !ours.fields[path] &&
          (parentOf(path) === '' || (parent && !parent.open))
        );
      })
    : [];
  return [
    ...differing('', ours, real, ['fields']),
    ...fields,
    ...lacking.map(path => `${path} is lacking`),
    ...[...open, ...ruled].map(path => `${path} is a liberty, but not there`),
  ];
}
