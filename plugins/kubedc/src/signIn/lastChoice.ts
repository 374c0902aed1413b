import type { RealmChoice } from './types';

const KEY = 'kubedc.signIn';

/** Reads the realm that this browser last signed in with. */
export function readLastChoice(storage: Storage): RealmChoice | undefined {
  const text = storage.getItem(KEY);
  if (!text) {
    return undefined;
  }
  try {
    const { installation, organization } = JSON.parse(text);
    return typeof installation === 'string' && typeof organization === 'string'
      ? { installation, organization }
      : undefined;
  } catch {
    // Written by somebody else; it is only a convenience.
    return undefined;
  }
}

export function writeLastChoice(storage: Storage, choice: RealmChoice): void {
  storage.setItem(KEY, JSON.stringify(choice));
}
