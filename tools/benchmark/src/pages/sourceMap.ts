/** What of a source map is read here. */
export interface SourceMap {
  sources: string[];
  mappings: string;
}

const DIGITS =
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Numbers of a segment, in base 64 with variable lengths. */
function numbersOf(segment: string): number[] {
  const numbers: number[] = [];
  let value = 0;
  let shift = 0;
  for (const character of segment) {
    const digit = DIGITS.indexOf(character);
    // The sixth bit says that the number goes on, the first of the whole its sign.
    value += (digit % 32) * 2 ** shift;
    shift += 5;
    if (digit < 32) {
      numbers.push(value % 2 ? -Math.floor(value / 2) : value / 2);
      value = 0;
      shift = 0;
    }
  }
  return numbers;
}

/** The parts of a script by the source they come from, each source's in one text; under '' what comes from none. */
export function bySource(code: string, map: SourceMap): Map<string, string> {
  const texts = new Map<string, string>();
  const add = (source: number | undefined, text: string) => {
    const name = source === undefined ? '' : map.sources[source];
    texts.set(name, (texts.get(name) ?? '') + text);
  };
  const lines = code.split('\n');
  let source = 0;
  map.mappings.split(';').forEach((segments, index) => {
    const line = lines[index] ?? '';
    let column = 0;
    let current: number | undefined;
    for (const segment of segments ? segments.split(',') : []) {
      const [columns, sources] = numbersOf(segment);
      add(current, line.slice(column, column + columns));
      column += columns;
      source += sources ?? 0;
      current = sources === undefined ? undefined : source;
    }
    add(current, line.slice(column));
  });
  return texts;
}
