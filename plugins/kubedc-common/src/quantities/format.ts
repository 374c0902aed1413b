const BINARY_UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'] as const;

/**
 * Writes a number of bytes in binary units with at most one decimal: `512 MiB`, `1.5 GiB`. Unknown amounts become a
 * dash.
 *
 * @public
 */
export function formatBytes(bytes: number | null | undefined): string {
  if (bytes === null || bytes === undefined || !Number.isFinite(bytes)) {
    return '–';
  }
  let amount = Math.abs(bytes);
  let unit = 0;
  // 1023.95 would be written as 1024.0, so it moves on to the next unit.
  while (amount >= 1023.95 && unit < BINARY_UNITS.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  const sign = bytes < 0 ? '-' : '';
  return `${sign}${oneDecimal(amount)} ${BINARY_UNITS[unit]}`;
}

/**
 * Writes a number of CPU cores: `4`, `0.5`, `0.25`. Unknown amounts become a dash.
 *
 * @public
 */
export function formatCores(cores: number | null | undefined): string {
  if (cores === null || cores === undefined || !Number.isFinite(cores)) {
    return '–';
  }
  return String(Math.round(cores * 1000) / 1000);
}

function oneDecimal(amount: number): string {
  return String(Math.round(amount * 10) / 10);
}
