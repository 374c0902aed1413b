import { ISSUER, ServiceAccountTokens } from '../authn/serviceAccountTokens';
import { RequestContext } from './requestContext';
import { sendJson, sendPlain } from './respond';

const HEALTH = /^\/(healthz|livez|readyz)(\/.*)?$/;

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

/** Answers the paths that are about the server itself. */
export class NonResourceHandler {
  constructor(
    private readonly tokens: ServiceAccountTokens,
    private readonly isReady: () => boolean,
  ) {}

  /** False when the path is none of these. */
  handle(context: RequestContext): boolean {
    const { info, res } = context;
    const path = info.path.replace(/\/$/, '');
    if (HEALTH.test(path)) {
      const isUp = this.isReady() || !path.startsWith('/readyz');
      sendPlain(res, isUp ? 200 : 500, isUp ? 'ok' : 'not ready');
      return true;
    }
    switch (path) {
      case '/version':
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
