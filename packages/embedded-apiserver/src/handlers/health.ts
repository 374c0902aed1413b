const HEALTH = /^\/(healthz|livez|readyz)(?:\/(.+))?$/;

/** What is checked, besides that the server answers at all. */
export type HealthChecks = Record<string, () => boolean>;

/** An answer in plain text. */
export interface PlainAnswer {
  code: number;
  text: string;
}

/**
 * Answers a health check: of everything, of everything one by one
 * (`?verbose`), or of one thing by its path. Nothing when the path is none.
 */
export function checkHealth(
  path: string,
  query: URLSearchParams,
  checks: HealthChecks,
): PlainAnswer | undefined {
  const [, endpoint, single] = HEALTH.exec(path) ?? [];
  if (endpoint === undefined) {
    return undefined;
  }
  // Only whoever sends new requests has to know that the server is not ready.
  const all: HealthChecks =
    endpoint === 'readyz' ? checks : { ping: checks.ping };
  if (single !== undefined) {
    if (!Object.hasOwn(all, single)) {
      return undefined;
    }
    return all[single]()
      ? { code: 200, text: 'ok' }
      : { code: 500, text: `internal server error: ${single} failed\n` };
  }
  const excluded = query.getAll('exclude');
  const results = Object.entries(all).map(([name, check]) => ({
    name,
    isFine: excluded.includes(name) || check(),
  }));
  const isUp = results.every(({ isFine }) => isFine);
  const lines = results.map(({ name, isFine }) =>
    isFine ? `[+]${name} ok` : `[-]${name} failed: reason withheld`,
  );
  const verdict = `${endpoint} check ${isUp ? 'passed' : 'failed'}`;
  if (isUp && !query.has('verbose')) {
    return { code: 200, text: 'ok' };
  }
  return {
    code: isUp ? 200 : 500,
    text: `${[...lines, verdict].join('\n')}\n`,
  };
}
