import { Container } from '@backstage/ui';
import type { PropsWithChildren } from 'react';
import { KubedcQueryProvider } from '../../hooks/QueryProvider';
import styles from './PageFrame.module.css';

/** Width, rhythm and data of every page of the plugin. */
export function PageFrame({
  children,
  embedded = false,
}: PropsWithChildren<{
  /** True inside a page that has margins of its own, such as the entity page. */
  embedded?: boolean;
}>) {
  const content = <div className={styles.frame}>{children}</div>;
  return (
    <KubedcQueryProvider>
      {embedded ? content : <Container>{content}</Container>}
    </KubedcQueryProvider>
  );
}
