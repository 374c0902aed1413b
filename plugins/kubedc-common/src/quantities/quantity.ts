const DECIMAL: Record<string, number> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
};

const BINARY: Record<string, number> = {
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** Each digit fits in one place only: with two to choose from, a long text that is no quantity would take hours. */
const QUANTITY =
  /^([+-]?(?:\d+(?:\.\d*)?|\.\d+))(?:([eE][+-]?\d+)|(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]))?$/;

/**
 * Reads a Kubernetes quantity in any of its forms: plain (`2`, `0.5`), with a decimal suffix (`500m`, `20G`), with a
 * binary one (`4Gi`) or with an exponent (`1e3`). Integers, which some fields carry, are taken as they are.
 *
 * @returns the amount in the base unit (bytes, cores, count), or undefined when the value is no quantity.
 * @public
 */
export function parseQuantity(value: unknown): number | undefined {
  if (typeof value === 'number') {
    return Number.isFinite(value) ? value : undefined;
  }
  if (typeof value !== 'string') {
    return undefined;
  }
  const match = QUANTITY.exec(value.trim());
  if (!match) {
    return undefined;
  }
  const [, digits, exponent, suffix = ''] = match;
  if (exponent) {
    const amount = Number(`${digits}${exponent}`);
    return Number.isFinite(amount) ? amount : undefined;
  }
  // Dividing keeps 100m at exactly 0.1, which multiplying by 0.001 would not.
  const factor = BINARY[suffix] ?? DECIMAL[suffix];
  return factor < 1
    ? Number(digits) / Math.round(1 / factor)
    : Number(digits) * factor;
}

/**
 * Whether a value is a Kubernetes quantity.
 *
 * @public
 */
export function isQuantity(value: unknown): boolean {
  return parseQuantity(value) !== undefined;
}
