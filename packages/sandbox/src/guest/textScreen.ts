export const COLUMNS = 80;
export const ROWS = 25;

const BLANK = ' ';
const emptyRow = () => new Array<string>(COLUMNS).fill(BLANK);

/** A screen of characters that understands what our terminals write. */
export class TextScreen {
  readonly #listeners = new Set<(firstRow: number, lastRow: number) => void>();
  #rows = Array.from({ length: ROWS }, emptyRow);
  #escape: string | undefined;
  #row = 0;
  #column = 0;

  get cursor(): { row: number; column: number } {
    return { row: this.#row, column: this.#column };
  }

  /** The character at a place. */
  at(row: number, column: number): string {
    return this.#rows[row][column];
  }

  /** A row as text, without the blanks at its end. */
  line(row: number): string {
    return this.#rows[row].join('').trimEnd();
  }

  /** Calls back with the rows that change; answers how to end that. */
  onChange(listener: (firstRow: number, lastRow: number) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Writes text and obeys what control characters are in it. */
  write(text: string): void {
    let first = this.#row;
    let last = this.#row;
    for (const char of text) {
      if (this.#put(char)) {
        first = 0;
        last = ROWS - 1;
      }
      first = Math.min(first, this.#row);
      last = Math.max(last, this.#row);
    }
    this.#listeners.forEach(listener => listener(first, last));
  }

  /** @returns whether all rows may have changed */
  #put(char: string): boolean {
    if (this.#escape !== undefined) {
      this.#escape += char;
      if (/^(\[[0-9;?]{0,16})?$/.test(this.#escape)) {
        return false;
      }
      const sequence = this.#escape;
      this.#escape = undefined;
      return this.#obey(sequence);
    }
    switch (char) {
      case '\x1b':
        this.#escape = '';
        return false;
      case '\r':
        this.#column = 0;
        return false;
      case '\n':
        return this.#nextRow();
      case '\b':
        this.#column = Math.max(0, this.#column - 1);
        return false;
      default:
        return char < BLANK ? false : this.#print(char);
    }
  }

  #print(char: string): boolean {
    let isScrolled = false;
    if (this.#column === COLUMNS) {
      this.#column = 0;
      isScrolled = this.#nextRow();
    }
    this.#rows[this.#row][this.#column++] = char;
    return isScrolled;
  }

  #nextRow(): boolean {
    if (this.#row < ROWS - 1) {
      this.#row++;
      return false;
    }
    this.#rows.shift();
    this.#rows.push(emptyRow());
    return true;
  }

  /** Home and clear; colours and the rest have no effect. */
  #obey(sequence: string): boolean {
    if (sequence === '[2J') {
      this.#rows = Array.from({ length: ROWS }, emptyRow);
      return true;
    }
    if (sequence === '[H') {
      this.#row = 0;
      this.#column = 0;
    }
    return false;
  }
}
