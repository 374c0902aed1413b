import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import type { PageFigures } from './report';
import { packagesOf } from './packages';
import { pluginScripts, type Script } from './pluginScripts';
import { settled } from './portalPage';

/** The extension that is the card. */
const CARD = 'entity-card:kubedc/summary';

/** Something of the demo tenants that has a card. */
const ENTITY = '/catalog/acme-prod/resource/vm.web-1';

/** Sources of the plugin and of what it shares with the backend. */
const PLUGIN = /\/plugins\/kubedc(-common)?\//;

/** The app, from the root of the repository, where benchmarks run. */
const APP = resolve('packages', 'app');

/** What the app's page says of the app's configuration. */
const CONFIG = /(<script type="backstage\.io\/config">)([\s\S]*?)(<\/script>)/;

interface Part {
  context: string;
  data: { app?: { extensions?: unknown[] } };
}

/** The app's page with the card switched off. */
export function withoutCard(html: string): string {
  const found = CONFIG.exec(html);
  if (!found) {
    throw new Error("The app's page does not have its configuration");
  }
  const parts: Part[] = JSON.parse(found[2]);
  for (const { data } of parts) {
    const extensions = data.app?.extensions;
    if (data.app && extensions) {
      data.app.extensions = [
        ...extensions.filter(extension => extension !== CARD),
        { [CARD]: false },
      ];
    }
  }
  return html.replace(
    CONFIG,
    (_all, begin, _config, end) => `${begin}${JSON.stringify(parts)}${end}`,
  );
}

/** Addresses of all scripts that the entity's page loads. */
async function scriptsOf(
  page: Page,
  { hasCard }: { hasCard: boolean },
): Promise<string[]> {
  await settled(page);
  await page.goto(ENTITY);
  await page.getByText('About', { exact: true }).first().waitFor();
  const card = page.getByRole('button', { name: /^More actions for/ });
  if (hasCard) {
    await card.first().waitFor();
  }
  await settled(page);
  if (!hasCard && (await card.count())) {
    throw new Error('The card is not switched off');
  }
  return page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .filter(name => /\/static\/[^?]*\.js$/.test(name)),
  );
}

/** A script as it was built, with its source map where it has one. */
async function readScript(url: string): Promise<Script> {
  const file = join(APP, 'dist', 'static', basename(new URL(url).pathname));
  const map = `${file}.map`;
  return {
    url,
    code: await readFile(file, 'utf8'),
    map: existsSync(map) ? JSON.parse(await readFile(map, 'utf8')) : undefined,
  };
}

/** Measures what the plugin adds to the scripts of a catalog page that shows its card. */
export async function measureScripts(page: Page): Promise<PageFigures> {
  await page.addInitScript(() =>
    performance.setResourceTimingBufferSize(10_000),
  );
  const shown = await scriptsOf(page, { hasCard: true });
  await page.route(
    () => true,
    async route => {
      if (route.request().resourceType() !== 'document') {
        await route.fallback();
        return;
      }
      const response = await route.fetch();
      const body = withoutCard(await response.text());
      await route.fulfill({ response, body });
    },
  );
  const without = new Set(await scriptsOf(page, { hasCard: false }));
  await page.unrouteAll({ behavior: 'wait' });
  const scripts: Array<Script & { anyway: boolean }> = [];
  for (const url of new Set(shown)) {
    scripts.push({ ...(await readScript(url)), anyway: without.has(url) });
  }
  const others = packagesOf(APP, name => name.startsWith('@kubedc/'));
  const { own, shared } = pluginScripts(scripts, PLUGIN, others);
  return {
    scripts: own + shared,
    scriptsOwn: own,
    scriptsShared: shared,
  };
}
