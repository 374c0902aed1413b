import {
  FIGURES,
  howFar,
  isNotEnded,
  showValue,
  type FigureId,
  type FigureValue,
  type Run,
} from './figures';

/** The table of several runs: a line for each figure, a column for each run. */
export function tableOf(
  runs: readonly Run[],
  headOf: (run: Run) => string[],
  options: { bars: boolean; only?: readonly string[] },
): string {
  const ids = (Object.keys(FIGURES) as FigureId[]).filter(
    id =>
      runs.some(({ figures }) => figures[id] !== undefined) &&
      (options.only?.includes(id) ?? true),
  );
  const heads = runs.map(headOf);
  const rows = [
    ...(heads[0] ?? []).map((_, line) => [
      '',
      ...heads.map(head => head[line]),
      ...(options.bars ? [line ? '' : 'bar'] : []),
    ]),
    ...ids.map(id => [
      FIGURES[id].title,
      ...runs.map(({ figures }) => cell(id, figures[id], options.bars)),
      ...(options.bars ? [barOf(id)] : []),
    ]),
  ];
  const widths = rows[0]?.map((_, column) =>
    Math.max(...rows.map(row => row[column].length)),
  );
  return rows
    .map(row =>
      row
        .map((text, column) =>
          column ? text.padStart(widths[column]) : text.padEnd(widths[column]),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const barFor = (id: FigureId): number | undefined =>
  (FIGURES[id] as { bar?: number }).bar;

function barOf(id: FigureId): string {
  const bar = barFor(id);
  return bar === undefined ? '' : `<= ${showValue(id, bar)}`;
}

function cell(
  id: FigureId,
  value: FigureValue | undefined,
  judge: boolean,
): string {
  if (value === undefined) {
    return '-';
  }
  return `${showValue(id, value)}${judge && misses(id, value) ? ' !' : ''}`;
}

function misses(id: FigureId, value: FigureValue): boolean {
  const bar = barFor(id);
  return bar !== undefined && !(typeof value === 'number' && value <= bar);
}

/** Figures of a run that exceed their bar, in words. */
export function missesOf(run: Run): string[] {
  return (Object.keys(run.figures) as FigureId[])
    .filter(id => misses(id, run.figures[id]!))
    .map(
      id =>
        `${FIGURES[id].title.trim()} (${showValue(
          id,
          run.figures[id]!,
        )}, ${barOf(id)})`,
    );
}

/** What of a run was given up before it had ended, and how far it got, in words. */
export function unendedOf(run: Run): string[] {
  return (Object.keys(run.figures) as FigureId[]).flatMap(id => {
    const value = run.figures[id];
    return isNotEnded(value)
      ? [`${FIGURES[id].title.trim()}: ${howFar(value)}`]
      : [];
  });
}
