import type { Page } from '@playwright/test';
import { virtualMachineType } from '@kubedc/backstage-plugin-kubedc-common';
import { resourcePath } from '@kubedc/backstage-plugin-kubedc-node';
import type { BenchClient } from '../client';
import { percentile } from '../statistics';
import type { PageFigures } from './report';
import { watchPage } from './watchPage';

/** How often the page is opened. */
const OPENED = 10;

/** Changes that are timed one after the other. */
const CHANGES = 10;

/** By name, so that the first machines stay the first when something happens to others. */
const LIST = '/kubedc/virtual-machines?sort=name';

/** Opens the list; milliseconds from its answer until it is there and the page idle. */
async function open(page: Page): Promise<number> {
  await page.goto(LIST);
  return page.evaluate(() => window.watched.untilInteractive());
}

/** Milliseconds from the answer that tells of a change until the page shows it. */
async function change(
  page: Page,
  client: BenchClient,
  machine: { namespace: string; name: string },
  text: string,
): Promise<number> {
  const shown = page.evaluate(
    expected => window.watched.untilShown(expected),
    text,
  );
  await client.request('PATCH', resourcePath(virtualMachineType, machine), {
    metadata: { annotations: { 'portal.kube-dc.com/os-image': text } },
  });
  return shown;
}

/** Measures the list of virtual machines of somebody who sees all of them. */
export async function measureList(
  page: Page,
  client: BenchClient,
  machine: { namespace: string; name: string },
): Promise<PageFigures> {
  await page.addInitScript(watchPage, {
    listPath: '/resources/virtual-machines',
    row: machine.name,
  });
  const opened: number[] = [];
  while (opened.length < OPENED) {
    opened.push(await open(page));
  }
  const changed: number[] = [];
  while (changed.length < CHANGES) {
    const text = `Image ${changed.length}`;
    changed.push(await change(page, client, machine, text));
  }
  return {
    listP50: percentile(opened, 0.5),
    listWorst: Math.max(...opened),
    liveP50: percentile(changed, 0.5),
    liveWorst: Math.max(...changed),
  };
}
