import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  Card,
  CardBody,
  CardHeader,
  Skeleton,
  Text,
} from '@backstage/ui';
import type { ResourceDetail } from '@kubedc/backstage-plugin-kubedc-common';
import { lazy, Suspense, useState } from 'react';
import type { ObjectTarget } from '../../api';
import { useResource } from '../../hooks/queries';
import { useOperation } from '../../hooks/useOperation';
import { presentationOf } from '../../kinds';
import { targetOf } from '../../lib/entityTarget';
import { kubedcTranslationRef } from '../../translation';
import { FactList } from '../FactView';
import { KindTitle } from '../KindTitle';
import { OperationButtons, OperationStatus } from '../operations';
import { PageFrame } from '../PageFrame';
import { HealthHeader } from '../resource/HealthHeader';
import { useFactRows, usePlaceRows } from '../resource/useFactRows';
import { QueryView, StateScreen } from '../StateScreen';
import { EventsTable } from './EventsTable';
import { RelatedList } from './RelatedList';
import { Section } from './Section';
import styles from './ResourceContent.module.css';

const YamlView = lazy(() => import('../YamlView/YamlView'));

function YamlSection({ detail }: { detail: ResourceDetail }) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const [open, setOpen] = useState(false);
  return (
    <Accordion isExpanded={open} onExpandedChange={setOpen}>
      <AccordionTrigger title={t('resource.yaml')} />
      <AccordionPanel>
        {open && (
          <Suspense fallback={<Skeleton width="100%" height={320} />}>
            <YamlView value={detail.object} name={`${detail.name}.yaml`} />
          </Suspense>
        )}
      </AccordionPanel>
    </Accordion>
  );
}

function Facts({ detail }: { detail: ResourceDetail }) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const what = [...useFactRows(detail, 'what'), ...usePlaceRows(detail)];
  const reach = useFactRows(detail, 'reach');
  return (
    <div className={styles.columns}>
      <Section title={t('facts.what')}>
        <FactList rows={what} />
      </Section>
      {reach.length > 0 && (
        <Section title={t('facts.reach')}>
          <FactList rows={reach} />
        </Section>
      )}
    </div>
  );
}

function Detail({
  target,
  detail,
  operation,
}: {
  target: ObjectTarget;
  detail: ResourceDetail;
  operation: ReturnType<typeof useOperation>;
}) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const { Details } = presentationOf(detail.kind);
  return (
    <div className={styles.content}>
      <Card>
        <CardHeader>
          <Text as="h3" variant="title-x-small" weight="bold">
            <KindTitle kind={detail.kind} />
          </Text>
        </CardHeader>
        <CardBody>
          <HealthHeader
            health={detail.health}
            actions={
              <OperationButtons
                target={target}
                detail={detail}
                operation={operation}
              />
            }
          />
        </CardBody>
      </Card>
      <OperationStatus
        active={operation.active}
        onDismiss={operation.dismiss}
      />
      {Details && (
        <Suspense fallback={<Skeleton width="100%" height={160} />}>
          <Details detail={detail} />
        </Suspense>
      )}
      <Facts detail={detail} />
      {detail.related.length > 0 && (
        <Section title={t('resource.related')}>
          <RelatedList related={detail.related} />
        </Section>
      )}
      <Section title={t('resource.events')}>
        <EventsTable events={detail.events} />
      </Section>
      <YamlSection detail={detail} />
    </div>
  );
}

function ContentSkeleton() {
  return (
    <div className={styles.content}>
      <Skeleton width="100%" height={88} />
      <Skeleton width="100%" height={240} />
      <Skeleton width="100%" height={160} />
    </div>
  );
}

function TargetContent({ target }: { target: ObjectTarget }) {
  const operation = useOperation(target);
  const query = useResource(target, { fast: operation.pending });
  return (
    <QueryView query={query} skeleton={<ContentSkeleton />}>
      {detail => (
        <Detail target={target} detail={detail} operation={operation} />
      )}
    </QueryView>
  );
}

/** Tab of the entity page: everything about one object. */
export function ResourceContent() {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const { entity } = useEntity();
  const target = targetOf(entity);
  return (
    <PageFrame embedded>
      {target ? (
        <TargetContent target={target} />
      ) : (
        <StateScreen
          state="missing"
          title={t('resource.notKubedc')}
          description={t('resource.notKubedcDescription')}
        />
      )}
    </PageFrame>
  );
}
