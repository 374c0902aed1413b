import type { Run } from './figures';
import { machineLine, type Machine } from './machine';
import { missesOf, tableOf } from './table';

const OURS = 'Kube-DC module';

const print = (text: string) => process.stdout.write(`${text}\n`);

/** Prints one run, before the others are there. */
export function printRun(run: Run): void {
  const head = [run.way, run.objects.toLocaleString('en'), run.database];
  print(`\n${tableOf([run], () => head, { bars: run.way === OURS })}\n`);
}

/** Prints all results as tables. */
export function printResults(machine: Machine, runs: readonly Run[]): void {
  const ours = runs.filter(({ way }) => way === OURS);
  const servers = [...new Set(runs.map(({ apiServer }) => apiServer))];
  print(`\n${machineLine(machine)}; ${servers.join(', ')}\n`);
  print(
    tableOf(ours, run => [run.objects.toLocaleString('en'), run.database], {
      bars: true,
    }),
  );
  for (const run of ours) {
    for (const miss of missesOf(run)) {
      print(
        `MISSED: ${miss} with ${run.objects.toLocaleString('en')} objects, ${
          run.database
        }`,
      );
    }
  }
  const others = runs.filter(({ way }) => way !== OURS);
  for (const objects of new Set(others.map(run => run.objects))) {
    const compared = others.filter(run => run.objects === objects);
    const { database } = compared[0];
    const own = ours.filter(
      run => run.objects === objects && run.database === database,
    );
    print(
      `\nBeside other ways, ${objects.toLocaleString(
        'en',
      )} objects, ${database}\n`,
    );
    print(
      tableOf([...own, ...compared], run => [run.way], {
        bars: false,
        only: Object.keys(compared[0].figures),
      }),
    );
  }
}
