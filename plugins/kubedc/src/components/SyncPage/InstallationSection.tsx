import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import type { InstallationSync } from '@kubedc/backstage-plugin-kubedc-common';
import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router-dom';
import { InstallationState } from '../AdminPage/InstallationState';
import { AbsentKinds } from './AbsentKinds';
import { SkippedList } from './SkippedList';
import { SyncNotes } from './SyncNotes';
import { WatchTable } from './WatchTable';
import { WriterFacts } from './WriterFacts';
import styles from './SyncPage.module.css';

/** Brings the installation that the address names into view, once. */
function useScrollTo(name: string) {
  const { hash } = useLocation();
  const ref = useRef<HTMLElement>(null);
  const isNamed = hash === `#${encodeURIComponent(name)}`;
  useEffect(() => {
    if (isNamed) ref.current?.scrollIntoView();
  }, [isNamed]);
  return ref;
}

/** How one installation gets into the catalog. */
export function InstallationSection({
  installation,
}: {
  installation: InstallationSync;
}) {
  const { name, title, watches, catalog } = installation;
  const ref = useScrollTo(name);
  const present = watches.filter(({ state }) => state !== 'absent');
  const absent = watches.filter(({ state }) => state === 'absent');
  return (
    <section ref={ref} aria-label={title} className={styles.section}>
      <Card>
        <CardHeader>
          <div className={styles.top}>
            <Text as="h3" variant="body-large" weight="bold">
              {title}
            </Text>
            <InstallationState installation={installation} />
          </div>
        </CardHeader>
        <CardBody>
          <div className={styles.content}>
            <SyncNotes installation={installation} />
            {catalog && <WriterFacts report={catalog} />}
            {present.length > 0 && <WatchTable watches={present} />}
            {absent.length > 0 && <AbsentKinds watches={absent} />}
            {catalog && catalog.skipped.length > 0 && (
              <SkippedList skipped={catalog.skipped} />
            )}
          </div>
        </CardBody>
      </Card>
    </section>
  );
}
