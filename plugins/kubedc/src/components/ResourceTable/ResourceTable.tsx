import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Card, CardBody, Table } from '@backstage/ui';
import type {
  KindDefinition,
  ResourceList,
} from '@kubedc/backstage-plugin-kubedc-common';
import { useMemo, useState } from 'react';
import { PAGE_SIZES, type ListState } from '../../hooks/useListState';
import { useEntityHref } from '../../hooks/useEntityHref';
import { useOperation } from '../../hooks/useOperation';
import { kubedcTranslationRef } from '../../translation';
import { ConfirmDialog } from '../operations';
import { StateScreen } from '../StateScreen';
import { columnsOf, type ResourceRow } from './columns';
import type { OperationRequest } from './RowActions';

function RowConfirmation({
  request: { summary, operation },
  onClose,
}: {
  request: OperationRequest;
  onClose: () => void;
}) {
  const { start } = useOperation(summary);
  return (
    <ConfirmDialog
      target={summary}
      operationId={operation.id}
      title={operation.title}
      onConfirm={() => start(operation)}
      onClose={onClose}
    />
  );
}

/** One page of a kind's objects. */
export function ResourceTable({
  kind,
  list,
  isStale,
  state,
  isFiltered,
  onChange,
  emptyAction,
  emptyDescription,
}: {
  kind: KindDefinition;
  /** Absent while the first page loads. */
  list: ResourceList | undefined;
  isStale: boolean;
  state: ListState;
  isFiltered: boolean;
  onChange: (change: Partial<ListState>) => void;
  emptyAction?: JSX.Element;
  /** What is said where there is nothing, instead of how things come to be there. */
  emptyDescription?: string;
}) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const hrefOf = useEntityHref();
  const [request, setRequest] = useState<OperationRequest>();
  const columns = useMemo(
    () => columnsOf(kind, { t, hrefOf, onConfirm: setRequest }),
    [kind, t, hrefOf],
  );
  const rows = useMemo<ResourceRow[] | undefined>(
    () =>
      list?.items.map(item => ({
        ...item,
        id: `${item.installation}/${item.uid}`,
      })),
    [list],
  );
  const { offset, pageSize } = state;
  const total = list?.total ?? 0;

  return (
    <>
      <Card>
        <CardBody>
          <Table
            columnConfig={columns}
            data={rows}
            isPending={!list}
            isStale={isStale}
            sort={{
              descriptor: {
                column: state.sort,
                direction: state.order === 'desc' ? 'descending' : 'ascending',
              },
              onSortChange: ({ column, direction }) =>
                onChange({
                  sort: String(column),
                  order: direction === 'descending' ? 'desc' : 'asc',
                }),
            }}
            pagination={
              total > PAGE_SIZES[0]
                ? {
                    type: 'page',
                    pageSize,
                    pageSizeOptions: PAGE_SIZES,
                    offset,
                    totalCount: total,
                    hasNextPage: offset + pageSize < total,
                    hasPreviousPage: offset > 0,
                    onNextPage: () => onChange({ offset: offset + pageSize }),
                    onPreviousPage: () =>
                      onChange({ offset: Math.max(0, offset - pageSize) }),
                    onPageSizeChange: size => onChange({ pageSize: size }),
                  }
                : { type: 'none' }
            }
            emptyState={
              isFiltered ? (
                <StateScreen
                  state="empty"
                  title={t('list.noMatch')}
                  description={t('list.noMatchDescription')}
                  action={
                    <Button
                      variant="secondary"
                      onPress={() =>
                        onChange({ search: '', project: '', health: '' })
                      }
                    >
                      {t('list.clear')}
                    </Button>
                  }
                />
              ) : (
                <StateScreen
                  state="empty"
                  title={t('list.emptyTitle', {
                    kinds: kind.title.plural.toLowerCase(),
                  })}
                  description={emptyDescription ?? t('list.emptyDescription')}
                  action={emptyAction}
                />
              )
            }
          />
        </CardBody>
      </Card>
      {request && (
        <RowConfirmation
          request={request}
          onClose={() => setRequest(undefined)}
        />
      )}
    </>
  );
}
