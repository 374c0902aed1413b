import { lazy } from 'react';
import type { KindPresentation } from '../types';

export const projectDetails: KindPresentation['Details'] = lazy(
  () => import('./ProjectDetails'),
);
