/** A range of IPv4 addresses, from which the lowest free one is taken. */
export type AddressRange = { first: number; last: number };

function toNumber(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

function toAddress(value: number): string {
  return [24, 16, 8, 0]
    .map(shift => Math.floor(value / 2 ** shift) % 256)
    .join('.');
}

/**
 * The addresses of an IPv4 CIDR without the network's own, the broadcast and
 * the first `skip` ones.
 *
 * @throws Error if the text is not an IPv4 CIDR.
 */
export function rangeOf(cidr: string, skip = 1): AddressRange {
  const match = /^(\d{1,3}(?:\.\d{1,3}){3})\/(\d{1,2})$/.exec(cidr);
  const length = Number(match?.[2]);
  if (
    !match ||
    length > 30 ||
    match[1].split('.').some(part => Number(part) > 255)
  ) {
    throw new Error(`"${cidr}" is not a usable IPv4 CIDR`);
  }
  const size = 2 ** (32 - length);
  const network = Math.floor(toNumber(match[1]) / size) * size;
  return { first: network + 1 + skip, last: network + size - 2 };
}

/**
 * Hands out addresses, one for each holder, so that no two get the same even
 * while a cache is behind.
 */
export class AddressPool {
  readonly #held = new Map<string, { holder: string; pool: string }>();

  /** Notes that a holder has an address already. */
  adopt(pool: string, holder: string, address: string): void {
    this.#held.set(`${pool}/${address}`, { holder, pool });
  }

  /** The holder's address, a new one if it has none; undefined when full. */
  take(pool: string, range: AddressRange, holder: string): string | undefined {
    for (const [key, entry] of this.#held) {
      if (entry.pool === pool && entry.holder === holder) {
        return key.slice(pool.length + 1);
      }
    }
    for (let value = range.first; value <= range.last; value++) {
      const address = toAddress(value);
      if (!this.#held.has(`${pool}/${address}`)) {
        this.adopt(pool, holder, address);
        return address;
      }
    }
    return undefined;
  }

  /** Gives an address back. */
  release(pool: string, holder: string): void {
    for (const [key, entry] of this.#held) {
      if (entry.pool === pool && entry.holder === holder) {
        this.#held.delete(key);
      }
    }
  }
}
