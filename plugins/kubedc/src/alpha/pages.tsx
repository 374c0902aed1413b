import {
  coreExtensionData,
  PageBlueprint,
  PageLayout,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { RiCloudLine } from '@remixicon/react';
import { AUDIT_PATH } from '../components/AuditPage/path';
import { SYNC_PATH } from '../components/SyncPage/path';
import { tableKinds } from '../lib/tableKinds';
import { rootRouteRef } from '../routes';

/**
 * The plugin's page. Its tabs are sub-pages, so that an app can take one away or add one; header and routes are ours,
 * because the tab of the operators' page is for operators alone.
 */
export const portalPage = PageBlueprint.makeWithOverrides({
  factory(originalFactory, { inputs }) {
    return originalFactory({
      path: '/kubedc',
      routeRef: rootRouteRef,
      title: 'Kube-DC',
      icon: <RiCloudLine />,
      noHeader: true,
      loader: async () => {
        const { PortalShell } = await import('../components/PortalShell');
        const pages = inputs.pages.map(page => ({
          path: page.get(coreExtensionData.routePath),
          title:
            page.get(coreExtensionData.title) ??
            page.get(coreExtensionData.routePath),
          element: page.get(coreExtensionData.reactElement),
        }));
        return <PortalShell pages={pages} layout={PageLayout} />;
      },
    });
  },
});

const overviewPage = SubPageBlueprint.make({
  name: 'overview',
  params: {
    path: 'overview',
    title: 'Overview',
    loader: () =>
      import('../components/Overview').then(m => <m.OverviewPage />),
  },
});

const projectsPage = SubPageBlueprint.make({
  name: 'projects',
  params: {
    path: 'projects',
    title: 'Projects',
    loader: () =>
      import('../components/Projects').then(m => <m.ProjectsPage />),
  },
});

const kindPages = tableKinds().map(kind =>
  SubPageBlueprint.make({
    name: kind.path,
    params: {
      path: kind.path,
      title: kind.title.plural,
      loader: () =>
        import('../components/KindPage').then(m => (
          <m.KindPage key={kind.id} kind={kind.id} />
        )),
    },
  }),
);

const adminPage = SubPageBlueprint.make({
  name: 'admin',
  params: {
    path: 'admin',
    title: 'Platform',
    loader: () => import('../components/AdminPage').then(m => <m.AdminPage />),
  },
});

const syncPage = SubPageBlueprint.make({
  name: 'admin-sync',
  params: {
    path: SYNC_PATH,
    title: 'Ingestion',
    loader: () => import('../components/SyncPage').then(m => <m.SyncPage />),
  },
});

const auditPage = SubPageBlueprint.make({
  name: 'audit',
  params: {
    path: AUDIT_PATH,
    title: 'Audit',
    loader: () => import('../components/AuditPage').then(m => <m.AuditPage />),
  },
});

export const pages = [
  portalPage,
  overviewPage,
  projectsPage,
  ...kindPages,
  auditPage,
  adminPage,
  syncPage,
];
