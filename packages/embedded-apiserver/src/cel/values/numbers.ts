import { CelError } from '../errors';

/** An unsigned integer of 64 bits; a signed one is a `bigint`. */
export class Uint {
  constructor(readonly value: bigint) {}
}

/** @throws CelError when the number has more than 64 bits */
export function int(value: bigint): bigint {
  if (BigInt.asIntN(64, value) !== value) {
    throw new CelError('integer overflow');
  }
  return value;
}

/** @throws CelError when the number is negative or has more than 64 bits */
export function uint(value: bigint): Uint {
  if (BigInt.asUintN(64, value) !== value) {
    throw new CelError('unsigned integer overflow');
  }
  return new Uint(value);
}

/** A number as Go's `%g` prints it. */
export function formatDouble(value: number): string {
  if (!Number.isFinite(value)) {
    if (Number.isNaN(value)) {
      return 'NaN';
    }
    return value > 0 ? '+Inf' : '-Inf';
  }
  if (Object.is(value, -0)) {
    return '-0';
  }
  const [mantissa, exponent] = value.toExponential().split('e');
  const power = Number(exponent);
  if (value !== 0 && (power < -4 || power >= 6)) {
    const digits = String(Math.abs(power)).padStart(2, '0');
    return `${mantissa}e${power < 0 ? '-' : '+'}${digits}`;
  }
  return plainDecimal(value);
}

/** A number without an exponent, with no more digits than it needs. */
export function plainDecimal(value: number): string {
  const text = String(value);
  if (!text.includes('e')) {
    return text;
  }
  const [mantissa, exponent] = text.split('e');
  const sign = mantissa.startsWith('-') ? '-' : '';
  const [whole, part = ''] = mantissa.replace('-', '').split('.');
  const power = Number(exponent);
  return power < 0
    ? `${sign}0.${'0'.repeat(-power - 1)}${whole}${part}`
    : `${sign}${whole}${part.padEnd(power, '0')}`;
}
