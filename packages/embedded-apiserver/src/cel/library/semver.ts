import { CelError } from '../errors';
import { goQuote } from '../../util/goQuote';
import { celTypes, opaque } from '../types/celType';
import { OpaqueValue } from '../values/value';
import { Define } from './overload';

const { bool, int, string } = celTypes;

/** The type of semantic versions. */
export const semverType = opaque('kubernetes.Semver');

const PATTERN =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?$/;

class SemverValue extends OpaqueValue {
  readonly type = semverType;

  constructor(readonly numbers: bigint[], readonly prerelease: string[]) {
    super();
  }

  equals(other: OpaqueValue): boolean {
    return order(this, other as SemverValue) === 0n;
  }
}

function orderIdentifiers(a: string, b: string): number {
  const areNumbers = [a, b].map(part => /^\d+$/.test(part));
  if (areNumbers[0] && areNumbers[1]) {
    return Number(BigInt(a) - BigInt(b));
  }
  if (areNumbers[0] !== areNumbers[1]) {
    return areNumbers[0] ? -1 : 1;
  }
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function orderPrereleases(a: string[], b: string[]): number {
  if (a.length === 0 || b.length === 0) {
    return Number(a.length === 0) - Number(b.length === 0);
  }
  for (let i = 0; i < Math.min(a.length, b.length); i += 1) {
    const result = orderIdentifiers(a[i], b[i]);
    if (result !== 0) {
      return result;
    }
  }
  return a.length - b.length;
}

function order(a: SemverValue, b: SemverValue): bigint {
  const index = a.numbers.findIndex((number, i) => number !== b.numbers[i]);
  if (index >= 0) {
    return a.numbers[index] < b.numbers[index] ? -1n : 1n;
  }
  return BigInt(Math.sign(orderPrereleases(a.prerelease, b.prerelease)));
}

/** Adds missing parts, and takes away a `v` and zeros in front. */
function normalize(text: string): string {
  const [, core, rest] = /^v?([^-+]*)([^]*)$/.exec(text) ?? ['', '', ''];
  const parts = core.split('.').map(part => part.replace(/^0+(?=\d)/, ''));
  while (parts.length < 3) {
    parts.push('0');
  }
  return parts.join('.') + rest;
}

function problem(text: string): string {
  if (text === '') {
    return 'Version string empty';
  }
  const [core] = text.split(/[-+]/);
  const parts = core.split('.');
  if (parts.length !== 3) {
    return 'No Major.Minor.Patch elements found';
  }
  const bad = parts.find(part => !/^\d+$/.test(part));
  if (bad !== undefined) {
    return bad === ''
      ? 'strconv.ParseUint: parsing "": invalid syntax'
      : `Invalid character(s) found in ${
          ['major', 'minor', 'patch'][parts.indexOf(bad)]
        } number ${goQuote(bad)}`;
  }
  const zero = parts.findIndex(part => /^0\d/.test(part));
  return zero < 0
    ? 'Prerelease is empty'
    : `${
        ['Major', 'Minor', 'Patch'][zero]
      } number must not contain leading zeroes ${goQuote(parts[zero])}`;
}

function parse(text: string, isNormalized = false): SemverValue | undefined {
  const found = PATTERN.exec(isNormalized ? normalize(text) : text);
  const prerelease = found?.[4]?.split('.') ?? [];
  return found && !prerelease.some(part => /^0\d+$/.test(part))
    ? new SemverValue(found.slice(1, 4).map(BigInt), prerelease)
    : undefined;
}

function semverOf(text: string, isNormalized = false): SemverValue {
  const value = parse(text, isNormalized);
  if (!value) {
    throw new CelError(problem(isNormalized ? normalize(text) : text));
  }
  return value;
}

/** Functions of semantic versions. */
export function semvers({ call, method }: Define): void {
  const V = semverType;
  call('semver', [string], V, (text: string) => semverOf(text));
  call('semver', [string, bool], V, semverOf);
  call('isSemver', [string], bool, (text: string) => !!parse(text));
  call(
    'isSemver',
    [string, bool],
    bool,
    (text: string, isNormalized: boolean) => !!parse(text, isNormalized),
  );
  method(
    'isGreaterThan',
    [V, V],
    bool,
    (a: SemverValue, b: SemverValue) => order(a, b) > 0n,
  );
  method(
    'isLessThan',
    [V, V],
    bool,
    (a: SemverValue, b: SemverValue) => order(a, b) < 0n,
  );
  method('compareTo', [V, V], int, order);
  ['major', 'minor', 'patch'].forEach((name, i) =>
    method(name, [V], int, (value: SemverValue) => value.numbers[i]),
  );
}
