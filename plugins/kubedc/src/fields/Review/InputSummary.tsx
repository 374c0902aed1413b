import { FactList } from '../../components/FactView';

function textOf(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** `diskSize` as `Disk size`. */
function titleOf(key: string): string {
  const words = key
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What was asked for, once more; secrets are not shown. */
export function InputSummary({
  input,
  secretFields,
}: {
  input: Record<string, unknown>;
  secretFields: readonly string[];
}) {
  return (
    <FactList
      rows={Object.entries(input).map(([key, value]) => ({
        id: key,
        title: titleOf(key),
        value: secretFields.includes(key) ? '•••' : textOf(value),
      }))}
    />
  );
}
