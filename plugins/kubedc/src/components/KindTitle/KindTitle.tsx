import { kindRegistry } from '@kubedc/backstage-plugin-kubedc-common';
import { presentationOf } from '../../kinds';
import styles from './KindTitle.module.css';

/** Icon and name of a kind, as they stand over one of its objects. */
export function KindTitle({ kind }: { kind: string }) {
  return (
    <span className={styles.title}>
      <span className={styles.icon} aria-hidden="true">
        {presentationOf(kind).icon}
      </span>
      {kindRegistry.byId(kind)?.title.singular ?? kind}
    </span>
  );
}
