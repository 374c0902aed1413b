import { CelError } from '../errors';
import { celTypes, opaque } from '../types/celType';
import { OpaqueValue } from '../values/value';
import { Define } from './overload';

const { bool, double, int, string } = celTypes;

/** The type of quantities. */
export const quantityType = opaque('kubernetes.Quantity');

const DECIMAL: Record<string, number> = {
  n: -9,
  u: -6,
  m: -3,
  '': 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};
const BINARY: Record<string, bigint> = {
  Ki: 1n << 10n,
  Mi: 1n << 20n,
  Gi: 1n << 30n,
  Ti: 1n << 40n,
  Pi: 1n << 50n,
  Ei: 1n << 60n,
};
const NANO = 1_000_000_000n;

/** An amount, in billionths: finer ones are rounded up, as Kubernetes does. */
class QuantityValue extends OpaqueValue {
  readonly type = quantityType;

  constructor(readonly nano: bigint, readonly isWritten: boolean = false) {
    super();
  }

  equals(other: OpaqueValue): boolean {
    return (other as QuantityValue).nano === this.nano;
  }

  get integer(): bigint | undefined {
    const whole = this.nano / NANO;
    const fits = this.nano % NANO === 0n && BigInt.asIntN(64, whole) === whole;
    return fits && !this.isWritten ? whole : undefined;
  }
}

function roundUp(numerator: bigint, divisor: bigint): bigint {
  const quotient = numerator / divisor;
  if (numerator % divisor === 0n) {
    return quotient;
  }
  return numerator < 0n ? quotient - 1n : quotient + 1n;
}

function parse(text: string): QuantityValue | undefined {
  const found =
    /^([+-]?)(\d+\.?\d*|\.\d+)(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?\d+)?$/.exec(
      text,
    );
  if (!found) {
    return undefined;
  }
  const [, sign, digits, suffix = ''] = found;
  const [whole, part = ''] = digits.split('.');
  let numerator = BigInt(whole + part) * NANO * (sign === '-' ? -1n : 1n);
  let divisor = 10n ** BigInt(part.length);
  const power = /^[eE][+-]?\d/.test(suffix)
    ? Number(suffix.slice(1))
    : DECIMAL[suffix];
  if (power === undefined) {
    numerator *= BINARY[suffix];
  } else if (power < 0) {
    divisor *= 10n ** BigInt(-power);
  } else {
    numerator *= 10n ** BigInt(Math.min(power, 100));
  }
  // Kubernetes does not reduce what is written with a smaller unit.
  const isFraction = (power ?? 0) < part.length;
  return new QuantityValue(roundUp(numerator, divisor), isFraction);
}

function quantityOf(text: string): QuantityValue {
  const value = parse(text);
  if (!value) {
    throw new CelError(
      /^[+-]?[0-9.]+[eEinumkKMGTP]*[-+]?[0-9]*$/.test(text)
        ? "unable to parse quantity's suffix"
        : "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
    );
  }
  return value;
}

function order(a: QuantityValue, b: QuantityValue): bigint {
  if (a.nano === b.nano) {
    return 0n;
  }
  return a.nano < b.nano ? -1n : 1n;
}

/** Functions of quantities such as `500Mi`. */
export function quantities({ call, method }: Define): void {
  const Q = quantityType;
  call('quantity', [string], Q, quantityOf);
  call('isQuantity', [string], bool, (text: string) => !!parse(text));
  call('sign', [Q], int, (q: QuantityValue) => order(q, new QuantityValue(0n)));
  method('sign', [Q], int, (q: QuantityValue) =>
    order(q, new QuantityValue(0n)),
  );
  type Two = (a: QuantityValue, b: QuantityValue) => boolean;
  const isGreater: Two = (a, b) => a.nano > b.nano;
  const isLess: Two = (a, b) => a.nano < b.nano;
  method('isGreaterThan', [Q, Q], bool, isGreater);
  method('isLessThan', [Q, Q], bool, isLess);
  method('compareTo', [Q, Q], int, order);
  method(
    'asApproximateFloat',
    [Q],
    double,
    (q: QuantityValue) => Number(q.nano) / 1e9,
  );
  method('asInteger', [Q], int, ({ integer }: QuantityValue) => {
    if (integer === undefined) {
      throw new CelError('cannot convert value to integer');
    }
    return integer;
  });
  method(
    'isInteger',
    [Q],
    bool,
    ({ integer }: QuantityValue) => integer !== undefined,
  );
  for (const [name, sign] of [
    ['add', 1n],
    ['sub', -1n],
  ] as const) {
    method(
      name,
      [Q, Q],
      Q,
      (a: QuantityValue, b: QuantityValue) =>
        new QuantityValue(a.nano + sign * b.nano, a.isWritten || b.isWritten),
    );
    method(
      name,
      [Q, int],
      Q,
      (a: QuantityValue, b: bigint) =>
        new QuantityValue(a.nano + sign * b * NANO, a.isWritten),
    );
  }
}
