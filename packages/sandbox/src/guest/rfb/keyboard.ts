const CONTROL = [0xffe3, 0xffe4];
const ALT = [0xffe9, 0xffea];
const DELETE = 0xffff;

/** What keys without a character of their own type, by keysym. */
const KEYS = new Map<number, string>([
  [0xff08, '\b'],
  [0xff09, '\t'],
  [0xff0a, '\r'],
  [0xff0d, '\r'],
  [0xff1b, '\x1b'],
  [0xff52, '\x1b[A'],
  [0xff54, '\x1b[B'],
  [0xff53, '\x1b[C'],
  [0xff51, '\x1b[D'],
  [0xff8d, '\r'],
  [0xffaa, '*'],
  [0xffab, '+'],
  [0xffad, '-'],
  [0xffae, '.'],
  [0xffaf, '/'],
]);

function characterOf(keysym: number): string | undefined {
  if (keysym >= 0x20 && keysym <= 0xff && (keysym < 0x7f || keysym >= 0xa0)) {
    return String.fromCodePoint(keysym);
  }
  if (keysym >= 0xffb0 && keysym <= 0xffb9) {
    return String(keysym - 0xffb0);
  }
  // Keysyms of Unicode characters.
  if (keysym > 0x01000000 && keysym <= 0x0110ffff) {
    return String.fromCodePoint(keysym - 0x01000000);
  }
  return KEYS.get(keysym);
}

/** Turns presses of keys into what a terminal reads. */
export class Keyboard {
  readonly #held = new Set<number>();

  /**
   * Takes a press or a release.
   *
   * @returns what it types, or that the three keys were pressed
   */
  press(keysym: number, isDown: boolean): string | 'reboot' | undefined {
    if (CONTROL.includes(keysym) || ALT.includes(keysym)) {
      if (isDown) {
        this.#held.add(keysym);
      } else {
        this.#held.delete(keysym);
      }
      return undefined;
    }
    if (!isDown) {
      return undefined;
    }
    const isControl = CONTROL.some(key => this.#held.has(key));
    const isAlt = ALT.some(key => this.#held.has(key));
    if (keysym === DELETE) {
      return isControl && isAlt ? 'reboot' : undefined;
    }
    const character = characterOf(keysym);
    return isControl && character && /^[@-_a-z]$/.test(character)
      ? String.fromCharCode(character.toUpperCase().charCodeAt(0) % 32)
      : character;
  }
}
