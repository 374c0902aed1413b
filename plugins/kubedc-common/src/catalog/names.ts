import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils';

/** Backstage's limit for names and namespaces, in characters. */
const MAX_LENGTH = 63;

/** Hexadecimal digits of the hash that stands for what was cut off. */
const HASH_LENGTH = 12;

/**
 * A catalog name for any text: the text where it is a valid name in lower case, else its beginning and a hash.
 *
 * The hash follows an underscore, which no Kubernetes name contains, so a shortened name never equals another one's
 * full name.
 *
 * @public
 */
export function toEntityName(text: string): string {
  if (
    text.length <= MAX_LENGTH &&
    /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(text)
  ) {
    return text;
  }
  return cut(text, '_', /[^-a-z0-9.]+/g);
}

/**
 * A catalog namespace for any text, by the same rule; namespaces take neither underscores nor dots.
 *
 * @param reserved - namespaces that mean something else, whose names are hashed too.
 */
export function toEntityNamespace(
  text: string,
  reserved: readonly string[] = [],
): string {
  if (
    text.length <= MAX_LENGTH &&
    /^[a-z0-9]+(-+[a-z0-9]+)*$/.test(text) &&
    !reserved.includes(text)
  ) {
    return text;
  }
  return cut(text, '-', /[^-a-z0-9]+/g);
}

function cut(text: string, separator: string, forbidden: RegExp): string {
  const hash = bytesToHex(sha256(utf8ToBytes(text))).slice(0, HASH_LENGTH);
  const beginning = text
    .toLowerCase()
    .replace(forbidden, '-')
    .slice(0, MAX_LENGTH - HASH_LENGTH - separator.length)
    .replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '');
  return beginning ? `${beginning}${separator}${hash}` : hash;
}
