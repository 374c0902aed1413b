/** Where the real API server of this run of the tests is, for its workers. */
const VARIABLE = 'KUBEDC_CONFORMANCE_APISERVER';

/** How to reach a running API server. */
export interface ServerAddress {
  url: string;
  caData: string;
}

/** Tells the workers of this run. */
export function publishRealServer(address: ServerAddress): void {
  process.env[VARIABLE] = JSON.stringify({
    url: address.url,
    caData: address.caData,
  });
}

/** The real API server of this run; nothing when there is none. */
export function realServerAddress(): ServerAddress | undefined {
  const text = process.env[VARIABLE];
  return text ? (JSON.parse(text) as ServerAddress) : undefined;
}
