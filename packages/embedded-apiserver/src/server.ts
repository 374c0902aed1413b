import path from 'node:path';
import { ServerResponse } from 'node:http';
import https from 'node:https';
import { AddressInfo, Socket } from 'node:net';
import { AdmissionChain } from './admission/admissionChain';
import { DefaultTolerationSeconds } from './admission/defaultTolerationSeconds';
import { LimitRanger } from './admission/limitRanger/limitRanger';
import { NamespaceLifecycle } from './admission/namespaceLifecycle';
import { Priority } from './admission/priority';
import { QuotaEvaluators } from './admission/resourceQuota/evaluators';
import { ResourceQuota } from './admission/resourceQuota/resourceQuota';
import { ServiceAccount } from './admission/serviceAccount';
import { ValidatingAdmissionPolicy } from './admission/validatingAdmissionPolicy/validatingAdmissionPolicy';
import { Aggregator } from './aggregator/aggregator';
import { ApiServer } from './apiServer';
import { AuthenticationConfiguration } from './authn/authenticationConfiguration';
import { Authenticator, StaticToken } from './authn/authenticator';
import { validateAuthentication } from './authn/jwt/validateAuthentication';
import { ISSUER, ServiceAccountTokens } from './authn/serviceAccountTokens';
import { RbacAuthorizer } from './authz/rbacAuthorizer';
import { bootstrap } from './bootstrap';
import { ApiServiceRegistration } from './controllers/apiServiceRegistration';
import { ClaimProtection } from './controllers/claimProtection';
import { ClusterRoleAggregation } from './controllers/clusterRoleAggregation';
import { CustomResourceDefinitions } from './controllers/customResourceDefinitions';
import { EventExpiry } from './controllers/eventExpiry';
import { GarbageCollector } from './controllers/garbageCollector';
import { Namespaces } from './controllers/namespaces';
import { PodTermination } from './controllers/podTermination';
import { ResourceQuotas } from './controllers/resourceQuotas';
import { SYSTEM_USER } from './controllers/systemUser';
import { Discovery } from './discovery/discovery';
import { unknownResource } from './errors/statusError';
import { metricsText } from './handlers/metrics';
import { ConnectionTurns } from './handlers/connectionTurns';
import { NonResourceHandler } from './handlers/nonResource';
import { ResourceHandler } from './handlers/resourceHandler';
import { rootPaths } from './handlers/rootPaths';
import { KubeconfigOptions, kubeconfigText } from './kubeconfig';
import { OpenApi } from './openapi/openApi';
import { BodyDecoder } from './registry/decodeBody';
import { Registry } from './registry/registry';
import { Reviews } from './reviews/reviews';
import { addBuiltins, builtinSchemas } from './scheme/builtins';
import { Resources } from './scheme/resources';
import { SnapshotFile } from './storage/snapshotFile';
import { Store } from './storage/store';
import { strategies } from './strategies';
import { definitionStrategy } from './strategies/customResourceDefinition';
import { apiServiceStrategy } from './strategies/apiService';
import { rbacStrategies } from './strategies/rbac';
import { CertificateStore } from './tls/certificates';
import { KubeObject, Logger } from './types';
import { clone } from './util/clone';

/**
 * What an embedded API server is started with.
 *
 * @public
 */
export interface EmbeddedApiServerOptions {
  /**
   * Folder for certificate authority, serving certificate and keys; they are
   * made when missing. `ca.crt` is the certificate that clients trust.
   */
  dataDir: string;
  /** Port to listen on; 0 or nothing takes a free one. */
  port?: number;
  /** Address to listen on; 127.0.0.1 when left out. */
  host?: string;
  /** Tokens that are valid for as long as the server runs. */
  tokens?: StaticToken[];
  /** Issuers whose JSON Web Tokens are trusted; none when left out. */
  authentication?: AuthenticationConfiguration;
  /** Whether objects are kept in `dataDir` and are there at the next start. */
  keep?: boolean;
  /**
   * How many changes to each resource are remembered at least, so that a watch
   * can go on from before them; 10,000 when left out.
   */
  watchHistory?: number;
  logger?: Logger;
}

