import type { ReactNode } from 'react';
import styles from './FactList.module.css';

/** Terms and values under one another. */
export function FactList({
  rows,
}: {
  rows: Array<{ id: string; title: string; value: ReactNode }>;
}) {
  return (
    <dl className={styles.list}>
      {rows.map(row => (
        <FactRow key={row.id} title={row.title} value={row.value} />
      ))}
    </dl>
  );
}

function FactRow({ title, value }: { title: string; value: ReactNode }) {
  return (
    <>
      <dt>{title}</dt>
      <dd>{value}</dd>
    </>
  );
}
