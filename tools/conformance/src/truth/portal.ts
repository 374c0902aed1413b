import { ConfigReader } from '@backstage/config';
import { mockServices } from '@backstage/backend-test-utils';
import {
  KubernetesObject,
  kindRegistry,
  OperationInput,
  AnyOperationDeclaration,
} from '@kubedc/backstage-plugin-kubedc-common';
import {
  createOperationContext,
  HttpsTransport,
  Installation,
  makesObject,
  ObjectMirror,
  OperationContext,
  OperationRunner,
  PlannedRequest,
  PlatformService,
  readInstallations,
  toDryRunRequest,
  toKubernetesRequest,
} from '@kubedc/backstage-plugin-kubedc-node';
import { containedIn } from './contained';

const STRICT = { fieldValidation: 'Strict' };
const RUN = '00000000-0000-4000-8000-000000000000';

/** What became of an input. */
export type Outcome =
  | { refused: string }
  | { requests: PlannedRequest[]; problems: string[] };

/** The portal's own way to an API server: its mirror, its plans and the requests they become. */
export class Portal {
  readonly transport: HttpsTransport;
  readonly mirror: ObjectMirror;
  readonly context: OperationContext;
  private readonly installation: Installation;

  constructor(server: { url: string; caData: string }) {
    const [{ installation }] = readInstallations(
      new ConfigReader({
        kubedc: {
          installations: {
            truth: {
              url: server.url,
              token: 'admin',
              caData: Buffer.from(server.caData).toString('base64'),
            },
          },
        },
      }),
    );
    if (!installation) {
      throw new Error('the installation cannot be read');
    }
    this.installation = installation;
    this.transport = HttpsTransport.fromSettings(installation.connection);
    const logger = mockServices.logger.mock();
    this.mirror = new ObjectMirror({
      installation: installation.name,
      transport: this.transport,
      types: kindRegistry.watchedTypes(),
      logger,
    });
    const platform = {
      get: () => installation,
      transport: () => this.transport,
      mirror: () => this.mirror,
    } as Partial<PlatformService> as PlatformService;
    this.context = createOperationContext({
      platform,
      installation: installation.name,
      logger,
    });
  }

  get offers(): Installation['offers'] {
    return this.installation.offers;
  }

  /** Waits until the mirror has everything that the API server serves. */
  async start(): Promise<void> {
    this.mirror.start();
    await Promise.all(
      this.mirror.types().map(
        type =>
          new Promise<void>(resolve => {
            const look = () => {
              const { state } = this.mirror.status(type);
              if (this.mirror.hasSynced(type) || state === 'absent') {
                resolve();
              }
            };
            this.mirror.subscribeStatus(look);
            look();
          }),
      ),
    );
  }

  async stop(): Promise<void> {
    await this.mirror.stop();
    this.transport.close();
  }

  /** Puts another catalogue of images in the place of the one there is, which it gives. */
  async exchangeImages(
    data: Record<string, string>,
  ): Promise<Record<string, string>> {
    const { namespace, name } = this.installation.imagesConfigMap;
    const before = await this.context.readConfigMap(namespace, name);
    await this.transport.request({
      method: 'PATCH',
      path: `/api/v1/namespaces/${namespace}/configmaps/${name}`,
      contentType: 'application/merge-patch+json',
      body: { data },
    });
    return before;
  }

  /** Plans an operation and sends it, dry and then for real; what it made is removed again. */
  async run<T extends AnyOperationDeclaration>(
    runner: OperationRunner<T>,
    input: Record<string, unknown>,
  ): Promise<Outcome> {
    let requests: PlannedRequest[];
    try {
      const parsed = runner.declaration.input.strict().parse(input);
      requests = await runner.plan(parsed as OperationInput<T>, this.context);
    } catch (error) {
      if (
        /^(InputError|NotFoundError|ConflictError)$/.test((error as Error).name)
      ) {
        return { refused: (error as Error).message };
      }
      throw error;
    }
    const problems: string[] = [];
    const made: KubernetesObject[] = [];
    for (const planned of requests) {
      const { object, problem } = await this.send(planned);
      problems.push(...problem);
      if (object && makesObject(planned)) {
        made.push(object);
      }
    }
    for (const [index, object] of made.entries()) {
      await this.remove(requests[index], object);
    }
    return { requests, problems };
  }

  private async send(
    planned: PlannedRequest,
  ): Promise<{ object?: KubernetesObject; problem: string[] }> {
    // KubeVirt answers these, not the API server.
    if (planned.type.group === 'subresources.kubevirt.io') {
      return { problem: [] };
    }
    const real = toKubernetesRequest(planned, RUN);
    const dry = toDryRunRequest(planned, RUN);
    try {
      for (const request of dry ? [dry, real] : [real]) {
        const isWrite = request.method !== 'DELETE';
        const object = await this.transport.request<KubernetesObject>({
          ...request,
          query: { ...request.query, ...(isWrite ? STRICT : {}) },
        });
        const sent = makesObject(planned) ? request.body : {};
        const lost = containedIn(object, sent);
        if (lost.length > 0 || request === real) {
          return {
            object,
            problem: lost.map(
              path => `${planned.description}: ${path} was not kept`,
            ),
          };
        }
      }
      return { problem: [] };
    } catch (error) {
      return {
        problem: [
          `${planned.description}: ${
            (error as Error).message
          } for ${JSON.stringify(planned.body)}`,
        ],
      };
    }
  }

  private async remove(
    planned: PlannedRequest,
    { metadata }: KubernetesObject,
  ): Promise<void> {
    const target = { ...planned, name: metadata.name, query: {} };
    await this.transport.request(
      toKubernetesRequest(
        { ...target, method: 'DELETE', body: undefined },
        RUN,
      ),
    );
  }
}
