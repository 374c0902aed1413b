import { Container } from '@backstage/ui';
import type { PropsWithChildren } from 'react';
import { KubedcQueryProvider } from '../../hooks/QueryProvider';
import styles from './PageFrame.module.css';

/** Width, rhythm and data of every page of the plugin. */
export function PageFrame({ children }: PropsWithChildren<{}>) {
  return (
    <KubedcQueryProvider>
      <Container>
        <div className={styles.frame}>{children}</div>
      </Container>
    </KubedcQueryProvider>
  );
}
