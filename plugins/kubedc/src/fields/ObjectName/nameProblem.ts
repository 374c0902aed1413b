import type { Translate } from '../shared/translate';

/** Longest name Kubernetes allows where a name becomes a label or a host name. */
export const MAX_NAME_LENGTH = 63;

/** A name made of what was typed, as far as that can be guessed. */
function suggestionOf(value: string): string {
  return value
    .toLocaleLowerCase('en')
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

/**
 * What is wrong with a name, in words that say what to do.
 *
 * @returns undefined when the name is a DNS label by RFC 1123.
 */
export function nameProblem(
  value: string | undefined,
  maxLength: number,
  t: Translate,
): string | undefined {
  if (!value) {
    return t('fields.name.required');
  }
  if (value.length > maxLength) {
    return t('fields.name.tooLong', {
      max: String(maxLength),
      length: String(value.length),
    });
  }
  if (/[A-Z]/.test(value)) {
    return t('fields.name.upperCase', { suggestion: suggestionOf(value) });
  }
  const strange = /[^a-z0-9-]/.exec(value);
  if (strange) {
    return t('fields.name.characters', { character: strange[0] });
  }
  if (!/^[a-z0-9].*$/.test(value) || value.endsWith('-')) {
    return t('fields.name.ends');
  }
  return undefined;
}
