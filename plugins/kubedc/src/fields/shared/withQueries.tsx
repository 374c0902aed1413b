import type { ComponentType } from 'react';
import { KubedcQueryProvider } from '../../hooks/QueryProvider';

/** Brings the plugin's cache along: the scaffolder mounts fields in a tree of its own. */
export function withQueries<TProps extends {}>(
  Component: ComponentType<TProps>,
): (props: TProps) => JSX.Element {
  return function WithQueries(props: TProps) {
    return (
      <KubedcQueryProvider>
        <Component {...props} />
      </KubedcQueryProvider>
    );
  };
}
