import { parseArgs } from 'node:util';
import { ApiServerKind, defaultApiServer, parseApiServer } from './apiServer';
import { Speed } from './runtime/clock';

/** What the command line says. */
export type Arguments = {
  apiServer: ApiServerKind;
  dir: string;
  port: number;
  /** Undefined where people sign in elsewhere. */
  oidcPort?: number;
  /** Where that is. */
  signInElsewhere?: { issuer: string; caFile: string };
  speed: Speed;
  keep: boolean;
  verbose: boolean;
};

/** How the command is used. */
export const USAGE = `Usage: main.ts [options]
  --dir <folder>       where state, certificates and kubeconfigs are kept (.sandbox)
  --port <number>      port of the Kubernetes API, 0 for a free one (6443)
  --oidc-port <number> port of the sign-in server, 0 for a free one (5556)
  --oidc-issuer <url>  people sign in there instead, {realm} for the realm; with --oidc-ca-file
  --oidc-ca-file <file> PEM of what the certificate of --oidc-issuer is of
  --apiserver <which>  embedded or real: kube-apiserver and etcd (embedded)
  --speed <speed>      human or fast (human)
  --keep               go on with the state of the last time
  --verbose            say more`;

/**
 * Reads the command line.
 *
 * @throws Error that names the option which is not as it must be
 */
export function parseArguments(args: string[]): Arguments {
  const { values } = parseArgs({
    args,
    options: {
      dir: { type: 'string', default: '.sandbox' },
      port: { type: 'string', default: '6443' },
      'oidc-port': { type: 'string', default: '5556' },
      'oidc-issuer': { type: 'string' },
      'oidc-ca-file': { type: 'string' },
      apiserver: { type: 'string', default: defaultApiServer() },
      speed: { type: 'string', default: 'human' },
      keep: { type: 'boolean', default: false },
      verbose: { type: 'boolean', default: false },
    },
  });
  if (values.speed !== 'human' && values.speed !== 'fast') {
    throw new Error(`--speed is human or fast, not "${values.speed}"`);
  }
  const signInElsewhere = elsewhere(
    values['oidc-issuer'],
    values['oidc-ca-file'],
  );
  return {
    apiServer: parseApiServer('--apiserver', values.apiserver),
    dir: values.dir,
    port: portOf('--port', values.port),
    ...(signInElsewhere
      ? { signInElsewhere }
      : { oidcPort: portOf('--oidc-port', values['oidc-port']) }),
    speed: values.speed,
    keep: values.keep,
    verbose: values.verbose,
  };
}

function elsewhere(issuer?: string, caFile?: string) {
  if (!issuer && !caFile) {
    return undefined;
  }
  if (!issuer?.startsWith('https://') || !issuer.includes('{realm}')) {
    throw new Error(
      `--oidc-issuer is an https address with {realm} in it, not "${
        issuer ?? ''
      }"`,
    );
  }
  if (!caFile) {
    throw new Error('--oidc-issuer needs --oidc-ca-file');
  }
  return { issuer, caFile };
}

function portOf(option: string, text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535) {
    throw new Error(`${option} is a port number, not "${text}"`);
  }
  return port;
}
