import { methodNotAllowed, unknownResource } from '../errors/statusError';
import { ISSUER, ServiceAccountTokens } from '../authn/serviceAccountTokens';
import { checkAccept } from './accept';
import { checkHealth } from './health';
import { RequestContext } from './requestContext';
import { sendJson, sendPlain } from './respond';

/** What `/version` tells. */
export const VERSION = {
  major: '1',
  minor: '35',
  emulationMajor: '1',
  emulationMinor: '35',
  minCompatibilityMajor: '1',
  minCompatibilityMinor: '34',
  gitVersion: 'v1.35.4+embedded',
  gitCommit: '',
  gitTreeState: 'clean',
  buildDate: '1970-01-01T00:00:00Z',
  goVersion: `node ${process.version}`,
  compiler: 'node',
  platform: `${process.platform}/${process.arch}`,
};

/** What there is to know about the server itself. */
export interface ServerInfo {
  isReady(): boolean;
  /** The paths a client can go on from. */
  paths(): string[];
  /** What Prometheus is told. */
  metrics(): string;
}

/** Answers the paths that are about the server itself. */
export class NonResourceHandler {
  constructor(
    private readonly tokens: ServiceAccountTokens,
    private readonly server: ServerInfo,
  ) {}

  /** False when the path is none of these. */
  handle(context: RequestContext): boolean {
    const { info, res } = context;
    const path = info.path.replace(/\/$/, '');
    const health = checkHealth(path, context.query, {
      ping: () => true,
      shutdown: () => this.server.isReady(),
    });
    if (health) {
      sendPlain(res, health.code, health.text);
      return true;
    }
    if (path.startsWith('/version/')) {
      throw unknownResource();
    }
    switch (path) {
      case '':
        sendJson(context, 200, { paths: this.server.paths() });
        return true;
      case '/metrics':
        sendPlain(res, 200, this.server.metrics());
        return true;
      case '/version':
        if (info.verb !== 'get') {
          throw methodNotAllowed();
        }
        checkAccept(context, ['application/json']);
        sendJson(context, 200, VERSION);
        return true;
      case '/openid/v1/jwks':
        sendJson(context, 200, this.tokens.jwks);
        return true;
      case '/.well-known/openid-configuration':
        sendJson(context, 200, {
          issuer: ISSUER,
          jwks_uri: `https://${context.req.headers.host}/openid/v1/jwks`,
          response_types_supported: ['id_token'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['ES256'],
        });
        return true;
      default:
        return false;
    }
  }
}
