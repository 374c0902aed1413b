import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { kubedcAdminReadPermission } from '@kubedc/backstage-plugin-kubedc-common';
import { RiCloudLine } from '@remixicon/react';
import type { ComponentType, PropsWithChildren } from 'react';
import { Route, Routes } from 'react-router-dom';
import { KubedcQueryProvider } from '../../hooks/QueryProvider';
import { useAuditScope } from '../../hooks/useAudit';
import { rootRouteRef } from '../../routes';
import { kubedcTranslationRef } from '../../translation';
import { AUDIT_PATH } from '../AuditPage/path';
import { CreateMenu } from '../CreateMenu';
import { PageFrame } from '../PageFrame';
import { SharedAccountNotice } from '../SharedAccountNotice';
import { StateScreen } from '../StateScreen';

/** Path of the operators' page; its tab is for them alone. */
export const ADMIN_PATH = 'admin';

/** A page under the plugin's root. */
export interface PortalPage {
  /** Relative to the root, without slashes around it; one with a slash within has no tab of its own. */
  path: string;
  title: string;
  element: JSX.Element;
}

/** What a front-end system has to draw around the pages. */
export interface PortalLayoutProps {
  title: string;
  icon: JSX.Element;
  titleLink: string;
  tabs: Array<{ id: string; label: string; href: string }>;
  headerActions: JSX.Element[];
}

interface PortalShellProps {
  pages: readonly PortalPage[];
  layout: ComponentType<PropsWithChildren<PortalLayoutProps>>;
}

/**
 * Header, tabs and routes of the plugin's pages. The first page is the root itself; it has no address of its own.
 */
export function PortalShell(props: PortalShellProps) {
  return (
    <KubedcQueryProvider>
      <Shell {...props} />
    </KubedcQueryProvider>
  );
}

/** Paths of the pages that are not for the person; their tabs are left out. */
function useHiddenPaths(): ReadonlySet<string> {
  const { allowed: isOperator } = usePermission({
    permission: kubedcAdminReadPermission,
  });
  const { data: scope } = useAuditScope();
  const mayAudit =
    scope && scope.installations.length + scope.organizations.length > 0;
  return new Set([
    ...(isOperator ? [] : [ADMIN_PATH]),
    ...(mayAudit ? [] : [AUDIT_PATH]),
  ]);
}

function Shell({ pages, layout: Layout }: PortalShellProps) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const root = useRouteRef(rootRouteRef)();
  const hidden = useHiddenPaths();
  const tabs = pages
    .map((page, index) => ({
      id: page.path,
      label: page.title,
      href: index === 0 ? root : `${root}/${page.path}`,
    }))
    // A page below another one is reached from there.
    .filter(tab => !tab.id.includes('/'))
    .filter(tab => !hidden.has(tab.id));

  return (
    <Layout
      title={t('page.title')}
      icon={<RiCloudLine />}
      titleLink={root}
      tabs={tabs}
      headerActions={[<CreateMenu key="create" />]}
    >
      <SharedAccountNotice />
      <Routes>
        {pages.map((page, index) => (
          <Route
            key={page.path}
            path={index === 0 ? '/' : `${page.path}/*`}
            element={page.element}
          />
        ))}
        <Route
          path="*"
          element={
            <PageFrame>
              <StateScreen
                state="missing"
                title={t('page.notFound')}
                description={t('page.notFoundDescription')}
              />
            </PageFrame>
          }
        />
      </Routes>
    </Layout>
  );
}
