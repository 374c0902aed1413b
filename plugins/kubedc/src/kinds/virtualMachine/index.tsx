import { RiComputerLine } from '@remixicon/react';
import type { KindPresentation } from '../types';

export const virtualMachinePresentation: KindPresentation = {
  icon: <RiComputerLine size={20} />,
};
