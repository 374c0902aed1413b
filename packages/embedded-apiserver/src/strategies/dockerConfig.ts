import { FieldError, invalid, required } from '../errors/fieldError';
import { isObject, KubeObject } from '../types';
import { readString } from '../util/read';

const KEYS: Record<string, string | undefined> = {
  'kubernetes.io/dockerconfigjson': '.dockerconfigjson',
  'kubernetes.io/dockercfg': '.dockercfg',
};
const LITERALS = ['null', 'true', 'false'];

/** Why a text is no JSON, in the words of Go. */
function syntaxProblem(text: string): string {
  const trimmed = text.trim();
  const literal = LITERALS.find(word => word[0] === trimmed[0]);
  if (literal) {
    const at = [...literal].findIndex((c, i) => trimmed[i] !== c);
    return at < 0 || at >= trimmed.length
      ? 'unexpected end of JSON input'
      : `invalid character '${trimmed[at]}' in literal ${literal} (expecting '${literal[at]}')`;
  }
  if (trimmed !== '' && !/^[-\d"[{]/.test(trimmed)) {
    return `invalid character '${trimmed[0]}' looking for beginning of value`;
  }
  return 'unexpected end of JSON input';
}

function problemOf(text: string): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) {
      return syntaxProblem(text);
    }
    throw error;
  }
  if (isObject(value) || value === null) {
    return undefined;
  }
  const type = Array.isArray(value) ? 'array' : typeof value;
  return `json: cannot unmarshal ${
    type === 'boolean' ? 'bool' : type
  } into Go value of type map[string]interface {}`;
}

/** Checks the credentials of registries that a Secret may hold. */
export function validateDockerConfig(object: KubeObject): FieldError[] {
  const key = KEYS[readString(object, 'type')];
  if (!key) {
    return [];
  }
  const data = isObject(object.data) ? object.data[key] : undefined;
  if (data === undefined) {
    return [required(`data[${key}]`)];
  }
  const problem = problemOf(Buffer.from(String(data), 'base64').toString());
  return problem
    ? [invalid(`data[${key}]`, '<secret contents redacted>', problem)]
    : [];
}
