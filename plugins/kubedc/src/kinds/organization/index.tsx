import { lazy } from 'react';
import type { KindPresentation } from '../types';

export const organizationDetails: KindPresentation['Details'] = lazy(
  () => import('./OrganizationDetails'),
);
