import { CatalogTable } from '@backstage/plugin-catalog';
import {
  CatalogFilterLayout,
  EntityListProvider,
  type EntityListPagination,
} from '@backstage/plugin-catalog-react';
import { Container } from '@backstage/ui';
import { withKubedcColumns } from '@kubedc/backstage-plugin-kubedc';
import { Fragment, type ReactElement } from 'react';

const columns = withKubedcColumns(CatalogTable.defaultColumnsFunc);

/** The catalog: filters and what they leave. What it is called stands above it, what can be created in the sidebar. */
export function CatalogPage({
  filters,
  pagination,
}: {
  filters: readonly ReactElement[];
  pagination: EntityListPagination;
}) {
  return (
    <EntityListProvider pagination={pagination}>
      <Container>
        <CatalogFilterLayout>
          <CatalogFilterLayout.Filters>
            {filters.map((filter, index) => (
              // They are configured, so that their order never changes.
              <Fragment key={index}>{filter}</Fragment>
            ))}
          </CatalogFilterLayout.Filters>
          <CatalogFilterLayout.Content>
            <CatalogTable columns={columns} />
          </CatalogFilterLayout.Content>
        </CatalogFilterLayout>
      </Container>
    </EntityListProvider>
  );
}
