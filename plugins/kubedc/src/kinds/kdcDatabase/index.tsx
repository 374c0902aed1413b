import { RiDatabase2Line } from '@remixicon/react';
import type { KindPresentation } from '../types';

export const kdcDatabasePresentation: KindPresentation = {
  icon: <RiDatabase2Line size={20} />,
};
