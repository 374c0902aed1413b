import { generateKeyPairSync } from 'node:crypto';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CertificateStore } from '@kubedc/embedded-apiserver/tls';

/** Certificates and keys of a server, as files. */
export interface Pki {
  /** PEM of the authority that clients trust. */
  caData: string;
  /** Path of one of the files. */
  file(name: PkiFile): string;
}

type PkiFile =
  | 'ca.crt'
  | 'server.crt'
  | 'server.key'
  | 'front-ca.crt'
  | 'front.crt'
  | 'front.key'
  | 'sa.key';

/** Makes what is missing in a folder. */
export async function createPki(dir: string): Promise<Pki> {
  const file = (name: PkiFile) => join(dir, name);
  const store = new CertificateStore(dir);
  const ca = await store.authority('ca', 'kubernetes');
  const frontCa = await store.authority('front-ca', 'front-proxy-ca');
  await store.issue('server', ca, 'kube-apiserver', 'server', [
    { type: 'dns', value: 'localhost' },
    { type: 'dns', value: 'kubernetes.default.svc' },
    { type: 'ip', value: '127.0.0.1' },
  ]);
  await store.issue('front', frontCa, 'front-proxy-client', 'client');
  if (!existsSync(file('sa.key'))) {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ type: 'pkcs1', format: 'pem' });
    await writeFile(file('sa.key'), pem, { mode: 0o600 });
  }
  return { caData: ca.cert, file };
}
