import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import { RiDownloadLine } from '@remixicon/react';
import { useMutation } from '@tanstack/react-query';
import { kubedcApiRef, type AuditQuery } from '../../api';
import { messageOf } from '../../lib/errors';
import { kubedcTranslationRef } from '../../translation';

function save(blob: Blob, name: string) {
  const href = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = href;
  link.download = name;
  link.click();
  URL.revokeObjectURL(href);
}

/** Hands everything that matches to the person as a file. */
export function useExport() {
  const api = useApi(kubedcApiRef);
  return useMutation({
    mutationFn: (query: AuditQuery) => api.exportAudit(query),
    onSuccess: blob =>
      save(blob, `audit-${new Date().toISOString().slice(0, 10)}.csv`),
  });
}

/** The button; what went wrong is said by {@link ExportProblem}, where there is room for it. */
export function ExportButton({
  isPending,
  onPress,
}: {
  isPending: boolean;
  onPress: () => void;
}) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  return (
    <Button
      size="small"
      variant="secondary"
      iconStart={<RiDownloadLine size={16} />}
      isPending={isPending}
      onPress={onPress}
    >
      {t('audit.export')}
    </Button>
  );
}

/** Says why there is no file. */
export function ExportProblem({ error }: { error: Error }) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  return (
    <Alert
      status="danger"
      icon
      title={t('audit.exportFailed')}
      description={messageOf(error)}
    />
  );
}
