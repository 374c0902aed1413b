import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonIcon } from '@backstage/ui';
import {
  operationRegistry,
  type AnyOperationDeclaration,
  type ResourceSummary,
} from '@kubedc/backstage-plugin-kubedc-common';
import { useState } from 'react';
import { useResource } from '../../hooks/queries';
import { useOperation } from '../../hooks/useOperation';
import { useRights } from '../../hooks/useRights';
import { kubedcTranslationRef } from '../../translation';
import { operationIcon, OperationMenu, verbOf } from '../operations';
import { RowProblem } from './RowProblem';
import styles from './RowActions.module.css';

/** Operations worth a button of their own in a row, as soon as the object's state makes them possible. */
const POWER: readonly string[] = ['start', 'stop', 'restart'];

/** What a row asks its page to confirm. */
export interface OperationRequest {
  summary: ResourceSummary;
  operation: Pick<AnyOperationDeclaration, 'id' | 'title' | 'confirm'>;
}

/** Whether objects of a kind can be switched on and off. */
export function hasPower(kind: string): boolean {
  return operationRegistry
    .ofKind(kind)
    .some(({ id }) => POWER.includes(verbOf(id)));
}

function powerOperations(summary: ResourceSummary): AnyOperationDeclaration[] {
  return operationRegistry
    .ofKind(summary.kind)
    .filter(
      ({ id }) => POWER.includes(verbOf(id)) && summary.possible.includes(id),
    );
}

/**
 * Power buttons and ⋮ of a row. A button is there when the person may press it; why another one is not stands in the
 * menu, which is read when it opens.
 */
export function RowActions({
  summary,
  onConfirm,
}: {
  summary: ResourceSummary;
  onConfirm: (request: OperationRequest) => void;
}) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const [open, setOpen] = useState(false);
  const { pending, active, start, dismiss } = useOperation(summary);
  const detail = useResource(summary, { enabled: open });
  const { installation, namespace, name } = summary;
  const power = powerOperations(summary);
  const rights = useRights(
    power.map(({ id: operation }) => ({
      operation,
      installation,
      namespace,
      name,
    })),
  );
  const request = (operation: OperationRequest['operation']) => {
    if (operation.confirm === 'none') {
      start(operation);
    } else {
      onConfirm({ summary, operation });
    }
  };

  return (
    <div className={styles.actions}>
      {active?.error !== undefined && (
        <RowProblem
          title={t('operations.failed', { operation: active.title })}
          message={active.error}
          onDismiss={dismiss}
        />
      )}
      {power.map((operation, index) =>
        rights[index]?.allowed ? (
          <ButtonIcon
            key={operation.id}
            variant="tertiary"
            size="small"
            icon={operationIcon(operation.id)}
            isPending={pending && active?.id === operation.id}
            isDisabled={pending && active?.id !== operation.id}
            aria-label={t('operations.of', {
              operation: operation.title,
              name: summary.name,
            })}
            onPress={() => request(operation)}
          />
        ) : null,
      )}
      <OperationMenu
        name={summary.name}
        operations={detail.data?.operations ?? []}
        loading={detail.isPending}
        onOpenChange={setOpen}
        onSelect={request}
      />
    </div>
  );
}