/**
 * A Kubernetes API server that runs in this process.
 *
 * @public
 */
export interface EmbeddedApiServer {
  /** Address without a path, such as `https://127.0.0.1:6443`. */
  readonly url: string;
  /** PEM of the certificate that clients trust. */
  readonly caData: string;
  /** File with {@link EmbeddedApiServer.caData}. */
  readonly caFile: string;
  /** A kubeconfig (YAML) for somebody with a token. */
  kubeconfig(options: KubeconfigOptions): string;
  /** Makes a token valid. */
  addToken(token: StaticToken): void;
  /**
   * Trusts other issuers of tokens from now on. Their keys are fetched when the
   * first token of theirs comes.
   *
   * @throws Error naming every field that is wrong; nothing changes then
   */
  setAuthentication(configuration: AuthenticationConfiguration): Promise<void>;
  /**
   * Creates objects without a request, as the system itself; those that exist
   * already are left alone. The objects are checked as in a request.
   *
   * @throws Error with the text of the refusal
   */
  load(objects: unknown[]): void;
  /** Ends all connections, and saves the objects when they are kept. */
  stop(): Promise<void>;
}

const SILENT: Logger = {
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

function listen(server: https.Server, port: number, host: string) {
  return new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/**
 * Starts a Kubernetes API server in this process.
 *
 * @throws Error when the port is taken, the folder cannot be written, or the
 * authentication is not valid
 * @public
 */
export async function startEmbeddedApiServer(
  options: EmbeddedApiServerOptions,
): Promise<EmbeddedApiServer> {
  const { dataDir, port = 0, host = '127.0.0.1', logger = SILENT } = options;
  // Before anything is begun that would have to be ended again.
  validateAuthentication(options.authentication ?? {}, [ISSUER]);
  const certificates = new CertificateStore(dataDir);
  const ca = await certificates.authority('ca', 'embedded-apiserver-ca');
  const frontProxyCa = await certificates.authority(
    'front-proxy-ca',
    'front-proxy-ca',
  );
  const frontProxyClient = await certificates.issue(
    'front-proxy-client',
    frontProxyCa,
    'front-proxy-client',
    'client',
  );
  const serving = await certificates.issue(
    'serving',
    ca,
    'kube-apiserver',
    'server',
    [
      { type: 'dns', value: 'localhost' },
      { type: 'dns', value: 'kubernetes.default.svc' },
      { type: 'ip', value: '127.0.0.1' },
      { type: 'ip', value: '::1' },
    ],
  );

  const store = new Store(
    // Later than any resourceVersion of an earlier life of the server, so that
    // a watch that goes on from one is told it is too old.
    Date.now(),
    options.watchHistory,
  );
  const snapshot = new SnapshotFile(path.join(dataDir, 'objects.json'), store);
  if (options.keep) {
    snapshot.restore();
  }
  const onError = (error: unknown) =>
    logger.error(
      `controller failed: ${error instanceof Error ? error.stack : error}`,
    );
  const schemas = builtinSchemas();
  const resources = new Resources();
  const authorizer = new RbacAuthorizer(store);
  addBuiltins(resources, schemas, {
    ...strategies,
    ...rbacStrategies(authorizer),
    'apiextensions.k8s.io/customresourcedefinitions': definitionStrategy,
    'apiregistration.k8s.io/apiservices': apiServiceStrategy,
  });
  const decoder = new BodyDecoder(schemas, resources);
  const evaluators = new QuotaEvaluators(resources);
  const quotas = new ResourceQuotas(store, evaluators, onError);
  const registry = new Registry(
    store,
    resources,
    new AdmissionChain([
      new NamespaceLifecycle(store),
      new LimitRanger(store),
      new ServiceAccount(store),
      new Priority(store),
      new DefaultTolerationSeconds(),
      new ValidatingAdmissionPolicy(store, resources, authorizer),
      new ResourceQuota(store, evaluators, request =>
        quotas.afterCharge(request),
      ),
    ]),
    decoder,
  );
  const load = (object: unknown): void => {
    const { apiVersion, kind } = object as KubeObject;
    const resource = resources.findKind(apiVersion, kind);
    if (!resource) {
      throw unknownResource();
    }
    const body = decoder.decode(resource, clone(object), 'Ignore').object;
    const { name, namespace } = body.metadata;
    const place = resource.namespaced ? namespace ?? 'default' : undefined;
    if (!name || !registry.find(resource, place, name)) {
      registry.create(resource, place, body, { user: SYSTEM_USER });
    }
  };

  new CustomResourceDefinitions(registry, onError).start();
  new Namespaces(registry, ca.cert, onError).start();
  bootstrap(load, frontProxyCa.cert, ca.cert);
  new ClusterRoleAggregation(registry).start();
  quotas.start();
  const collector = new GarbageCollector(registry, onError);
  const termination = new PodTermination(registry, onError);
  new ClaimProtection(registry, onError).start();
  const expiry = new EventExpiry(store);
  expiry.start();
  const aggregator = new Aggregator(registry, frontProxyClient, onError);
  new ApiServiceRegistration(registry).start();
  const tokens = await ServiceAccountTokens.load(dataDir, store);
  const authenticator = new Authenticator(
    options.tokens ?? [],
    tokens,
    options.authentication,
  );

  let isReady = true;
  const discovery = new Discovery(resources, aggregator);
  const api = new ApiServer(
    {
      authenticator,
      authorizer,
      aggregator,
      discovery,
      openApi: new OpenApi(resources, schemas),
      nonResource: new NonResourceHandler(tokens, {
        isReady: () => isReady,
        paths: () => rootPaths(discovery.groups()),
        metrics: () => metricsText(store),
      }),
      resources: new ResourceHandler(
        registry,
        new Reviews(authorizer, authenticator, decoder),
        tokens,
      ),
    },
    logger,
  );
  const server = https.createServer({
    cert: serving.cert,
    key: serving.key,
    keepAliveTimeout: 120_000,
    maxHeaderSize: 64 * 1024,
  });
  // Also connections that are only on their way to being one: the server itself waits for their TLS handshake.
  const sockets = new Set<Socket>();
  let isStopping = false;
  server.on('connection', (socket: Socket) => {
    if (isStopping) {
      socket.destroy();
      return;
    }
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const turns = new ConnectionTurns();
  server.on('request', (req, res) => {
    turns.take(req.socket, res, () => {
      api.handle(req, res).catch(onError);
    });
  });
  server.on('upgrade', (req, socket: Socket, head) => {
    socket.on('error', () => socket.destroy());
    const res = new ServerResponse(req);
    res.assignSocket(socket);
    res.on('finish', () => socket.end());
    api.upgrade(req, res, head).catch(onError);
  });
  server.on('clientError', (_error, socket) => {
    if (socket.writable) {
      socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
    }
  });
  await listen(server, port, host);
  const address = server.address() as AddressInfo;
  const url = `https://${host === '0.0.0.0' ? '127.0.0.1' : host}:${
    address.port
  }`;
  if (options.keep) {
    snapshot.start(onError);
  }
  logger.info(`Kubernetes API server listens on ${url}`);

  return {
    url,
    caData: ca.cert,
    caFile: path.join(dataDir, 'ca.crt'),
    kubeconfig: config => kubeconfigText(url, ca.cert, config),
    addToken: token => authenticator.addToken(token),
    setAuthentication: async configuration =>
      authenticator.setConfiguration(configuration),
    load: objects => objects.forEach(load),
    stop: async () => {
      isReady = false;
      aggregator.stop();
      collector.stop();
      termination.stop();
      quotas.stop();
      expiry.stop();
      const closed = new Promise<void>(resolve => {
        server.close(() => resolve());
      });
      isStopping = true;
      sockets.forEach(socket => socket.destroy());
      await closed;
      if (options.keep) {
        snapshot.stop();
        snapshot.save();
      }
    },
  };
}
