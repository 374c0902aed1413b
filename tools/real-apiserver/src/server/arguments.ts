import { join } from 'node:path';
import { Pki } from './pki';

/** Where a server's parts and files are. */
export interface Layout {
  dir: string;
  port: number;
  etcdPort: number;
  peerPort: number;
  pki: Pki;
  tokenFile: string;
  authenticationFile: string;
  /** RBAC alone decides without it. */
  authorizationFile?: string;
  /** For the controllers. */
  kubeconfigFile: string;
}

/** The controllers that the API itself cannot do without. */
const CONTROLLERS = [
  'namespace-controller',
  'garbage-collector-controller',
  'resourcequota-controller',
  'serviceaccount-controller',
  'serviceaccount-token-controller',
  'clusterrole-aggregation-controller',
  // Without it a claim that was deleted stays, and its namespace with it.
  'persistentvolumeclaim-protection-controller',
];

export const etcdUrl = ({ etcdPort }: Layout) => `http://127.0.0.1:${etcdPort}`;

export const apiUrl = ({ port }: Layout) => `https://127.0.0.1:${port}`;

export function etcdArguments(layout: Layout): string[] {
  const peer = `http://127.0.0.1:${layout.peerPort}`;
  return [
    `--data-dir=${join(layout.dir, 'etcd')}`,
    // The data need not survive a crash of the machine.
    '--unsafe-no-fsync',
    `--listen-client-urls=${etcdUrl(layout)}`,
    `--advertise-client-urls=${etcdUrl(layout)}`,
    `--listen-peer-urls=${peer}`,
    // These two are remembered with the data and used by one member only.
    '--initial-advertise-peer-urls=http://127.0.0.1:2380',
    '--initial-cluster=default=http://127.0.0.1:2380',
    '--log-level=warn',
  ];
}

export function apiArguments(layout: Layout): string[] {
  const { pki, authorizationFile } = layout;
  return [
    `--etcd-servers=${etcdUrl(layout)}`,
    '--bind-address=127.0.0.1',
    `--secure-port=${layout.port}`,
    `--tls-cert-file=${pki.file('server.crt')}`,
    `--tls-private-key-file=${pki.file('server.key')}`,
    '--service-account-issuer=https://kubernetes.default.svc.cluster.local',
    `--service-account-key-file=${pki.file('sa.key')}`,
    `--service-account-signing-key-file=${pki.file('sa.key')}`,
    '--service-cluster-ip-range=10.0.0.0/24',
    authorizationFile
      ? `--authorization-config=${authorizationFile}`
      : '--authorization-mode=RBAC',
    // As clusters run it; whoever shall not, is kept from it by policies.
    '--allow-privileged=true',
    `--token-auth-file=${layout.tokenFile}`,
    `--authentication-config=${layout.authenticationFile}`,
    `--requestheader-client-ca-file=${pki.file('front-ca.crt')}`,
    '--requestheader-allowed-names=front-proxy-client',
    '--requestheader-username-headers=X-Remote-User',
    '--requestheader-group-headers=X-Remote-Group',
    '--requestheader-extra-headers-prefix=X-Remote-Extra-',
    `--proxy-client-cert-file=${pki.file('front.crt')}`,
    `--proxy-client-key-file=${pki.file('front.key')}`,
  ];
}

export function managerArguments(layout: Layout): string[] {
  return [
    `--kubeconfig=${layout.kubeconfigFile}`,
    `--controllers=${CONTROLLERS.join(',')}`,
    `--service-account-private-key-file=${layout.pki.file('sa.key')}`,
    `--root-ca-file=${layout.pki.file('ca.crt')}`,
    '--leader-elect=false',
    '--secure-port=0',
    // The limits for a client of a large cluster make a small one slow.
    '--kube-api-qps=500',
    '--kube-api-burst=1000',
  ];
}
