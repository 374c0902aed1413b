import type { Run } from './figures';
import { machineLine, type Machine } from './machine';
import { missesOf, tableOf, unendedOf } from './table';

const OURS = 'Kube-DC module';

const print = (text: string) => process.stdout.write(`${text}\n`);

const settingOf = ({ objects, database }: Run) =>
  `${objects.toLocaleString('en')} objects, ${database}`;

/** Prints one run, before the others are there. */
export function printRun(run: Run): void {
  const head = [run.way, run.objects.toLocaleString('en'), run.database];
  print(`\n${tableOf([run], () => head, { bars: run.way === OURS })}`);
  print(
    unendedOf(run)
      .map(text => `NOT ENDED: ${text}\n`)
      .join(''),
  );
}

/** Prints all results as tables. */
export function printResults(machine: Machine, runs: readonly Run[]): void {
  const ours = runs.filter(({ way }) => way === OURS);
  const servers = [...new Set(runs.map(({ apiServer }) => apiServer))];
  print(`\n${machineLine(machine)}; ${servers.join(', ')}\n`);
  if (ours.length) {
    print(
      tableOf(ours, run => [run.objects.toLocaleString('en'), run.database], {
        bars: true,
      }),
    );
  }
  for (const run of ours) {
    for (const miss of missesOf(run)) {
      print(`MISSED: ${miss} with ${settingOf(run)}`);
    }
  }
  for (const run of runs) {
    for (const unended of unendedOf(run)) {
      print(`NOT ENDED: ${run.way}, ${settingOf(run)}: ${unended}`);
    }
  }
  const others = runs.filter(({ way }) => way !== OURS);
  for (const objects of new Set(others.map(run => run.objects))) {
    const compared = others.filter(run => run.objects === objects);
    const { database } = compared[0];
    const own = ours.filter(
      run => run.objects === objects && run.database === database,
    );
    print(`\nBeside other ways, ${settingOf(compared[0])}\n`);
    print(
      tableOf([...own, ...compared], run => [run.way], {
        bars: false,
        only: Object.keys(compared[0].figures),
      }),
    );
  }
}
