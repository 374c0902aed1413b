import { stringify } from 'yaml';
import { CopyButton } from '../CopyButton';
import styles from './YamlView.module.css';

/** Default export for `React.lazy`. A value as YAML, read only. */
export default function YamlView({
  value,
  name,
}: {
  value: unknown;
  name: string;
}) {
  const text = stringify(value);
  return (
    <div className={styles.view}>
      <div className={styles.copy}>
        <CopyButton value={text} name={name} />
      </div>
      {/* It scrolls, so keyboards must be able to reach it. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={styles.text} tabIndex={0} aria-label={name}>
        {text}
      </pre>
    </div>
  );
}
