import type { IconComponent } from '@backstage/core-plugin-api';
import type { RemixiconComponentType } from '@remixicon/react';
import { kindIcons } from '../kinds/icons';

/** As large as the text around it, like the icons of other types. */
function inText(Icon: RemixiconComponentType): IconComponent {
  return function TypeIcon({ fontSize: _, ...rest }) {
    return <Icon size="1.25em" aria-hidden {...rest} />;
  };
}

/** Made once, so that React takes an icon for the same one each time. */
const icons = new Map(
  Object.entries(kindIcons).map(([kind, Icon]) => [kind, inText(Icon)]),
);

/** The icon of a kind's entities; undefined for a kind without one. */
export function typeIconOf(kind: string): IconComponent | undefined {
  return icons.get(kind);
}
