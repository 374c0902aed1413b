import { RiShip2Line } from '@remixicon/react';
import type { KindPresentation } from '../types';

export const kdcClusterPresentation: KindPresentation = {
  icon: <RiShip2Line size={20} />,
};
