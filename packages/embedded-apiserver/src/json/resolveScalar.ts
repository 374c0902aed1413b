import { badRequest } from '../errors/statusError';

const WORDS = new Map<string, boolean | null>([
  ...['y', 'Y', 'yes', 'Yes', 'YES'].map(word => [word, true] as const),
  ...['true', 'True', 'TRUE'].map(word => [word, true] as const),
  ...['on', 'On', 'ON'].map(word => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO'].map(word => [word, false] as const),
  ...['false', 'False', 'FALSE'].map(word => [word, false] as const),
  ...['off', 'Off', 'OFF'].map(word => [word, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map(word => [word, null] as const),
]);
const SPECIAL = /^([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$/;
const FLOAT = /^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/;
const INTEGER =
  /^([-+]?)(?:0x([\da-fA-F]+)|0b([01]+)|0o?([0-7]+)|(0|[1-9]\d*))$/;
const TAG_TYPES: Record<string, string> = {
  '!!bool': 'boolean',
  '!!null': 'null',
};
const LONG_PREFIX = 'tag:yaml.org,2002:';

function refuse(why: string): never {
  throw badRequest(`error converting YAML to JSON: ${why}`);
}

function integer(text: string): number | undefined {
  const match = INTEGER.exec(text);
  if (!match) {
    return undefined;
  }
  const [, sign, hex, binary, octal, decimal] = match;
  const [digits, radix] = [
    [hex, 16],
    [binary, 2],
    [octal, 8],
    [decimal, 10],
  ].find(([found]) => found !== undefined) as [string, number];
  const value = radix === 10 ? Number(digits) : parseInt(digits, radix);
  return sign === '-' ? -value : value;
}

function plain(text: string): unknown {
  const word = WORDS.get(text);
  if (word !== undefined) {
    return word;
  }
  if (SPECIAL.test(text)) {
    return refuse(`json: unsupported value: ${text}`);
  }
  if (!/^[-+.\d]/.test(text)) {
    return text;
  }
  const digits = text.replaceAll('_', '');
  return integer(digits) ?? (FLOAT.test(digits) ? Number(digits) : text);
}

/**
 * What a scalar of YAML 1.1 is in JSON. Dates stay texts.
 *
 * @param isPlain - whether it was written without quotes
 * @throws {@link StatusError} 400 when it is not of the type its tag says
 */
export function resolveScalar(
  text: string,
  isPlain: boolean,
  tag?: string,
): unknown {
  const name = tag?.replace(LONG_PREFIX, '!!');
  switch (name) {
    case '!!str':
      return text;
    case '!!binary':
      return /^[A-Za-z0-9+/\s]*={0,2}$/.test(text) &&
        text.replace(/\s/g, '').length % 4 === 0
        ? Buffer.from(text, 'base64').toString('utf8')
        : refuse('yaml: !!binary value contains invalid base64 data');
    case '!!int':
    case '!!float':
    case '!!bool':
    case '!!null': {
      const value = plain(text);
      const type = value === null ? 'null' : typeof value;
      const wanted = TAG_TYPES[name] ?? 'number';
      return type === wanted
        ? value
        : refuse(`yaml: cannot decode \`${text}\` as a ${name}`);
    }
    default:
      return name || !isPlain ? text : plain(text);
  }
}
