/** How an amount is written. */
type Format = 'DecimalSI' | 'BinarySI' | 'DecimalExponent';

const PATTERN =
  /^([+-]?)(\d+\.?\d*|\.\d+)(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]?|[eE][+-]?\d+)$/;
/** Amounts are counted in billionths, the smallest there are. */
const SCALE = 9;
const ONE = 10n ** BigInt(SCALE);
const DECIMAL = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const MAX_BINARY = (2n ** 63n - 1n) * ONE;

function divideUp(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  return value % by > 0n ? quotient + 1n : quotient;
}

function compare(a: bigint, b: bigint): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

/**
 * An amount of a resource, such as `500m` or `1.5Gi`, computed with exactly as
 * Kubernetes does.
 */
export class Quantity {
  static readonly ZERO = new Quantity(0n, 'DecimalSI');

  private constructor(
    private readonly nanos: bigint,
    private readonly format: Format,
  ) {}

  /** A whole number. */
  static of(count: number): Quantity {
    return new Quantity(BigInt(count) * ONE, 'DecimalSI');
  }

  /** @throws Error when the text is no quantity */
  static parse(text: string): Quantity {
    const [, sign, number, suffix] = PATTERN.exec(text) ?? [];
    if (number === undefined) {
      throw new Error(
        "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
      );
    }
    const [whole, fraction = ''] = number.split('.');
    let units = BigInt(`${whole}${fraction}`) * 10n ** BigInt(SCALE);
    let divisor = 10n ** BigInt(fraction.length);
    let format: Format = 'DecimalSI';
    const binary = suffix ? BINARY.indexOf(suffix) : 0;
    if (binary > 0) {
      format = 'BinarySI';
      units *= 1024n ** BigInt(binary);
    } else {
      const decimal = DECIMAL.indexOf(suffix);
      const exponent =
        decimal >= 0 ? (decimal - 3) * 3 : Number(suffix.slice(1));
      if (decimal < 0) {
        format = 'DecimalExponent';
      }
      if (exponent > 0) {
        units *= 10n ** BigInt(Math.min(exponent, 100));
      } else {
        divisor *= 10n ** BigInt(Math.min(-exponent, 100));
      }
    }
    let nanos = divideUp(units, divisor);
    if (format === 'BinarySI') {
      nanos = nanos > MAX_BINARY ? MAX_BINARY : nanos;
      format = nanos < ONE && nanos > 0n ? 'DecimalSI' : format;
    }
    return new Quantity(sign === '-' ? -nanos : nanos, format);
  }

  get isZero(): boolean {
    return this.nanos === 0n;
  }

  get sign(): number {
    return compare(this.nanos, 0n);
  }

  /** Whether it is a whole number. */
  get isWhole(): boolean {
    return this.nanos % ONE === 0n;
  }

  plus(other: Quantity): Quantity {
    return new Quantity(this.nanos + other.nanos, this.formatWith(other));
  }

  minus(other: Quantity): Quantity {
    return new Quantity(this.nanos - other.nanos, this.formatWith(other));
  }

  compare(other: Quantity): number {
    return compare(this.nanos, other.nanos);
  }

  /** Up to the next whole number. */
  roundedUp(): Quantity {
    return new Quantity(divideUp(this.nanos, ONE) * ONE, this.format);
  }

  /** About how much it is. */
  toNumber(): number {
    return Number(this.nanos) / Number(ONE);
  }

  /** As the API writes it: as short as it is exact. */
  toString(): string {
    if (this.isZero) {
      return '0';
    }
    const whole = this.nanos / ONE;
    const isBinary =
      this.format === 'BinarySI' &&
      this.isWhole &&
      (whole <= -1024n || whole >= 1024n);
    return isBinary ? this.binaryText(whole) : this.decimalText();
  }

  private formatWith(other: Quantity): Format {
    return this.isZero ? other.format : this.format;
  }

  private binaryText(whole: bigint): string {
    let value = whole;
    let step = 0;
    while (value % 1024n === 0n && step < BINARY.length - 1) {
      value /= 1024n;
      step += 1;
    }
    return `${value}${BINARY[step]}`;
  }

  private decimalText(): string {
    let value = this.nanos;
    let step = 0;
    while (value % 1000n === 0n && step < DECIMAL.length - 1) {
      value /= 1000n;
      step += 1;
    }
    if (this.format !== 'DecimalExponent') {
      return `${value}${DECIMAL[step]}`;
    }
    return step === 3 ? String(value) : `${value}e${(step - 3) * 3}`;
  }
}

const CACHE_LIMIT = 1000;
const canonical = new Map<string, string>();

/**
 * A quantity as the API shows one that was sent to it.
 *
 * @throws Error when the text is no quantity
 */
export function canonicalQuantity(text: string): string {
  let result = canonical.get(text);
  if (result === undefined) {
    result = Quantity.parse(text).toString();
    if (canonical.size >= CACHE_LIMIT) {
      canonical.clear();
    }
    canonical.set(text, result);
  }
  return result;
}
