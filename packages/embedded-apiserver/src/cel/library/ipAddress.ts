import { isIPv4, isIPv6 } from 'node:net';
import { goQuote } from '../../util/goQuote';

/** An address as one number. */
export interface Address {
  version: 4 | 6;
  bits: bigint;
}

function parse4(text: string): bigint {
  return text.split('.').reduce((sum, part) => (sum << 8n) + BigInt(part), 0n);
}

function parse6(text: string): bigint {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  let full = text;
  if (dotted) {
    const low = parse4(dotted[2]);
    full = `${dotted[1]}${(low >> 16n).toString(16)}:${(low & 0xffffn).toString(
      16,
    )}`;
  }
  const [head, tail] = full.split('::');
  const words = (part?: string) => (part ? part.split(':') : []);
  const left = words(head);
  const right = words(tail);
  const zeros =
    tail === undefined ? [] : Array(8 - left.length - right.length).fill('0');
  return [...left, ...zeros, ...right].reduce<bigint>(
    (sum, word) => (sum << 16n) + BigInt(`0x${word}`),
    0n,
  );
}

/**
 * Parses an address.
 *
 * @returns the text of what is wrong with it when it is none
 */
export function parseAddress(text: string): Address | string {
  const zone = text.indexOf('%');
  if (zone >= 0 && isIPv6(text.slice(0, zone)) && zone < text.length - 1) {
    return `IP address ${goQuote(text)} with zone value is not allowed`;
  }
  if (isIPv4(text)) {
    return { version: 4, bits: parse4(text) };
  }
  if (zone < 0 && isIPv6(text)) {
    const bits = parse6(text);
    return bits >> 32n === 0xffffn
      ? `IPv4-mapped IPv6 address ${goQuote(text)} is not allowed`
      : { version: 6, bits };
  }
  return `IP Address ${goQuote(
    text,
  )} parse error during conversion from string: ParseAddr(${goQuote(
    text,
  )}): ${problem(text)}`;
}

function problem(text: string): string {
  if (/^[^:%]*\./.test(text)) {
    const parts = text.split('.');
    if (parts.some(part => /[^0-9]/.test(part))) {
      return 'unexpected character (at '.concat(
        `${goQuote(text.slice(text.search(/[^0-9.]/)))})`,
      );
    }
    if (parts.some(part => Number(part) > 255)) {
      return 'IPv4 field has value >255';
    }
    if (parts.some(part => /^0\d/.test(part))) {
      return 'IPv4 field has octet with leading zero';
    }
    return parts.length < 4
      ? 'IPv4 address too short'
      : 'IPv4 address too long';
  }
  return 'unable to parse IP';
}

/** An address in its one canonical form. */
export function formatAddress({ version, bits }: Address): string {
  if (version === 4) {
    return [24n, 16n, 8n, 0n].map(shift => (bits >> shift) & 0xffn).join('.');
  }
  const words = Array.from({ length: 8 }, (_, i) =>
    Number((bits >> BigInt(112 - i * 16)) & 0xffffn),
  );
  let best = { start: -1, length: 1 };
  for (let start = 0; start < 8; start += 1) {
    let length = 0;
    while (words[start + length] === 0) {
      length += 1;
    }
    if (length > best.length) {
      best = { start, length };
    }
  }
  const hex = words.map(word => word.toString(16));
  return best.start < 0
    ? hex.join(':')
    : `${hex.slice(0, best.start).join(':')}::${hex
        .slice(best.start + best.length)
        .join(':')}`;
}

/** How many bits an address has. */
export function width({ version }: Address): number {
  return version === 4 ? 32 : 128;
}

/** Whether an address begins with some bits. */
export function hasPrefix(
  { version, bits }: Address,
  first: number,
  prefix: bigint,
): boolean {
  const size = version === 4 ? 32 : 128;
  return bits >> BigInt(size - first) === prefix;
}
