import { Schema, boolean, map, object, string, time } from './schema';

const pair = (): Schema => object({ 'hard!': string(), 'used!': string() });

/** What a tenant or a project uses of what it may use. */
export function quotaUsage(scope: 'organization' | 'project'): Schema {
  return object({
    accelerators: map(
      object({
        corePercent: pair(),
        devices: pair(),
        memoryMiB: pair(),
        shares: pair(),
      }),
    ),
    cpu: pair(),
    memory: pair(),
    pods: pair(),
    storage: pair(),
    lastUpdated: time(),
    ...(scope === 'organization'
      ? { objectStorage: pair(), publicIPv4: pair() }
      : { perProjectQuotaSet: boolean() }),
  });
}
