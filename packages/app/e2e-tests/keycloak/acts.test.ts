import { expect, test } from '@playwright/test';
import { expectHealth, openTab, operate } from '../support/entity';
import { signInAtKeycloak } from '../support/keycloak';
import { openResult, order, uniqueName } from '../support/order';
import { takeImpersonation } from '../support/platform';

test.beforeAll(async ({ playwright }) => {
  if (process.env.E2E_IDENTITY === 'oidc') {
    // People act by their own tokens: the portal's account may not act for anybody.
    const request = await playwright.request.newContext({
      ignoreHTTPSErrors: true,
    });
    await takeImpersonation(request);
    await request.dispose();
  }
});

test('a developer signs in with a password and orders a virtual machine of their own', async ({
  page,
}) => {
  const name = uniqueName();
  await signInAtKeycloak(page, 'acme', 'bob', '/kubedc/virtual-machines');
  await expect(page.getByRole('row', { name: /web-1/ })).toBeVisible();
  await expect(page.getByText(/globex|front-1/)).toHaveCount(0);

  await order(page, {
    template: 'create-vm',
    project: 'acme/dev',
    name,
    choices: { 'Operating system': /Ubuntu 24\.04/ },
  });
  await openResult(page, /Open the virtual machine/);
  await openTab(page);
  await expectHealth(page, 'Running');
  await operate(page, 'Stop', name);
  await expectHealth(page, 'Stopped');
});

test('another organization sees nothing of it', async ({ page }) => {
  await signInAtKeycloak(page, 'globex', 'carol', '/kubedc/virtual-machines');
  await expect(page.getByRole('row', { name: /front-1/ })).toBeVisible();
  await expect(page.getByText(/acme|web-1|e2e-/)).toHaveCount(0);
  await page.goto('/catalog/acme-prod/resource/vm.web-1');
  await expect(page.getByText(/not found/i).first()).toBeVisible();
});
