import { join } from 'node:path';
import { Distribution } from '../types';

/** How a Keycloak is started. */
export interface Launch {
  port: number;
  certFile: string;
  keyFile: string;
}

/** What an access to Java's own classes takes; bin/kc.sh has the same. */
const OPENS = ['util', 'util.concurrent', 'security'].map(
  name => `--add-opens=java.base/java.${name}=ALL-UNNAMED`,
);

/**
 * The arguments for Java. Without bin/kc.sh, which would be a process between:
 * whoever ends that one leaves Java running.
 */
export function javaArguments(
  { folder }: Distribution,
  { port, certFile, keyFile }: Launch,
): string[] {
  return [
    '-Xms64m',
    '-Xmx512m',
    // It lives for a minute: compiling thoroughly does not pay.
    '-XX:TieredStopAtLevel=1',
    '-XX:+UseSerialGC',
    ...OPENS,
    '-Duser.language=en',
    '-Duser.country=US',
    '-Djava.util.concurrent.ForkJoinPool.common.threadFactory=io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory',
    '-Djava.util.logging.manager=org.jboss.logmanager.LogManager',
    `-Dkc.home.dir=${folder}`,
    `-Djboss.server.config.dir=${join(folder, 'conf')}`,
    ...['-cp', join(folder, 'lib', 'quarkus-run.jar')],
    'io.quarkus.bootstrap.runner.QuarkusEntryPoint',
    ...['start', '--optimized'],
    '--cache=local',
    '--http-enabled=false',
    '--http-host=127.0.0.1',
    `--https-port=${port}`,
    `--https-certificate-file=${certFile}`,
    `--https-certificate-key-file=${keyFile}`,
    `--hostname=https://localhost:${port}`,
  ];
}
