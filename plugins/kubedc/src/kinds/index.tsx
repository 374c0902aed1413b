import { RiBox3Line } from '@remixicon/react';
import { kindIcons } from './icons';
import { organizationDetails } from './organization';
import { projectDetails } from './project';
import type { KindPresentation } from './types';

export type { KindPresentation } from './types';

/** Kinds whose objects have something on their page that no other kind has. */
const details: Readonly<Record<string, KindPresentation['Details']>> = {
  organization: organizationDetails,
  project: projectDetails,
};

/** How a kind is shown; a kind without an icon of its own gets the general one. */
export function presentationOf(kind: string): KindPresentation {
  const Icon = Object.hasOwn(kindIcons, kind) ? kindIcons[kind] : RiBox3Line;
  return {
    icon: <Icon size={20} />,
    Details: Object.hasOwn(details, kind) ? details[kind] : undefined,
  };
}
