/** What sort of type a type is. */
export type TypeKind =
  | 'dyn'
  | 'error'
  | 'null'
  | 'bool'
  | 'int'
  | 'uint'
  | 'double'
  | 'string'
  | 'bytes'
  | 'timestamp'
  | 'duration'
  | 'type'
  | 'list'
  | 'map'
  | 'object'
  | 'opaque'
  | 'param';

/** A type of the expression language. */
export interface CelType {
  kind: TypeKind;
  name: string;
  params: CelType[];
  /** Only of objects: types by field, with names as expressions write them. */
  fields?: Map<string, CelType>;
}

function simple(kind: TypeKind, name: string = kind): CelType {
  return { kind, name, params: [] };
}

/** The types without parameters. */
export const celTypes = {
  dyn: simple('dyn'),
  /** As `dyn`, but no macro goes through it. */
  any: simple('dyn', 'any'),
  error: simple('error', '!error!'),
  null: simple('null', 'null_type'),
  bool: simple('bool'),
  int: simple('int'),
  uint: simple('uint'),
  double: simple('double'),
  string: simple('string'),
  bytes: simple('bytes'),
  timestamp: simple('timestamp', 'google.protobuf.Timestamp'),
  duration: simple('duration', 'google.protobuf.Duration'),
};

export function listOf(element: CelType): CelType {
  return { kind: 'list', name: 'list', params: [element] };
}

export function mapOf(key: CelType, value: CelType): CelType {
  return { kind: 'map', name: 'map', params: [key, value] };
}

export function typeOf(type: CelType): CelType {
  return { kind: 'type', name: 'type', params: [type] };
}

export function opaque(name: string, ...params: CelType[]): CelType {
  return { kind: 'opaque', name, params };
}

export function optionalOf(type: CelType): CelType {
  return opaque('optional_type', type);
}

export function param(name: string): CelType {
  return simple('param', name);
}

export function objectOf(
  name: string,
  fields: Record<string, CelType>,
): CelType {
  return {
    kind: 'object',
    name,
    params: [],
    fields: new Map(Object.entries(fields)),
  };
}

export function isOptional(type: CelType): boolean {
  return type.kind === 'opaque' && type.name === 'optional_type';
}

export function isDyn(type: CelType): boolean {
  return type.kind === 'dyn' || type.kind === 'error';
}

/** A type as messages show it. */
export function formatType(type: CelType): string {
  if (type.kind === 'null') {
    return 'null';
  }
  return type.params.length
    ? `${type.name}(${type.params.map(formatType).join(', ')})`
    : type.name;
}
