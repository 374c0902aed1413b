const BINARY_UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'] as const;
const DECIMAL_UNITS = ['MB', 'GB', 'TB', 'PB'] as const;

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
 * Writes a number of bytes that somebody laid down, such as the least an image needs, in the units it was thought of in:
 * 20·10⁹ bytes as `20 GB`, all that is no round number of decimal units as {@link formatBytes} does.
 *
 * @public
 */
export function formatLimit(bytes: number | null | undefined): string {
  const isBinary = !bytes || bytes % 2 ** 20 === 0;
  if (isBinary || bytes % 1e6 !== 0) {
    return formatBytes(bytes);
  }
  let amount = bytes / 1e6;
  let unit = 0;
  while (amount >= 1000 && unit < DECIMAL_UNITS.length - 1) {
    amount /= 1000;
    unit += 1;
  }
  // Rounded to tenths it would be another amount.
  return Number.isInteger(amount * 10)
    ? `${amount} ${DECIMAL_UNITS[unit]}`
    : formatBytes(bytes);
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
