/** What is said of a page, in the order of the report. */
const FIGURES = {
  listP50: { title: 'list, answer until interactive, p50', unit: 'ms' },
  listWorst: {
    title: 'list, answer until interactive, at worst',
    unit: 'ms',
    bar: 1_000,
  },
  liveP50: { title: 'list, a change, answer until shown, p50', unit: 'ms' },
  liveWorst: {
    title: 'list, a change, answer until shown, at worst',
    unit: 'ms',
    bar: 50,
  },
  scripts: {
    title: "catalog page with a card: the plugin's scripts, gzipped",
    unit: 'KB',
    bar: 60 * 1024,
  },
  scriptsOwn: { title: '  of which only with the card', unit: 'KB' },
  scriptsShared: { title: '  of which on every page', unit: 'KB' },
} satisfies Record<string, { title: string; unit: 'ms' | 'KB'; bar?: number }>;

type PageFigureId = keyof typeof FIGURES;

/** What was measured: milliseconds, or bytes. */
export type PageFigures = Partial<Record<PageFigureId, number>>;

function show(id: PageFigureId, value: number): string {
  return FIGURES[id].unit === 'ms'
    ? `${Math.round(value)} ms`
    : `${(value / 1024).toFixed(1)} KB`;
}

/** The table of what was measured, with `!` where it exceeds its bar. */
export function pageTable(figures: PageFigures): string {
  const rows = (Object.keys(FIGURES) as PageFigureId[]).flatMap(id => {
    const value = figures[id];
    if (value === undefined) {
      return [];
    }
    const { title, bar }: { title: string; bar?: number } = FIGURES[id];
    const missed = bar !== undefined && value > bar;
    return [
      [
        title,
        `${show(id, value)}${missed ? ' !' : ''}`,
        bar === undefined ? '' : `<= ${show(id, bar)}`,
      ],
    ];
  });
  const width = (column: number) =>
    Math.max(...rows.map(row => row[column].length));
  return rows
    .map(([title, value, bar]) =>
      `${title.padEnd(width(0))}  ${value.padStart(width(1))}  ${bar.padStart(
        width(2),
      )}`.trimEnd(),
    )
    .join('\n');
}
