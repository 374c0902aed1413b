import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** Full name of a configuration key, for messages. */
export function keyOf(block: string, key: string): string {
  return `kubedc.installations.${block}.${key}`;
}

/** Refuses keys that no reader knows: a misspelt one would silently have no effect. */
export function refuseUnknownKeys(
  config: Config,
  known: readonly string[],
  where: string,
): void {
  const unknown = config.keys().find(key => !known.includes(key));
  if (unknown !== undefined) {
    throw new InputError(
      `${keyOf(where, unknown)} is not a known key; known are ${known.join(
        ', ',
      )}`,
    );
  }
}

/** Reads an http or https address, without a trailing slash. */
export function readOptionalUrl(
  config: Config,
  key: string,
  where: string,
  protocols: readonly string[] = ['https:', 'http:'],
): string | undefined {
  const value = config.getOptionalString(key);
  if (value === undefined) {
    return undefined;
  }
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !protocols.includes(url.protocol)) {
    throw new InputError(
      `${keyOf(where, key)} must be an ${protocols
        .map(protocol => protocol.slice(0, -1))
        .join(' or ')} address`,
    );
  }
  return value.replace(/\/+$/, '');
}

/** Reads a string that must be one of a few. */
export function readChoice<T extends string>(
  config: Config,
  key: string,
  where: string,
  choices: readonly [T, ...T[]],
): T {
  const value = config.getOptionalString(key) ?? choices[0];
  const choice = choices.find(candidate => candidate === value);
  if (choice === undefined) {
    throw new InputError(
      `${keyOf(where, key)} must be one of ${choices.join(
        ', ',
      )}, but is '${value}'`,
    );
  }
  return choice;
}
