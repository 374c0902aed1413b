import { AppRootElementBlueprint } from '@backstage/frontend-plugin-api';
import { GrantRenewal } from '../components/GrantRenewal';

/** Beside all pages, as tasks are retried on pages that are not ours. */
export const grantRenewal = AppRootElementBlueprint.make({
  name: 'grant-renewal',
  params: { element: <GrantRenewal /> },
});
