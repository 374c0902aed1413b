import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { kindRegistry } from '@kubedc/backstage-plugin-kubedc-common';
import { RiAddLine } from '@remixicon/react';
import { creatingOperations, useCreateHref } from '../../hooks/useCreateHref';
import { presentationOf } from '../../kinds';
import { kubedcTranslationRef } from '../../translation';

/** The software templates, one entry a kind. */
export function CreateMenu() {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const hrefOf = useCreateHref();
  const entries = creatingOperations().flatMap(({ kind: id }) => {
    const kind = kindRegistry.byId(id);
    const href = hrefOf(id);
    return kind && href ? [{ kind, href }] : [];
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
