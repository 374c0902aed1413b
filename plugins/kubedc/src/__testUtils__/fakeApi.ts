import { ResponseError } from '@backstage/errors';
import type { KubedcApi } from '../api';
import {
  adminOverview,
  images,
  offers,
  overview,
  run,
  syncReport,
  vm,
  vmDetail,
  vmList,
} from './fixtures';

/** A backend that knows one tenant; each test says where it differs. */
export function fakeKubedcApi(
  overrides: Partial<KubedcApi> = {},
): jest.Mocked<KubedcApi> {
  const api: KubedcApi = {
    getInstallations: async () => [],
    getOverview: async () => overview,
    getAdminOverview: async () => adminOverview,
    getSync: async () => syncReport,
    getAuditScope: async () => ({ installations: [], organizations: [] }),
    listAudit: async () => ({ items: [] }),
    exportAudit: async () => new Blob(),
    listResources: async () => vmList([vm()]),
    getResource: async () => vmDetail(),
    getImages: async () => images,
    getOffers: async () => offers,
    getRights: async questions => questions.map(() => ({ allowed: true })),
    dryRun: async () => ({ requests: [] }),
    runOperation: async () => run(),
    getRun: async () => run(),
    createGrant: async () => ({}),
    keepGrants: () => () => {},
    ...overrides,
  };
  return Object.fromEntries(
    Object.entries(api).map(([name, method]) => [name, jest.fn(method)]),
  ) as unknown as jest.Mocked<KubedcApi>;
}

/** An answer of the backend that says no, as `fetch` would bring it. */
export async function refusal(
  status: number,
  message: string,
  name = 'NotAllowedError',
): Promise<Error> {
  return ResponseError.fromResponse({
    ok: false,
    status,
    statusText: name,
    url: 'http://localhost/api/kubedc',
    headers: new Headers({ 'content-type': 'application/json' }),
    text: async () =>
      JSON.stringify({
        error: { name, message },
        response: { statusCode: status },
      }),
    json: async () => ({
      error: { name, message },
      response: { statusCode: status },
    }),
  } as Response);
}
