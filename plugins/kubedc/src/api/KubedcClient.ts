import type { DiscoveryApi, FetchApi } from '@backstage/core-plugin-api';
import { NotFoundError, ResponseError } from '@backstage/errors';
import { kindRegistry } from '@kubedc/backstage-plugin-kubedc-common';
import type {
  AdminOverview,
  AuditList,
  AuditScope,
  DryRunResult,
  GrantRenewal,
  GrantRequest,
  GrantView,
  InstallationView,
  OperationRequest,
  OperationRun,
  OsImage,
  Overview,
  PlatformOffers,
  ResourceDetail,
  ResourceList,
  RightsAnswer,
  RightsAnswers,
  RightsQuestion,
  SyncReport,
} from '@kubedc/backstage-plugin-kubedc-common';
import { GrantKeeper } from './GrantKeeper';
import type {
  AuditQuery,
  KubedcApi,
  ObjectTarget,
  ResourceListQuery,
} from './KubedcApi';
import { TOKEN_HEADER, type TokenSource } from './personToken';

function pathOfKind(kind: string): string {
  const definition = kindRegistry.byId(kind);
  if (!definition) {
    throw new NotFoundError(`There is no kind '${kind}'`);
  }
  return definition.path;
}

function queryString(
  parameters: Record<string, string | number | readonly string[] | undefined>,
): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) {
    if (Array.isArray(value)) {
      if (value.length > 0) search.set(key, value.join(','));
    } else if (value !== undefined && value !== '') {
      search.set(key, String(value));
    }
  }
  const text = search.toString();
  return text ? `?${text}` : '';
}

/**
 * {@link KubedcApi} over HTTP.
 *
 * @public
 */
export class KubedcClient implements KubedcApi {
  readonly #discoveryApi: DiscoveryApi;
  readonly #fetchApi: FetchApi;
  readonly #token: TokenSource | undefined;
  readonly #grants = new GrantKeeper(() => this.#renewGrants());

  constructor(options: {
    discoveryApi: DiscoveryApi;
    fetchApi: FetchApi;
    /** Where an installation takes people's own tokens. */
    token?: TokenSource;
  }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
    this.#token = options.token;
  }

  async getInstallations(): Promise<InstallationView[]> {
    return this.#items('/installations');
  }

  async getOverview(): Promise<Overview> {
    return this.#get('/overview');
  }

  async getAdminOverview(): Promise<AdminOverview> {
    return this.#get('/admin/overview');
  }

  async getSync(): Promise<SyncReport> {
    return this.#get('/sync');
  }

  async getAuditScope(): Promise<AuditScope> {
    return this.#get('/audit/scope');
  }

  async listAudit(
    query: AuditQuery & { limit?: number; cursor?: string } = {},
  ): Promise<AuditList> {
    return this.#get(`/audit${queryString({ ...query })}`);
  }

  async exportAudit(query: AuditQuery = {}): Promise<Blob> {
    const response = await this.#fetch(
      `/audit${queryString({ ...query, format: 'csv' })}`,
    );
    return response.blob();
  }

  async listResources(
    kind: string,
    { search, ...query }: ResourceListQuery = {},
  ): Promise<ResourceList> {
    return this.#get(
      `/resources/${pathOfKind(kind)}${queryString({ q: search, ...query })}`,
    );
  }

  async getResource(target: ObjectTarget): Promise<ResourceDetail> {
    const path = [
      pathOfKind(target.kind),
      target.installation,
      ...(target.namespace ? [target.namespace] : []),
      target.name,
    ].map(encodeURIComponent);
    return this.#get(`/resources/${path.join('/')}`);
  }

  async getImages(installation?: string): Promise<OsImage[]> {
    return this.#items(`/images${queryString({ installation })}`);
  }

  async getOffers(installation?: string): Promise<PlatformOffers> {
    return this.#get(`/offers${queryString({ installation })}`);
  }

  async getRights(
    questions: readonly RightsQuestion[],
  ): Promise<RightsAnswer[]> {
    const { answers } = await this.#post<RightsAnswers>('/rights', {
      questions: [...questions],
    });
    return answers;
  }

  async dryRun(
    operation: string,
    input: Record<string, unknown>,
  ): Promise<DryRunResult> {
    return this.#post(`/operations/${encodeURIComponent(operation)}`, {
      input,
      dryRun: true,
    });
  }

  async runOperation(
    operation: string,
    request: Omit<OperationRequest, 'dryRun'>,
  ): Promise<OperationRun> {
    return this.#post(`/operations/${encodeURIComponent(operation)}`, request);
  }

  async getRun(runId: string): Promise<OperationRun> {
    return this.#get(`/operations/runs/${encodeURIComponent(runId)}`);
  }

  async createGrant(request: GrantRequest): Promise<GrantView> {
    if (!this.#token) {
      return {};
    }
    const grant = await this.#post<GrantView>('/grants', request);
    if (grant.id !== undefined) {
      this.#grants.wake();
    }
    return grant;
  }

  keepGrants(): () => void {
    return this.#token ? this.#grants.keep() : () => {};
  }

  async #renewGrants(): Promise<GrantRenewal> {
    // Without a session there is nothing to renew with, and nobody is to be troubled for it.
    return (await this.#token?.())
      ? this.#post<GrantRenewal>('/grants/renew', {})
      : { open: 0 };
  }

  /** Lists come as `{ items }`, so that an answer can grow. */
  async #items<T>(path: string): Promise<T[]> {
    const answer = await this.#get<{ items: T[] } | T[]>(path);
    return Array.isArray(answer) ? answer : answer.items;
  }

  async #get<T>(path: string): Promise<T> {
    return this.#request(path);
  }

  async #post<T>(path: string, body: object): Promise<T> {
    return this.#request(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  async #request<T>(path: string, init?: RequestInit): Promise<T> {
    const response = await this.#fetch(path, init);
    return response.json();
  }

  async #fetch(path: string, init?: RequestInit): Promise<Response> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('kubedc');
    const token = await this.#token?.();
    const response = await this.#fetchApi.fetch(
      `${baseUrl}${path}`,
      token
        ? { ...init, headers: { ...init?.headers, [TOKEN_HEADER]: token } }
        : init,
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }
}
