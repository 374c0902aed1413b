/** How a value is written. */
export type Unit = 's' | 'ms' | 'B' | 'n';

interface Definition {
  title: string;
  unit: Unit;
  /** What it must not exceed, where this repository sets itself a bar. */
  bar?: number;
}

const define = <T extends Record<string, Definition>>(definitions: T) =>
  definitions;

/** Everything that is measured, in the order of the report. Times are in milliseconds. */
export const FIGURES = define({
  firstLoad: {
    title: 'first load, until the catalog was given all',
    unit: 's',
    bar: 20_000,
  },
  firstLoadLists: { title: 'first load: lists', unit: 'n' },
  firstLoadWatches: { title: 'first load: watches', unit: 'n' },
  processed: { title: "the catalog's own processing of it", unit: 's' },
  reconcileDatabase: {
    title: 'all compared, nothing changed: database time',
    unit: 's',
    bar: 1_000,
  },
  reconcileWrites: {
    title: 'all compared, nothing changed: entity writes',
    unit: 'n',
    bar: 0,
  },
  restartDatabase: {
    title: 'restart, nothing changed: database time',
    unit: 's',
  },
  restartWrites: {
    title: 'restart, nothing changed: entity writes',
    unit: 'n',
    bar: 0,
  },
  idleLists: { title: 'lists a minute, nothing changes', unit: 'n', bar: 0 },
  createdShown: { title: 'new object until shown, at worst', unit: 's' },
  changeP50: { title: 'change until shown, p50', unit: 's' },
  changeP95: { title: 'change until shown, p95', unit: 's', bar: 1_500 },
  projectList: {
    title: "list of a project's machines, 20 at once, p95",
    unit: 'ms',
    bar: 50,
  },
  firstProjectList: {
    title: "first list of a person, one project's, p95",
    unit: 'ms',
    bar: 300,
  },
  firstProjectListReviews: { title: '  reviews it cost, at most', unit: 'n' },
  firstList: {
    title: 'first list of a person, all machines, p95',
    unit: 'ms',
    bar: 300,
  },
  firstListReviews: { title: '  reviews it cost, at most', unit: 'n' },
  mirrorSync: { title: 'mirror by itself, until all is there', unit: 's' },
  mirrorMemory: {
    title: 'mirror: memory an object beyond its JSON',
    unit: 'B',
    bar: 3 * 1024,
  },
});

/** Name of a figure, also in the JSON of the results. */
export type FigureId = keyof typeof FIGURES;

/** Something that was given up before it had ended. */
export interface NotEnded {
  /** How long it had been under way, in milliseconds. */
  notEndedMs: number;
  /** Entities that were done by then. */
  done: number;
  /** Entities that all was about. */
  of: number;
}

/** A measured value; null where it did not happen at all. */
export type FigureValue = number | NotEnded | null;

/** What was measured. */
export type Figures = Partial<Record<FigureId, FigureValue>>;

/** Whether this was given up before it had ended. */
export const isNotEnded = (value?: FigureValue): value is NotEnded =>
  typeof value === 'object' && value !== null;

/** What was measured in one setting. */
export interface Run {
  way: string;
  objects: number;
  database: string;
  apiServer: string;
  figures: Figures;
}

const minutes = ({ notEndedMs }: NotEnded): string =>
  `${Math.floor(notEndedMs / 6_000) / 10} min`;

/** How far something got that was given up. */
export function howFar(value: NotEnded): string {
  const [done, all] = [value.done, value.of].map(count =>
    count.toLocaleString('en'),
  );
  return `not ended after ${minutes(value)}, with ${done} of ${all}`;
}

/** A figure's value with its unit. */
export function showValue(id: FigureId, value: FigureValue): string {
  const { unit }: Definition = FIGURES[id];
  if (value === null) {
    return 'never';
  }
  if (isNotEnded(value)) {
    return `> ${minutes(value)}`;
  }
  switch (unit) {
    case 's':
      return `${(value / 1000).toFixed(2)} s`;
    case 'ms':
      return `${value.toFixed(value < 10 ? 1 : 0)} ms`;
    case 'B':
      return `${Math.round(value).toLocaleString('en')} B`;
    default:
      return (
        value < 10 ? Math.round(value * 10) / 10 : Math.round(value)
      ).toLocaleString('en');
  }
}
