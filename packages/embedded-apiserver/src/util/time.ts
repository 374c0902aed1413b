/** The present moment as Kubernetes writes it: RFC 3339 with whole seconds. */
export function now(at: number = Date.now()): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}
