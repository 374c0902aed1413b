import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, CardBody, Flex, Skeleton, Text } from '@backstage/ui';
import { useAdminOverview } from '../../hooks/queries';
import { kubedcTranslationRef } from '../../translation';
import { PageFrame } from '../PageFrame';
import { ProblemNotes, QueryView } from '../StateScreen';
import { ForOperatorsOnly } from './ForOperatorsOnly';
import { InstallationCards } from './InstallationCard';
import { OrganizationsTable } from './OrganizationsTable';

function AdminContent() {
  const { t } = useTranslationRef(kubedcTranslationRef);
  return (
    <QueryView
      query={useAdminOverview()}
      forbidden={<ForOperatorsOnly />}
      skeleton={
        <Flex direction="column" gap="4">
          <Skeleton width="100%" height={96} />
          <OrganizationsTable organizations={undefined} />
        </Flex>
      }
    >
      {overview => (
        <>
          <ProblemNotes problems={overview.problems} />
          <Text as="h2" variant="title-x-small" weight="bold">
            {t('admin.installations')}
          </Text>
          <InstallationCards installations={overview.installations} />
          <Text as="h2" variant="title-x-small" weight="bold">
            {t('admin.organizations')}
          </Text>
          <Card>
            <CardBody>
              <OrganizationsTable organizations={overview.organizations} />
            </CardBody>
          </Card>
        </>
      )}
    </QueryView>
  );
}

/** For operators: which tenant or part of the platform needs me? */
export function AdminPage() {
  return (
    <PageFrame>
      <AdminContent />
    </PageFrame>
  );
}
