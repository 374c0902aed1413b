import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  formatBytes,
  parseQuantity,
} from '@kubedc/backstage-plugin-kubedc-common';
import { FactList } from '../../components/FactView';
import { kubedcTranslationRef } from '../../translation';
import type { Translate } from '../shared/translate';

const ACRONYMS = new Set(['api', 'cidr', 'cpu', 'ip', 'os', 'ssh']);

/** A quantity in a binary unit, as people choose sizes in forms. */
const BINARY_QUANTITY = /^\d+(\.\d+)?[KMGTPE]i$/;

function textOf(value: unknown, t: Translate): string {
  if (typeof value === 'boolean') {
    return value ? t('facts.yes') : t('facts.no');
  }
  if (typeof value === 'string' && BINARY_QUANTITY.test(value)) {
    return formatBytes(parseQuantity(value));
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** `diskSize` as `Disk size`, `sshKeySecret` as `SSH key secret`. */
export function titleOf(key: string): string {
  const words = key
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLocaleLowerCase('en')
    .split(' ')
    .map(word => (ACRONYMS.has(word) ? word.toLocaleUpperCase('en') : word));
  const text = words.join(' ');
  return text.charAt(0).toLocaleUpperCase('en') + text.slice(1);
}

/** What was asked for, once more; secrets are not shown. */
export function InputSummary({
  input,
  secretFields,
}: {
  input: Record<string, unknown>;
  secretFields: readonly string[];
}) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  return (
    <FactList
      rows={Object.entries(input).map(([key, value]) => ({
        id: key,
        title: titleOf(key),
        value: secretFields.includes(key) ? '•••' : textOf(value, t),
      }))}
    />
  );
}
