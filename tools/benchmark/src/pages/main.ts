import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { BenchClient } from '../client';
import { describeMachine, machineLine } from '../report/machine';
import { say } from '../report/progress';
import { untilTrue } from '../statistics';
import { fillMachines } from './fillMachines';
import { measureList } from './measureList';
import { measureScripts } from './measureScripts';
import { readPageOptions, type PageOptions } from './options';
import { signIn } from './portalPage';
import { pageTable, type PageFigures } from './report';

/** Talks to the sandbox's API server as its administrator. */
async function connect(sandbox: string): Promise<BenchClient> {
  const read = (...path: string[]) => readFile(join(sandbox, ...path), 'utf8');
  const { apiServer } = JSON.parse(await read('sandbox.json'));
  const kubeconfig = await read('kubeconfig', 'admin.yaml');
  const token = /^\s*token: "?([^\s"]+)/m.exec(kubeconfig)?.[1];
  if (!token) {
    throw new Error('The kubeconfig of the administrator has no token');
  }
  return new BenchClient({
    url: apiServer,
    token,
    caData: await read('ca.crt'),
  });
}

/** Resolves when the portal's list and its catalog have all machines, so that nothing else is going on. */
async function untilFollowed(page: Page, count: number): Promise<void> {
  const asked = page.waitForRequest(/\/api\/kubedc\/resources\//);
  await page.goto('/kubedc/virtual-machines');
  const { authorization } = await (await asked).allHeaders();
  // The page would ask, too.
  await page.goto('about:blank');
  const counted = async (path: string, key: string) => {
    const answer = await page.request.get(path, { headers: { authorization } });
    return answer.ok() ? Number((await answer.json())[key]) : 0;
  };
  const everyMs = 2_000;
  await untilTrue(
    async () =>
      (await counted(
        '/api/kubedc/resources/virtual-machines?limit=1',
        'total',
      )) >= count &&
      (await counted(
        '/api/catalog/entities/by-query?limit=0&filter=spec.type=virtual-machine',
        'totalItems',
      )) >= count,
    { everyMs },
  );
}

async function measure(options: PageOptions): Promise<PageFigures> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH,
  });
  const client = await connect(options.sandbox);
  try {
    const page = await signIn(browser, options.url);
    say("the plugin's scripts");
    const scripts = await measureScripts(page);
    say(`filling the platform with ${options.objects} virtual machines`);
    const machine = await fillMachines(client, options.objects);
    say('waiting until the catalog has them, too');
    await untilFollowed(page, options.objects);
    say('the list');
    const list = await measureList(page, client, machine);
    return { ...list, ...scripts };
  } finally {
    client.close();
    await browser.close();
  }
}

async function main(): Promise<void> {
  const options = readPageOptions(process.argv.slice(2));
  const machine = describeMachine();
  const figures = await measure(options);
  process.stdout.write(
    `\n${machineLine(machine)}; ${options.objects.toLocaleString(
      'en',
    )} virtual machines\n\n${pageTable(figures)}\n`,
  );
  if (options.json) {
    const { objects } = options;
    const results = JSON.stringify({ machine, objects, figures }, undefined, 2);
    await writeFile(options.json, `${results}\n`);
  }
}

main().then(
  () => process.exit(0),
  error => {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    process.exit(1);
  },
);
