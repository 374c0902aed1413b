const VERSION = /^v(\d+)(?:(alpha|beta)(\d+))?$/;

function weight(version: string): number[] {
  const match = VERSION.exec(version);
  if (!match) {
    return [0, 0, 0];
  }
  const [, major, stage, minor] = match;
  const stages: Record<string, number> = { alpha: 1, beta: 2 };
  return [stages[stage] ?? 3, Number(major), Number(minor ?? 0)];
}

/** Orders versions as Kubernetes does: v2, v1, v1beta2, v1beta1, v1alpha1. */
export function compareVersions(a: string, b: string): number {
  const left = weight(a);
  const right = weight(b);
  for (let i = 0; i < left.length; i++) {
    if (left[i] !== right[i]) {
      return right[i] - left[i];
    }
  }
  return a < b ? -1 : Number(a > b);
}
