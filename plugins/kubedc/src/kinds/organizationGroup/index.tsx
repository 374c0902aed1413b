import { RiGroupLine } from '@remixicon/react';
import type { KindPresentation } from '../types';

export const organizationGroupPresentation: KindPresentation = {
  icon: <RiGroupLine size={20} />,
};
