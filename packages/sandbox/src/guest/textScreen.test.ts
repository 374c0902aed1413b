import { Frame } from './frame';
import { COLUMNS, ROWS, TextScreen } from './textScreen';

describe('TextScreen', () => {
  it('writes lines, wraps and scrolls', () => {
    const screen = new TextScreen();
    screen.write('one\r\ntwo');
    expect(screen.line(0)).toBe('one');
    expect(screen.line(1)).toBe('two');
    screen.write(`\r\n${'x'.repeat(COLUMNS + 1)}`);
    expect(screen.line(2)).toHaveLength(COLUMNS);
    expect(screen.line(3)).toBe('x');
    screen.write('\r\n'.repeat(ROWS));
    expect(screen.line(0)).toBe('');
    expect(screen.cursor).toEqual({ row: ROWS - 1, column: 0 });
  });

  it('obeys what terminals write, and no colours', () => {
    const screen = new TextScreen();
    screen.write('ab\b \b\x1b[0;32mc\x1b[0m');
    expect(screen.line(0)).toBe('ac');
    screen.write('\x1b[H\x1b[2J$');
    expect(screen.line(0)).toBe('$');
  });

  it('tells which rows change', () => {
    const screen = new TextScreen();
    const changes: number[][] = [];
    const stop = screen.onChange((...rows) => changes.push(rows));
    screen.write('a');
    screen.write('\r\nb');
    screen.write('\r\n'.repeat(ROWS));
    stop();
    screen.write('c');
    expect(changes).toEqual([
      [0, 0],
      [0, 1],
      [0, ROWS - 1],
    ]);
  });

  it('is drawn as it is', () => {
    const screen = new TextScreen();
    const frame = new Frame(screen);
    const litIn = (from: number, to: number) =>
      frame
        .pixels()
        .subarray(from * frame.width, to * frame.width)
        .reduce((sum, color) => sum + color, 0);
    // The cursor alone: one cell of two rows.
    expect(litIn(0, frame.height)).toBe(18);
    screen.write('A\r\n');
    expect(litIn(0, 16)).toBeGreaterThan(30);
    expect(litIn(16, 32)).toBe(18);
  });
});
