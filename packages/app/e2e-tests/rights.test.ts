import { expect, test, type Page } from '@playwright/test';
import type { RightsAnswer } from '@kubedc/backstage-plugin-kubedc-common';
import { signIn } from './support/signIn';

/** Opens the list of machines; resolves to the answers that decide about the buttons of its rows, once they are there. */
async function openMachines(page: Page): Promise<RightsAnswer[]> {
  const asked = page.waitForResponse(
    response =>
      response.url().endsWith('/api/kubedc/rights') &&
      /"vm:stop"/.test(response.request().postData() ?? ''),
  );
  await page.goto('/kubedc/virtual-machines');
  const { answers } = await (await asked).json();
  return answers;
}

const openMenu = async (page: Page, name: string) => {
  await page.getByRole('button', { name: `More actions for ${name}` }).click();
  return page.getByRole('menu');
};

test('a person who may only look is offered nothing that changes something', async ({
  page,
}) => {
  await signIn(page, 'dave');
  const answers = await openMachines(page);
  expect(answers.length).toBeGreaterThan(0);
  expect(answers.filter(({ allowed }) => allowed)).toEqual([]);

  // It is read after the answers came, so that what they decide is on the page when it is there.
  const menu = await openMenu(page, 'front-1');
  await expect(
    menu.getByText('There is nothing you may do with it'),
  ).toBeVisible();
  await expect(menu.getByRole('menuitem')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(
    page.getByRole('button', { name: /^(Start|Stop|Restart|Delete) / }),
  ).toHaveCount(0);
  await expect(
    page.getByRole('button', { name: 'Create', exact: true }),
  ).toHaveCount(0);
  await expect(
    page.getByRole('link', { name: 'Create virtual machine' }),
  ).toHaveCount(0);

  await page.goto('/catalog/globex-shop/resource/vm.front-1/kube-dc');
  await expect(page.getByRole('heading', { name: 'What it is' })).toBeVisible();
  await expect(
    page.getByRole('button', { name: /More actions for front-1|Stop|Delete/ }),
  ).toHaveCount(0);

  await page.goto('/create/templates/default/create-vm');
  await expect(page.getByRole('alert')).toContainText(
    'You may not create this in any of your projects.',
  );
});

test('a developer is offered what the role lets them do', async ({ page }) => {
  await signIn(page, 'bob');
  await openMachines(page);
  const row = page.getByRole('row', { name: /build-agent/ });
  await expect(
    row.getByRole('button', { name: 'Stop build-agent' }),
  ).toBeVisible();
  await expect(
    page.getByRole('link', { name: 'Create virtual machine' }),
  ).toBeVisible();

  const menu = await openMenu(page, 'build-agent');
  await expect(menu.getByRole('menuitem', { name: 'Delete' })).toBeEnabled();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(
    page.getByRole('menuitem', { name: 'Virtual machine' }),
  ).toBeVisible();
  // Projects are made by an organization's administrators.
  await expect(page.getByRole('menuitem', { name: 'Project' })).toHaveCount(0);
});
