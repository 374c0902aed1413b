import { parseArgs } from 'node:util';
import { ApiServerKind, defaultApiServer, parseApiServer } from './apiServer';
import { Speed } from './runtime/clock';

/** What the command line says. */
export type Arguments = {
  apiServer: ApiServerKind;
  dir: string;
  port: number;
  oidcPort: number;
  speed: Speed;
  keep: boolean;
  verbose: boolean;
};

/** How the command is used. */
export const USAGE = `Usage: main.ts [options]
  --dir <folder>       where state, certificates and kubeconfigs are kept (.sandbox)
  --port <number>      port of the Kubernetes API, 0 for a free one (6443)
  --oidc-port <number> port of the sign-in server, 0 for a free one (5556)
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
      apiserver: { type: 'string', default: defaultApiServer() },
      speed: { type: 'string', default: 'human' },
      keep: { type: 'boolean', default: false },
      verbose: { type: 'boolean', default: false },
    },
  });
  if (values.speed !== 'human' && values.speed !== 'fast') {
    throw new Error(`--speed is human or fast, not "${values.speed}"`);
  }
  return {
    apiServer: parseApiServer('--apiserver', values.apiserver),
    dir: values.dir,
    port: portOf('--port', values.port),
    oidcPort: portOf('--oidc-port', values['oidc-port']),
    speed: values.speed,
    keep: values.keep,
    verbose: values.verbose,
  };
}

function portOf(option: string, text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535) {
    throw new Error(`${option} is a port number, not "${text}"`);
  }
  return port;
}
