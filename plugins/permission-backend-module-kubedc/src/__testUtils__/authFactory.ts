import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';

/** The mock of the auth service, which otherwise hides that a plugin asks on a user's behalf. */
export const authFactory = createServiceFactory({
  service: coreServices.auth,
  deps: { plugin: coreServices.pluginMetadata },
  factory: ({ plugin }) => {
    const auth = mockServices.auth({ pluginId: plugin.getId() });
    const authenticate = auth.authenticate.bind(auth);
    return Object.assign(auth, {
      authenticate: async (token: string) => {
        const credentials = await authenticate(token);
        return auth.isPrincipal(credentials, 'user') && token.includes('obo')
          ? {
              ...credentials,
              principal: {
                ...credentials.principal,
                actor: { type: 'service' as const, subject: 'plugin:catalog' },
              },
            }
          : credentials;
      },
    });
  },
});
