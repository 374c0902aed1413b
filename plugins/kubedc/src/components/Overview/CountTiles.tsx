import { useRouteRef } from '@backstage/core-plugin-api';
import { Card, CardBody, Text } from '@backstage/ui';
import type { KindCount } from '@kubedc/backstage-plugin-kubedc-common';
import { presentationOf } from '../../kinds';
import { tableKinds } from '../../lib/tableKinds';
import { rootRouteRef } from '../../routes';
import { HealthCounts } from './HealthCounts';
import styles from './CountTiles.module.css';

/** How many of each kind there are and how they are; each tile opens the kind's table. */
export function CountTiles({
  counts,
  project,
}: {
  counts: readonly KindCount[];
  /** `{organization}/{project}`: the tables opened show this project alone. */
  project?: string;
}) {
  const root = useRouteRef(rootRouteRef)();
  const search = project ? `?${new URLSearchParams({ project })}` : '';
  return (
    <div className={styles.tiles}>
      {tableKinds().map(kind => {
        const count = counts.find(item => item.kind === kind.id);
        const total = count?.total ?? 0;
        return (
          <Card
            key={kind.id}
            href={`${root}/${kind.path}${search}`}
            label={`${kind.title.plural}: ${total}`}
          >
            <CardBody>
              <div className={styles.tile}>
                <div className={styles.top}>
                  <span className={styles.icon} aria-hidden="true">
                    {presentationOf(kind.id).icon}
                  </span>
                  <Text color="secondary">{kind.title.plural}</Text>
                </div>
                <span className={styles.number}>{total}</span>
                <HealthCounts health={count?.health ?? {}} total={total} />
              </div>
            </CardBody>
          </Card>
        );
      })}
    </div>
  );
}
