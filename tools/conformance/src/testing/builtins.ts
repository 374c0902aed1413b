/** The core group's objects of a namespace. */
export const CORE = '/api/v1/namespaces/{ns}';

/** A container with no more than it needs. */
export const container = { name: 'c', image: 'i' };

/** What `template` is selected by. */
export const selector = { matchLabels: { a: 'b' } };

/** The pods of a workload. */
export const template = {
  metadata: { labels: { a: 'b' } },
  spec: { containers: [container] },
};

/** How a merge patch is sent. */
export const merge = { contentType: 'application/merge-patch+json' };

/** An object named `x`. */
export function withSpec(spec: object) {
  return { metadata: { name: 'x' }, spec };
}

/** A created object, with of its metadata only what was asked for. */
export function filledIn(body: Record<string, any>): unknown {
  const { name, generation, labels, annotations, finalizers, ownerReferences } =
    body.metadata;
  const metadata = {
    name,
    generation,
    labels,
    annotations,
    finalizers,
    ownerReferences,
  };
  return JSON.parse(JSON.stringify({ ...body, metadata }));
}
