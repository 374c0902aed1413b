import { Store } from '../storage/store';

function gauge(name: string, help: string, lines: string[]): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, ...lines];
}

/** What the server tells Prometheus about itself. */
export function metricsText(store: Store): string {
  const objects = store
    .storageKeys()
    .sort()
    .map(key => {
      const [group, resource] = key.split('/');
      const { size } = store.collection(key);
      return `apiserver_resource_objects{group="${group}",resource="${resource}"} ${size}`;
    });
  const { rss } = process.memoryUsage();
  const started = Date.now() / 1000 - process.uptime();
  const lines = [
    ...gauge(
      'apiserver_resource_objects',
      'Number of stored objects of each resource.',
      objects,
    ),
    ...gauge('process_resident_memory_bytes', 'Resident memory in bytes.', [
      `process_resident_memory_bytes ${rss}`,
    ]),
    ...gauge(
      'process_start_time_seconds',
      'Start of the process, in seconds since the epoch.',
      [`process_start_time_seconds ${started.toFixed(3)}`],
    ),
  ];
  return `${lines.join('\n')}\n`;
}
