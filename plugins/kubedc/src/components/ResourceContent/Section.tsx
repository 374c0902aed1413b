import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import type { PropsWithChildren } from 'react';

/** A titled card of the object's page. */
export function Section({
  title,
  children,
}: PropsWithChildren<{ title: string }>) {
  return (
    <Card>
      <CardHeader>
        <Text as="h3" variant="title-x-small" weight="bold">
          {title}
        </Text>
      </CardHeader>
      <CardBody>{children}</CardBody>
    </Card>
  );
}
