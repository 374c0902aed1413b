import { Button, Flex } from '@backstage/ui';
import type {
  OfferedOperation,
  ResourceDetail,
} from '@kubedc/backstage-plugin-kubedc-common';
import { useState } from 'react';
import type { ObjectTarget } from '../../api';
import type { useOperation } from '../../hooks/useOperation';
import { ConfirmDialog } from './ConfirmDialog';
import { operationIcon } from './icons';
import { OperationMenu } from './OperationMenu';

/** The operation that the object's state suggests as a button, the rest behind ⋮; what the person has a right to, that is. */
export function OperationButtons({
  target,
  detail,
  operation,
}: {
  target: ObjectTarget;
  detail: ResourceDetail;
  operation: ReturnType<typeof useOperation>;
}) {
  const [confirming, setConfirming] = useState<OfferedOperation>();
  const primary = detail.operations.find(
    offered => offered.available && offered.suggested,
  );
  const rest = detail.operations.filter(
    offered => offered.allowed && offered !== primary,
  );
  const select = (offered: OfferedOperation) => {
    if (offered.confirm === 'none') {
      operation.start(offered);
    } else {
      setConfirming(offered);
    }
  };

  return (
    <Flex align="center" gap="1">
      {primary && (
        <Button
          variant={primary.destructive ? 'secondary' : 'primary'}
          destructive={primary.destructive}
          size="small"
          iconStart={operationIcon(primary.id)}
          isPending={operation.pending}
          onPress={() => select(primary)}
        >
          {primary.title}
        </Button>
      )}
      {rest.length > 0 && (
        <OperationMenu name={detail.name} operations={rest} onSelect={select} />
      )}
      {confirming && (
        <ConfirmDialog
          target={target}
          operationId={confirming.id}
          title={confirming.title}
          onConfirm={() => operation.start(confirming)}
          onClose={() => setConfirming(undefined)}
        />
      )}
    </Flex>
  );
}
