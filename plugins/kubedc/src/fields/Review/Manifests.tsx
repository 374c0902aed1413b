import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  Skeleton,
  Text,
} from '@backstage/ui';
import type { DryRunResult } from '@kubedc/backstage-plugin-kubedc-common';
import { lazy, Suspense, useState } from 'react';
import { kubedcTranslationRef } from '../../translation';
import styles from './Review.module.css';

const YamlView = lazy(() => import('../../components/YamlView/YamlView'));

/** What will be sent to the platform: a line each, the manifests on request. */
export function Manifests({ result }: { result: DryRunResult }) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const [open, setOpen] = useState(false);
  const bodies = result.requests.filter(request => request.body !== undefined);
  return (
    <>
      <div>
        <Text weight="bold">{t('fields.review.summary')}</Text>
        <ol className={styles.steps}>
          {result.requests.map(request => (
            <li key={`${request.method} ${request.path}`}>
              {request.description}
            </li>
          ))}
        </ol>
      </div>
      {bodies.length > 0 && (
        <Accordion isExpanded={open} onExpandedChange={setOpen}>
          <AccordionTrigger title={t('fields.review.manifests')} />
          <AccordionPanel>
            {open && (
              <Suspense fallback={<Skeleton width="100%" height={240} />}>
                <div className={styles.manifest}>
                  {bodies.map(request => (
                    <YamlView
                      key={`${request.method} ${request.path}`}
                      name={request.description}
                      value={request.body}
                    />
                  ))}
                </div>
              </Suspense>
            )}
          </AccordionPanel>
        </Accordion>
      )}
    </>
  );
}
