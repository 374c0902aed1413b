import type { ResourceDetail } from '@kubedc/backstage-plugin-kubedc-common';
import type { ComponentType } from 'react';

/** How the pages show a kind; everything else about it comes from its definition in the common package. */
export interface KindPresentation {
  icon: JSX.Element;
  /** What an object's page shows of this kind alone; lazy, as most pages never need it. */
  Details?: ComponentType<{ detail: ResourceDetail }>;
}
