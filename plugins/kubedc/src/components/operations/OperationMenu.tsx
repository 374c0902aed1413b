import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonIcon, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import type { OfferedOperation } from '@kubedc/backstage-plugin-kubedc-common';
import { RiMore2Line } from '@remixicon/react';
import { kubedcTranslationRef } from '../../translation';
import { operationIcon } from './icons';
import styles from './OperationMenu.module.css';

/**
 * Operations behind ⋮. One that is not possible now stays visible and says why; one that the person has no right to is
 * left out.
 */
export function OperationMenu({
  name,
  operations: all,
  loading = false,
  onOpenChange,
  onSelect,
}: {
  name: string;
  operations: readonly OfferedOperation[];
  loading?: boolean;
  onOpenChange?: (open: boolean) => void;
  onSelect: (operation: OfferedOperation) => void;
}) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const operations = all.filter(({ allowed }) => allowed);
  return (
    <MenuTrigger onOpenChange={onOpenChange}>
      <ButtonIcon
        variant="tertiary"
        size="small"
        icon={<RiMore2Line size={16} />}
        aria-label={t('operations.more', { name })}
      />
      <Menu
        placement="bottom end"
        onAction={key => {
          const operation = operations.find(({ id }) => id === key);
          if (operation) onSelect(operation);
        }}
        disabledKeys={[
          'none',
          ...operations.filter(op => !op.available).map(op => op.id),
        ]}
      >
        {operations.length === 0 ? (
          <MenuItem id="none" className={styles.row}>
            {loading ? t('operations.loading') : t('operations.none')}
          </MenuItem>
        ) : (
          operations.map(operation => (
            <MenuItem
              key={operation.id}
              id={operation.id}
              className={styles.row}
              textValue={operation.title}
              color={operation.destructive ? 'danger' : 'primary'}
              iconStart={operationIcon(operation.id)}
            >
              <span className={styles.item}>
                {operation.title}
                {!operation.available && operation.reason && (
                  <span className={styles.reason}>{operation.reason}</span>
                )}
              </span>
            </MenuItem>
          ))
        )}
      </Menu>
    </MenuTrigger>
  );
}
