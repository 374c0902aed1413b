import { createApp } from '@backstage/frontend-defaults';
import {
  kubedcEntityPresentationModule,
  kubedcSignInModule,
} from '@kubedc/backstage-plugin-kubedc/alpha';
import { catalogModule } from './modules/catalog';
import { navModule } from './modules/nav';
import { themeModule } from './modules/theme';

/** The portal. Plugins are discovered from package.json (`app.packages: all`); modules are added here. */
export default createApp({
  features: [
    catalogModule,
    kubedcEntityPresentationModule,
    kubedcSignInModule,
    navModule,
    themeModule,
  ],
});
