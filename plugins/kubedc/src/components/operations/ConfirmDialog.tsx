import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Skeleton,
  Text,
  TextField,
} from '@backstage/ui';
import type { OfferedOperation } from '@kubedc/backstage-plugin-kubedc-common';
import { useState } from 'react';
import type { ObjectTarget } from '../../api';
import { useResource } from '../../hooks/queries';
import { messageOf } from '../../lib/errors';
import { kubedcTranslationRef } from '../../translation';
import styles from './ConfirmDialog.module.css';

function Consequences({ operation }: { operation: OfferedOperation }) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  if (!operation.available) {
    return (
      <Alert
        status="warning"
        icon
        title={operation.reason ?? t('operations.none')}
      />
    );
  }
  return (
    <>
      {operation.consequences.length > 0 && (
        <>
          <Text weight="bold">{t('operations.consequences')}</Text>
          <ul className={styles.consequences}>
            {operation.consequences.map(consequence => (
              <li key={consequence}>{consequence}</li>
            ))}
          </ul>
        </>
      )}
      {operation.destructive && operation.confirm === 'name' && (
        <Text color="secondary">{t('operations.noUndo')}</Text>
      )}
    </>
  );
}

/**
 * Asks once before an operation. What else goes or stays is read from the platform while the dialog opens; the name
 * has to be typed only where data is lost.
 */
export function ConfirmDialog({
  target,
  operationId,
  title,
  onConfirm,
  onClose,
}: {
  target: ObjectTarget;
  operationId: string;
  /** The verb on the button. */
  title: string;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const [typed, setTyped] = useState('');
  const query = useResource(target);
  const operation = query.data?.operations.find(({ id }) => id === operationId);
  const needsName = operation?.confirm === 'name' && operation.available;
  const ready =
    Boolean(operation?.available) && (!needsName || typed === target.name);
  const confirm = () => {
    if (ready) {
      onClose();
      onConfirm();
    }
  };

  return (
    <Dialog
      isOpen
      isDismissable
      width={480}
      onOpenChange={open => !open && onClose()}
    >
      <DialogHeader>
        {t('operations.confirmTitle', {
          operation: title,
          name: target.name,
        })}
      </DialogHeader>
      <DialogBody>
        <div className={styles.body}>
          {operation && <Consequences operation={operation} />}
          {!operation && query.error && (
            <Alert status="danger" icon title={messageOf(query.error)} />
          )}
          {!operation && !query.error && query.data && (
            <Alert status="warning" icon title={t('operations.none')} />
          )}
          {!query.data && !query.error && <Skeleton width="100%" height={48} />}
          {needsName && (
            <TextField
              // eslint-disable-next-line jsx-a11y/no-autofocus -- the dialog takes the focus anyway; here it is of use
              autoFocus
              label={t('operations.typeName', { name: target.name })}
              value={typed}
              onChange={setTyped}
              onKeyDown={event => event.key === 'Enter' && confirm()}
            />
          )}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button
          variant="primary"
          destructive={operation?.destructive}
          isDisabled={!ready}
          onPress={confirm}
        >
          {title}
        </Button>
        <Button variant="secondary" onPress={onClose}>
          {t('operations.cancel')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
