import { createHash } from 'node:crypto';
import {
  methodNotAllowed,
  PathNotFound,
  unknownResource,
} from '../errors/statusError';
import { Resources, ServedVersion } from '../scheme/resources';
import { checkAccept } from '../handlers/accept';
import { RequestContext } from '../handlers/requestContext';
import { sendJson, sendText } from '../handlers/respond';
import {
  AggregatedVersion,
  aggregatedVersion,
  apiGroup,
  apiGroupList,
  apiResourceList,
} from './documents';
import { ServedGroup, servedGroups } from './groups';

const AGGREGATED =
  /^application\/json;(?=.*\bg=apidiscovery\.k8s\.io\b)(?=.*\bv=(v2|v2beta1)\b)(?=.*\bas=APIGroupDiscoveryList\b)/;

/** A version of a group that another server answers for. */
export interface RemoteVersion extends AggregatedVersion {
  group: string;
}

/** The versions that aggregated API servers serve. */
export interface RemoteVersions {
  versions(): RemoteVersion[];
}

/** Tells clients which groups, versions and resources there are. */
export class Discovery {
  constructor(
    private readonly resources: Resources,
    private readonly remote: RemoteVersions,
  ) {}

  /** Answers a discovery request; false when the path is none. */
  handle(context: RequestContext): boolean {
    if (context.info.path.startsWith('//')) {
      return false;
    }
    const parts = context.info.path.split('/').filter(Boolean);
    if (parts[0] === 'api') {
      return this.core(context, parts.slice(1));
    }
    if (parts[0] !== 'apis') {
      return false;
    }
    const [, group, version] = parts;
    // That of custom resources answers whatever the method.
    if (
      group !== undefined &&
      this.resources.isBuiltin(group) &&
      context.info.verb !== 'get'
    ) {
      throw methodNotAllowed();
    }
    if (group === undefined) {
      this.groupList(context);
    } else if (version === undefined) {
      const found = this.groups().find(g => g.name === group);
      if (!found) {
        throw new PathNotFound();
      }
      checkAccept(context);
      sendJson(context, 200, {
        kind: 'APIGroup',
        apiVersion: 'v1',
        ...apiGroup(found),
      });
    } else {
      this.resourceList(context, group, version);
    }
    return true;
  }

  /** All groups, those of other servers too. */
  groups(): ServedGroup[] {
    return servedGroups([...this.resources.all(), ...this.remote.versions()]);
  }

  private core(context: RequestContext, [version]: string[]): boolean {
    const isKnown =
      version === undefined || !!this.resources.version('', version);
    if (isKnown && context.info.verb !== 'get') {
      throw methodNotAllowed();
    }
    if (version !== undefined) {
      this.resourceList(context, '', version);
      return true;
    }
    const form = aggregatedForm(context);
    if (form) {
      const served = this.resources.version('', 'v1') as ServedVersion;
      this.sendAggregated(context, form, [
        { metadata: { name: '' }, versions: [aggregatedVersion(served)] },
      ]);
      return true;
    }
    checkAccept(context);
    sendJson(context, 200, {
      kind: 'APIVersions',
      versions: ['v1'],
      serverAddressByClientCIDRs: [
        { clientCIDR: '0.0.0.0/0', serverAddress: context.req.headers.host },
      ],
    });
    return true;
  }

  private groupList(context: RequestContext): void {
    const form = aggregatedForm(context);
    if (!form) {
      checkAccept(context);
      sendJson(context, 200, apiGroupList(this.groups()));
      return;
    }
    const remote = this.remote.versions();
    const items = this.groups().map(group => ({
      metadata: { name: group.name },
      versions: group.versions.map(version => {
        const local = this.resources.version(group.name, version);
        const { group: _group, ...other } = remote.find(
          r => r.group === group.name && r.version === version,
        ) ?? { group: '', version, freshness: 'Stale' };
        return local ? aggregatedVersion(local) : other;
      }),
    }));
    this.sendAggregated(context, form, items);
  }

  private sendAggregated(
    context: RequestContext,
    version: string,
    items: unknown[],
  ): void {
    const text = JSON.stringify({
      kind: 'APIGroupDiscoveryList',
      apiVersion: `apidiscovery.k8s.io/${version}`,
      metadata: {},
      items,
    });
    const etag = `"${createHash('sha256')
      .update(text)
      .digest('hex')
      .toUpperCase()}"`;
    const { req, res } = context;
    res.setHeader('etag', etag);
    res.setHeader('vary', 'Accept');
    if (req.headers['if-none-match'] === etag) {
      res.writeHead(304);
      res.end();
      return;
    }
    sendText(
      context,
      200,
      text,
      `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`,
    );
  }

  private resourceList(
    context: RequestContext,
    group: string,
    version: string,
  ): void {
    const served = this.resources.version(group, version);
    if (!served) {
      throw this.resources.isBuiltin(group)
        ? unknownResource()
        : new PathNotFound();
    }
    checkAccept(context);
    sendJson(context, 200, apiResourceList(served));
  }
}

/** The version of aggregated discovery that a client asks for. */
function aggregatedForm({ req }: RequestContext): string | undefined {
  for (const part of (req.headers.accept ?? '').split(',')) {
    const match = AGGREGATED.exec(part.replaceAll(' ', ''));
    if (match) {
      return match[1];
    }
  }
  return undefined;
}
