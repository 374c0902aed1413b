import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonIcon } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useEffect, useState } from 'react';
import { kubedcTranslationRef } from '../../translation';

/** Copies a value; the icon confirms it for two seconds. */
export function CopyButton({ value, name }: { value: string; name: string }) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);

  return (
    <ButtonIcon
      variant="tertiary"
      size="small"
      aria-label={
        copied ? t('copy.copied', { name }) : t('copy.copy', { name })
      }
      icon={copied ? <RiCheckLine size={14} /> : <RiFileCopyLine size={14} />}
      onPress={async () => {
        await navigator.clipboard.writeText(value);
        setCopied(true);
      }}
    />
  );
}
