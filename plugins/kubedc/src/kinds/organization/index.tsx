import { RiBuilding2Line } from '@remixicon/react';
import { lazy } from 'react';
import type { KindPresentation } from '../types';

export const organizationPresentation: KindPresentation = {
  icon: <RiBuilding2Line size={20} />,
  Details: lazy(() => import('./OrganizationDetails')),
};
