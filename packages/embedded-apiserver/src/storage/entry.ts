import { KubeObject } from '../types';

/**
 * A stored object in one of its versions. It never changes; a write makes a
 * new entry. Its JSON is built once and shared by all who read it.
 */
export class Entry {
  private json?: string;

  constructor(
    readonly key: string,
    readonly object: KubeObject,
    readonly revision: number,
  ) {}

  /** The JSON from behind `kind` and `apiVersion`, which differ by version. */
  tail(): string {
    if (this.json === undefined) {
      const { kind: _kind, apiVersion: _apiVersion, ...rest } = this.object;
      this.json = JSON.stringify(rest).slice(1);
    }
    return this.json;
  }
}

/** What comes before an entry's tail. */
export function head(apiVersion: string, kind: string): string {
  return `{"kind":${JSON.stringify(kind)},"apiVersion":${JSON.stringify(
    apiVersion,
  )},`;
}
