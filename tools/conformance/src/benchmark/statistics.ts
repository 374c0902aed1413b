/** The value below which a part of all values is. */
export function percentile(values: number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const index = Math.ceil(part * sorted.length) - 1;
  return sorted[Math.max(0, index)] ?? NaN;
}

export const milliseconds = (value: number) =>
  `${value.toFixed(value < 100 ? 1 : 0)} ms`;

/** The middle and the slow ones of several times. */
export function spread(times: number[]): string {
  const p50 = percentile(times, 0.5).toFixed(1);
  return `${p50} / ${milliseconds(percentile(times, 0.95))}`;
}

export const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`;

export const megabytes = (bytes: number) =>
  `${(bytes / 1024 / 1024).toFixed(0)} MB`;
