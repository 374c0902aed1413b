import { Registry } from '../registry/registry';
import { RemoteVersion } from '../discovery/discovery';
import { RequestContext } from '../handlers/requestContext';
import { RequestInfo } from '../handlers/requestInfo';
import { KeyPair } from '../tls/certificates';
import { KubeObject } from '../types';
import { clone } from '../util/clone';
import { equal } from '../util/equal';
import { now } from '../util/time';
import {
  API_SERVICES,
  ApiService,
  resolveEndpoint,
  UnavailableError,
} from './apiService';
import { forward, forwardUpgrade, Target } from './forward';
import { fetchDocument } from './fetchDocument';
import { toAggregatedVersion } from './remoteDiscovery';

const CHECK_MS = 30_000;
const RETRY_MS = 1_000;

interface Known {
  service: ApiService;
  isAvailable: boolean;
  remote?: RemoteVersion;
}

/** What an APIService's Available condition says. */
interface Availability {
  status: 'True' | 'False';
  reason: string;
  message: string;
}

/** Passes requests on to the servers that APIServices name. */
export class Aggregator {
  private readonly known = new Map<string, Known>();
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private isStopped = false;

  constructor(
    private readonly registry: Registry,
    private readonly clientCertificate: KeyPair,
    private readonly onError: (error: unknown) => void,
  ) {
    const { store } = registry;
    store.onChange(({ storageKey, type, entry }) => {
      if (storageKey === API_SERVICES) {
        this.changed(entry.object as ApiService, type === 'DELETED');
      } else if (
        storageKey === '/services' ||
        storageKey === '/endpoints' ||
        storageKey === 'discovery.k8s.io/endpointslices'
      ) {
        this.recheck(entry.object);
      }
    });
    for (const entry of store.collection(API_SERVICES).list()) {
      this.changed(entry.object as ApiService, false);
    }
  }

  /** Whether another server answers for what a request asks for. */
  handles(info: RequestInfo): boolean {
    return this.find(info) !== undefined;
  }

  /** The group versions that other servers answer for. */
  versions(): RemoteVersion[] {
    return [...this.known.values()].map(
      ({ service: { spec }, remote }) =>
        remote ?? {
          group: spec.group,
          version: spec.version,
          freshness: 'Stale' as const,
        },
    );
  }

  /** Answers with what the other server answers. */
  proxy(context: RequestContext): void {
    forward(context, this.target(context.info));
  }

  /** Connects a client that changes the protocol to the other server. */
  proxyUpgrade(context: RequestContext, head: Buffer): void {
    forwardUpgrade(context, this.target(context.info), head);
  }

  stop(): void {
    this.isStopped = true;
    this.timers.forEach(timer => clearTimeout(timer));
  }

  private find({ path, isResource, group, version }: RequestInfo) {
    const [first, pathGroup, pathVersion] = path.split('/').filter(Boolean);
    if (first !== 'apis') {
      return undefined;
    }
    return isResource
      ? this.known.get(`${version}.${group}`)
      : this.known.get(`${pathVersion}.${pathGroup}`);
  }

  private target(info: RequestInfo): Target | undefined {
    const found = this.find(info);
    return found?.isAvailable ? this.targetOf(found.service) : undefined;
  }

  private targetOf(service: ApiService): Target {
    const { namespace = '', name = '' } = service.spec.service ?? {};
    return {
      ...resolveEndpoint(this.registry.store, service),
      servername: `${name}.${namespace}.svc`,
      ca: service.spec.caBundle
        ? Buffer.from(service.spec.caBundle, 'base64').toString()
        : undefined,
      rejectUnauthorized: !service.spec.insecureSkipTLSVerify,
      cert: this.clientCertificate.cert,
      key: this.clientCertificate.key,
    };
  }

  private changed(service: ApiService, isGone: boolean): void {
    const { name } = service.metadata;
    const before = this.known.get(name);
    if (isGone || !service.spec.service) {
      this.known.delete(name);
      clearTimeout(this.timers.get(name));
      if (!isGone) {
        setImmediate(() =>
          this.report(name, {
            status: 'True',
            reason: 'Local',
            message: 'Local APIServices are always available',
          }),
        );
      }
      return;
    }
    const isSame = before && equal(before.service.spec, service.spec);
    this.known.set(name, {
      service,
      isAvailable: before?.isAvailable ?? false,
      remote: before?.remote,
    });
    if (!isSame) {
      this.schedule(name, 0);
    }
  }

  /** A change to a service may be what an APIService waits for. */
  private recheck({ metadata }: KubeObject): void {
    for (const [name, { service }] of this.known) {
      if (service.spec.service?.namespace === metadata.namespace) {
        this.schedule(name, 0);
      }
    }
  }

  private schedule(name: string, delay: number): void {
    if (this.isStopped) {
      return;
    }
    clearTimeout(this.timers.get(name));
    const timer = setTimeout(() => {
      this.check(name).catch(this.onError);
    }, delay);
    this.timers.set(name, timer.unref());
  }

  private async check(name: string): Promise<void> {
    const known = this.known.get(name);
    if (!known) {
      return;
    }
    const availability = await this.probe(known);
    const current = this.known.get(name);
    if (this.isStopped || !current) {
      return;
    }
    current.isAvailable = availability.status === 'True';
    this.report(name, availability);
    this.schedule(name, current.isAvailable ? CHECK_MS : RETRY_MS);
  }

  private async probe(known: Known): Promise<Availability> {
    const { group, version } = known.service.spec;
    let url = '';
    try {
      const target = this.targetOf(known.service);
      url = `https://${target.host}:${target.port}/apis/${group}/${version}`;
      const list = await fetchDocument(target, `/apis/${group}/${version}`);
      known.remote = { group, ...toAggregatedVersion(group, version, list) };
      const current = this.known.get(known.service.metadata.name);
      if (current) {
        current.remote = known.remote;
      }
      return {
        status: 'True',
        reason: 'Passed',
        message: 'all checks passed',
      };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return error instanceof UnavailableError
        ? { status: 'False', reason: error.reason, message }
        : {
            status: 'False',
            reason: 'FailedDiscoveryCheck',
            message: `failing or missing response from ${url}: ${message}`,
          };
    }
  }

  private report(name: string, availability: Availability): void {
    const { store } = this.registry;
    const entry = store.collection(API_SERVICES).get(name);
    if (!entry) {
      return;
    }
    const next = clone(entry.object);
    const before = (
      entry.object.status as
        | {
            conditions?: (Availability & {
              type: string;
              lastTransitionTime: string;
            })[];
          }
        | undefined
    )?.conditions?.find(c => c.type === 'Available');
    next.status = {
      conditions: [
        {
          type: 'Available',
          lastTransitionTime:
            before?.status === availability.status
              ? before.lastTransitionTime
              : now(),
          ...availability,
        },
      ],
    };
    if (!equal(next.status, entry.object.status)) {
      store.put(API_SERVICES, name, next);
    }
  }
}
