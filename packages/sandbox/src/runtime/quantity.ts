const SUFFIXES: Record<string, number> = {
  '': 1,
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/**
 * The number that a Kubernetes quantity stands for: cores, bytes or a count.
 *
 * @throws Error for text that is not a quantity.
 */
export function parseQuantity(quantity: string | number | undefined): number {
  if (quantity === undefined) {
    return 0;
  }
  const match = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)([A-Za-z]*)$/.exec(
    String(quantity).trim(),
  );
  const factor = SUFFIXES[match?.[2] ?? '?'];
  if (!match || factor === undefined) {
    throw new Error(`"${quantity}" is not a quantity`);
  }
  return Number(match[1]) * factor;
}

/** Cores as the API server writes them: `2`, or `1500m`. */
export function formatCores(cores: number): string {
  const milli = Math.round(cores * 1000);
  return milli % 1000 === 0 ? String(milli / 1000) : `${milli}m`;
}

/** Bytes as the API server writes them, in the largest whole binary unit. */
export function formatBytes(bytes: number): string {
  const whole = Math.round(bytes);
  for (const unit of ['Ti', 'Gi', 'Mi', 'Ki']) {
    if (whole !== 0 && whole % SUFFIXES[unit] === 0) {
      return `${whole / SUFFIXES[unit]}${unit}`;
    }
  }
  return String(whole);
}

/** Bytes in GiB with at most three decimals, such as `63.6Gi`. */
export function formatGiB(bytes: number): string {
  return `${Number((bytes / 2 ** 30).toFixed(3))}Gi`;
}
