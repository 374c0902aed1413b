import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { PluginHeader } from '@backstage/ui';
import type { PropsWithChildren } from 'react';
import { tableKinds } from '../../lib/tableKinds';
import { kubedcTranslationRef } from '../../translation';
import { AdminPage } from '../AdminPage';
import { AUDIT_PATH, AuditPage } from '../AuditPage';
import { KindPage } from '../KindPage';
import { OverviewPage } from '../Overview';
import {
  ADMIN_PATH,
  PortalShell,
  type PortalLayoutProps,
  type PortalPage,
} from '../PortalShell';
import { ProjectsPage } from '../Projects';
import { SYNC_PATH, SyncPage } from '../SyncPage';

function ClassicLayout({
  headerActions,
  tabs,
  children,
  ...header
}: PropsWithChildren<PortalLayoutProps>) {
  return (
    <main>
      <PluginHeader
        {...header}
        customActions={headerActions}
        tabs={tabs.map(tab => ({ ...tab, matchStrategy: 'prefix' }))}
      />
      {children}
    </main>
  );
}

/** The plugin's pages in the classic frontend system, where the list of pages is not extensible. */
export function ClassicPage() {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const pages: PortalPage[] = [
    {
      path: 'overview',
      title: t('page.overview'),
      element: <OverviewPage />,
    },
    {
      path: 'projects',
      title: t('page.projects'),
      element: <ProjectsPage />,
    },
    ...tableKinds().map(kind => ({
      path: kind.path,
      title: kind.title.plural,
      element: <KindPage key={kind.id} kind={kind.id} />,
    })),
    { path: AUDIT_PATH, title: t('audit.title'), element: <AuditPage /> },
    { path: ADMIN_PATH, title: t('page.admin'), element: <AdminPage /> },
    { path: SYNC_PATH, title: t('sync.title'), element: <SyncPage /> },
  ];
  return <PortalShell pages={pages} layout={ClassicLayout} />;
}
