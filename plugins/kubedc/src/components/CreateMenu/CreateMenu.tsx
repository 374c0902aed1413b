import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { kindRegistry } from '@kubedc/backstage-plugin-kubedc-common';
import { RiAddLine } from '@remixicon/react';
import { creatingOperations, useCreateHref } from '../../hooks/useCreateHref';
import { KubedcQueryProvider } from '../../hooks/QueryProvider';
import { useRights } from '../../hooks/useRights';
import { presentationOf } from '../../kinds';
import { kubedcTranslationRef } from '../../translation';

function Entries() {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const hrefOf = useCreateHref();
  const operations = creatingOperations();
  const rights = useRights(
    operations.map(({ id: operation }) => ({ operation })),
  );
  const entries = operations.flatMap(({ kind: id }, index) => {
    const kind = kindRegistry.byId(id);
    const href = hrefOf(id);
    return kind && href && rights[index]?.allowed ? [{ kind, href }] : [];
  });
  if (entries.length === 0) {
    return null;
  }
  return (
    <MenuTrigger>
      <Button
        variant="primary"
        size="small"
        iconStart={<RiAddLine size={16} />}
      >
        {t('page.create')}
      </Button>
      <Menu placement="bottom end">
        {entries.map(({ kind, href }) => (
          <MenuItem
            key={kind.id}
            id={kind.id}
            href={href}
            iconStart={presentationOf(kind.id).icon}
          >
            {kind.title.singular}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  );
}

/** The software templates, one entry for each kind of which the person may make objects somewhere. */
export function CreateMenu() {
  return (
    <KubedcQueryProvider>
      <Entries />
    </KubedcQueryProvider>
  );
}
