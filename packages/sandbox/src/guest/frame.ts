import { GLYPH, glyphOf } from './font';
import { COLUMNS, ROWS, TextScreen } from './textScreen';

/** Size of a character in pixels. */
export const CELL = { width: 9, height: 16 };

/** Colours by number: background, text. */
export const PALETTE: readonly (readonly [number, number, number])[] = [
  [0, 0, 0],
  [170, 170, 170],
];

const WIDTH = COLUMNS * CELL.width;
const HEIGHT = ROWS * CELL.height;
const CURSOR_ROWS = 2;

/** Where each column of a glyph begins; strokes are two pixels wide. */
const STROKES = Array.from({ length: GLYPH.columns }, (_, column) =>
  Math.round(column * 1.4),
);

/** The pixels of a screen of characters, as numbers of colours. */
export class Frame {
  readonly width = WIDTH;
  readonly height = HEIGHT;
  readonly screen: TextScreen;
  readonly #pixels = new Uint8Array(WIDTH * HEIGHT);
  readonly #stale = new Set<number>();

  constructor(screen: TextScreen) {
    this.screen = screen;
    this.#touch(0, ROWS - 1);
    screen.onChange((first, last) => this.#touch(first, last));
  }

  /** The pixels as they are now; not to be changed. */
  pixels(): Uint8Array {
    this.#stale.forEach(row => this.#draw(row));
    this.#stale.clear();
    return this.#pixels;
  }

  /** Three bytes for each pixel. */
  rgb(): Buffer {
    const pixels = this.pixels();
    const bytes = Buffer.alloc(pixels.length * 3);
    pixels.forEach((color, index) => bytes.set(PALETTE[color], index * 3));
    return bytes;
  }

  #touch(first: number, last: number): void {
    for (let row = first; row <= last; row++) {
      this.#stale.add(row);
    }
  }

  #draw(row: number): void {
    const { cursor } = this.screen;
    const top = row * CELL.height;
    this.#pixels.fill(0, top * WIDTH, (top + CELL.height) * WIDTH);
    for (let column = 0; column < COLUMNS; column++) {
      this.#drawGlyph(this.screen.at(row, column), top, column * CELL.width);
    }
    if (cursor.row === row && cursor.column < COLUMNS) {
      for (let y = CELL.height - CURSOR_ROWS; y < CELL.height; y++) {
        const from = (top + y) * WIDTH + cursor.column * CELL.width;
        this.#pixels.fill(1, from, from + CELL.width);
      }
    }
  }

  #drawGlyph(char: string, top: number, left: number): void {
    if (char === ' ') {
      return;
    }
    const scale = CELL.height / GLYPH.rows;
    const glyph = glyphOf(char);
    for (let y = 0; y < CELL.height; y++) {
      const bits = glyph[Math.floor(y / scale)];
      const start = (top + y) * WIDTH + left + 1;
      for (let column = 0; column < GLYPH.columns; column++) {
        if (bits & (1 << (GLYPH.columns - 1 - column))) {
          this.#pixels.fill(
            1,
            start + STROKES[column],
            start + STROKES[column] + 2,
          );
        }
      }
    }
  }
}
