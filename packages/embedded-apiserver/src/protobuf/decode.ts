import { cannotBeHandled } from '../schema/decodeTyped';
import { badRequest } from '../errors/statusError';
import { JsonObject, parseGroupVersion } from '../types';
import data from './messages.json';
import { ProtobufError, readFields, WireField } from './wireReader';

/** Name, kind (one, list, map, inlined) and type of a field. */
type Field = [name: string, kind: 0 | 1 | 2 | 3, type: string];

const KINDS = data.kinds as Record<string, string>;
const MESSAGES = data.messages as unknown as Record<
  string,
  Record<string, Field>
>;
const MAGIC = Buffer.from([0x6b, 0x38, 0x73, 0]);
const META = 'k8s.io.apimachinery.pkg.apis.meta.v1';
const DELETE_OPTIONS = `${META}.DeleteOptions`;

function field(fields: WireField[], number: number) {
  return fields.findLast(f => f.number === number)?.value;
}

function bytesOf(value: bigint | Buffer | undefined): Buffer {
  if (!Buffer.isBuffer(value)) {
    if (value === undefined) {
      return Buffer.alloc(0);
    }
    throw new ProtobufError('wrong wireType');
  }
  return value;
}

function numberOf(value: bigint | Buffer | undefined): number {
  if (Buffer.isBuffer(value)) {
    throw new ProtobufError('wrong wireType');
  }
  return Number(BigInt.asIntN(64, value ?? 0n));
}

function time(bytes: Buffer): string | undefined {
  const fields = readFields(bytes);
  const seconds = field(fields, 1);
  if (seconds === undefined) {
    return undefined;
  }
  const at = new Date(numberOf(seconds) * 1000);
  return `${at.toISOString().slice(0, 19)}Z`;
}

function microTime(bytes: Buffer): string | undefined {
  const whole = time(bytes);
  const micros = Math.floor(numberOf(field(readFields(bytes), 2)) / 1000);
  return whole?.replace('Z', `.${String(micros).padStart(6, '0')}Z`);
}

function intOrString(bytes: Buffer): number | string {
  const fields = readFields(bytes);
  return numberOf(field(fields, 1)) === 1
    ? bytesOf(field(fields, 3)).toString()
    : numberOf(field(fields, 2));
}

function raw(bytes: Buffer): unknown {
  const text = bytesOf(field(readFields(bytes), 1)).toString();
  return text === '' ? undefined : JSON.parse(text);
}

/** Types that JSON does not show as objects. */
const SPECIAL: Record<string, (bytes: Buffer) => unknown> = {
  [`${META}.Time`]: time,
  [`${META}.MicroTime`]: microTime,
  [`${META}.FieldsV1`]: raw,
  'k8s.io.apimachinery.pkg.runtime.RawExtension': raw,
  'k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.JSON': raw,
  'k8s.io.apimachinery.pkg.util.intstr.IntOrString': intOrString,
  'k8s.io.apimachinery.pkg.api.resource.Quantity': bytes =>
    bytesOf(field(readFields(bytes), 1)).toString(),
};

function scalar(type: string, value: bigint | Buffer): unknown {
  switch (type) {
    case 'string':
      return bytesOf(value).toString();
    case 'bytes':
      return bytesOf(value).toString('base64');
    case 'bool':
      return value !== 0n;
    case 'double':
      return bytesOf(value).readDoubleLE();
    default:
      return numberOf(value);
  }
}

function decodeValue(type: string, value: bigint | Buffer): unknown {
  const fields = MESSAGES[type];
  if (!fields) {
    return scalar(type, value);
  }
  const bytes = bytesOf(value);
  if (Object.hasOwn(SPECIAL, type)) {
    return SPECIAL[type](bytes);
  }
  const [only] = Object.values(fields);
  if (
    Object.keys(fields).length === 1 &&
    only[0] === 'items' &&
    only[1] === 1
  ) {
    // A list with a name of its own: JSON shows it as a plain list.
    return decodeMessage(type, bytes).items ?? [];
  }
  return decodeMessage(type, bytes);
}

function decodeMessage(type: string, bytes: Buffer): JsonObject {
  const result: JsonObject = {};
  for (const { number, value } of readFields(bytes)) {
    const known = MESSAGES[type][number];
    if (known) {
      const [name, kind, fieldType] = known;
      if (kind === 2) {
        const pair = readFields(bytesOf(value));
        const map = (result[name] ??= {}) as JsonObject;
        const key = bytesOf(field(pair, 1)).toString();
        map[key] = decodeValue(fieldType, field(pair, 2) ?? Buffer.alloc(0));
      } else {
        const decoded = decodeValue(fieldType, value);
        if (kind === 1) {
          ((result[name] ??= []) as unknown[]).push(decoded);
        } else if (kind === 3) {
          Object.assign(result, decoded);
        } else if (decoded !== '' && decoded !== undefined) {
          // Go writes out every empty string; JSON leaves it out.
          result[name] = decoded;
        }
      }
    }
  }
  return result;
}

/**
 * Reads an object that a client sent as protobuf.
 *
 * @throws {@link StatusError} 400
 */
export function decodeProtobuf(bytes: Buffer): JsonObject {
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) {
    throw badRequest(
      'provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]',
    );
  }
  let apiVersion = '';
  let kind = '';
  try {
    const envelope = readFields(bytes.subarray(MAGIC.length));
    const type = readFields(bytesOf(field(envelope, 1)));
    apiVersion = bytesOf(field(type, 1)).toString();
    kind = bytesOf(field(type, 2)).toString();
    const message =
      kind === 'DeleteOptions'
        ? DELETE_OPTIONS
        : KINDS[`${apiVersion}/${kind}`];
    if (!message) {
      throw new ProtobufError(
        `no kind ${JSON.stringify(
          kind,
        )} is registered for version ${JSON.stringify(apiVersion)}`,
      );
    }
    const object = decodeMessage(message, bytesOf(field(envelope, 2)));
    return { apiVersion, kind, ...object };
  } catch (error) {
    if (error instanceof ProtobufError || error instanceof SyntaxError) {
      const { version } = parseGroupVersion(apiVersion);
      throw cannotBeHandled(kind, version, error.message);
    }
    throw error;
  }
}
