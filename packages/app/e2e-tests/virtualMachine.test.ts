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
import { visit } from './support/visit';

test('a developer orders a virtual machine, sees it run, stops and deletes it', async ({
  page,
}) => {
  const name = uniqueName();
  await signIn(page, 'bob');
  await page.goto('/kubedc/projects');
  await expect(page.getByRole('row', { name: /dev/ })).toBeVisible();

  await order(page, {
    template: 'create-vm',
    project: 'acme/dev',
    name,
    choices: { 'Operating system': /Ubuntu 24\.04/ },
  });
  await openResult(page, /Open the virtual machine/);
  const path = `/catalog/acme-dev/resource/vm.${name}`;
  await expect(page).toHaveURL(new RegExp(path));
  await openTab(page);
  await expectHealth(page, 'Running');

  await expectInGraph(page, 'system:acme/dev', name);

  await page.goto(`${path}/kube-dc`);
  await operate(page, 'Stop', name);
  await expectHealth(page, 'Stopped');

  await operate(page, 'Delete', name);
  await expectGone(page, path);
  await page.goto('/kubedc/virtual-machines');
  await expect(page.getByRole('row', { name: /build-agent/ })).toBeVisible();
  await expect(page.getByRole('row', { name })).toHaveCount(0);
});

test('the Kubernetes tab shows the pod of a virtual machine', async ({
  page,
}) => {
  await signIn(page, 'alice');
  await visit(
    page,
    '/catalog/acme-prod/resource/vm.web-1/kubernetes',
    page.getByText('1 pod', { exact: true }),
  );
});
