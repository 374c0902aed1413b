import { RiFolder3Line } from '@remixicon/react';
import { lazy } from 'react';
import type { KindPresentation } from '../types';

export const projectPresentation: KindPresentation = {
  icon: <RiFolder3Line size={20} />,
  Details: lazy(() => import('./ProjectDetails')),
};
