import { RiArchive2Line } from '@remixicon/react';
import type { KindPresentation } from '../types';

export const objectBucketClaimPresentation: KindPresentation = {
  icon: <RiArchive2Line size={20} />,
};
