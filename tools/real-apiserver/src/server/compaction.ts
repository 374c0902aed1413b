/** What kube-apiserver's own compaction tells the watch caches by. */
const COMPACT_KEY = 'compact_rev_key';

const base64 = (text: string) => Buffer.from(text).toString('base64');

async function call<T>(url: string, body: object): Promise<T> {
  const response = await fetch(url, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) {
    throw new Error(`etcd answered ${response.status}: ${text}`);
  }
  return JSON.parse(text) as T;
}

/** Makes etcd forget what was before its present revision. */
export async function compactEtcd(etcd: string): Promise<void> {
  const { header } = await call<{ header: { revision: string } }>(
    `${etcd}/v3/kv/range`,
    { key: base64(COMPACT_KEY) },
  );
  await call(`${etcd}/v3/kv/put`, {
    key: base64(COMPACT_KEY),
    value: base64(header.revision),
  });
  await call(`${etcd}/v3/kv/compaction`, {
    revision: header.revision,
    physical: true,
  });
}
