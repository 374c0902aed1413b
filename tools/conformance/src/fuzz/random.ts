/** Random numbers that are the same whenever the seed is. */
export class Random {
  private state: number;

  constructor(seed: number) {
    // Neighbouring seeds shall not give similar numbers.
    this.state = Math.imul(seed + 1, 0x9e3779b1);
    this.next();
  }

  /** From 0 up to, but not, 1 (mulberry32). */
  next(): number {
    /* eslint-disable no-bitwise */
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
    /* eslint-enable no-bitwise */
  }

  /** A whole number, the bounds included. */
  int(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(values: readonly T[]): T {
    return values[this.int(0, values.length - 1)];
  }

  /** A text of characters of an alphabet. */
  text(length: number, alphabet = 'abcdefghijklmnopqrstuvwxyz'): string {
    let text = '';
    while (text.length < length) {
      text += this.pick([...alphabet]);
    }
    return text;
  }

  /** Some of the values, each at most once, in their order. */
  some<T>(values: readonly T[], probability: number): T[] {
    return values.filter(() => this.chance(probability));
  }
}
