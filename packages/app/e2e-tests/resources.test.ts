import { expect, test } from '@playwright/test';
import {
  expectGone,
  expectHealth,
  expectInGraph,
  openTab,
  operate,
} from './support/entity';
import { openResult, order, uniqueName } from './support/order';
import { signIn } from './support/signIn';

const kinds: Array<{
  title: string;
  template: string;
  prefix: string;
  link: RegExp;
  choices: Record<string, RegExp>;
}> = [
  {
    title: 'cluster',
    template: 'create-cluster',
    prefix: 'cluster',
    link: /Open the cluster/,
    choices: { Version: /\d/ },
  },
  {
    title: 'database',
    template: 'create-database',
    prefix: 'db',
    link: /Open the database/,
    choices: { Version: /\d/ },
  },
  {
    title: 'bucket',
    template: 'create-bucket',
    prefix: 'bucket',
    link: /Open the bucket/,
    choices: {},
  },
];

for (const { title, template, prefix, link, choices } of kinds) {
  test(`an administrator orders a ${title}, sees it ready and deletes it`, async ({
    page,
  }) => {
    const name = uniqueName();
    await signIn(page, 'alice');
    await order(page, {
      template,
      project: 'acme/prod',
      name,
      choices,
    });
    await openResult(page, link);
    const path = `/catalog/acme-prod/resource/${prefix}.${name}`;
    await expect(page).toHaveURL(new RegExp(path));
    await openTab(page);
    await expectHealth(page, 'Ready');

    await expectInGraph(page, 'system:acme/prod', name);

    await page.goto(`${path}/kube-dc`);
    await operate(page, 'Delete', name);
    await expectGone(page, path);
  });
}
