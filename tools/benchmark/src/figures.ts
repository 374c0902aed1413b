/** One measured figure. */
export interface Figure {
  name: string;
  value: number;
  unit: 'ms' | 's' | 'bytes' | 'requests' | 'writes' | 'entities';
  /** What it must not exceed. */
  bar?: number;
}

/** What was measured in one setting. */
export interface Run {
  objects: number;
  database: string;
  apiServer: string;
  way: string;
  figures: Figure[];
}

function show({ value, unit }: Figure): string {
  switch (unit) {
    case 's':
      return `${(value / 1000).toFixed(2)} s`;
    case 'ms':
      return `${value.toFixed(value < 10 ? 1 : 0)} ms`;
    case 'bytes':
      return `${Math.round(value).toLocaleString('en')} B`;
    default:
      return value.toLocaleString('en');
  }
}

/** Prints a run as a table. */
export function printRun(run: Run): void {
  process.stdout.write(
    `\n${run.way}: ${run.objects.toLocaleString('en')} objects, ${
      run.database
    }, ${run.apiServer}\n`,
  );
  for (const figure of run.figures) {
    const bar =
      figure.bar === undefined
        ? ''
        : `<= ${show({ ...figure, value: figure.bar })}  ${
            figure.value <= figure.bar ? 'held' : 'MISSED'
          }`;
    process.stdout.write(
      `  ${figure.name.padEnd(58)}${show(figure).padStart(12)}  ${bar}\n`,
    );
  }
}
