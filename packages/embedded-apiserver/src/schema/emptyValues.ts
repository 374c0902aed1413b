import { JsonObject } from '../types';
import { Schema } from './types';

/** Types whose times are printed as null when they are not set. */
const PRINTS_TIMES =
  /Condition$|^ContainerState(Running|Terminated)$|^Event(Series)?$|^VolumeError$/;

/** Lists that are printed as null when nothing is in them. */
const NULL_LISTS: Record<string, string[] | undefined> = {
  ClusterRole: ['rules'],
  EndpointSlice: ['endpoints', 'ports'],
  HorizontalPodAutoscalerStatus: ['currentMetrics'],
  LimitRangeSpec: ['limits'],
  Role: ['rules'],
};

/** The zero of scalars that Go prints in a status; what else is no scalar. */
const ZEROS: Record<string, unknown> = {
  boolean: false,
  integer: 0,
  string: '',
};

interface EmptyValues {
  times: string[];
  lists: string[];
  /** The scalars that a status always shows. */
  zeros: [key: string, zero: unknown][];
}

const known = new WeakMap<object, EmptyValues>();

function emptyValuesOf(schema: Schema): EmptyValues {
  const properties = schema.properties ?? {};
  // Uses of a type share its properties.
  const found = known.get(properties);
  if (found) {
    return found;
  }
  const { typeName = '', required = [] } = schema;
  const keys = Object.keys(properties);
  const times = PRINTS_TIMES.test(typeName)
    ? keys.filter(key => properties[key].format === 'date-time')
    : [];
  const lists = (NULL_LISTS[typeName] ?? []).filter(key => keys.includes(key));
  const zeros = required.flatMap((key): [string, unknown][] => {
    const zero = ZEROS[properties[key]?.type ?? ''];
    return zero === undefined || properties[key].format === 'date-time'
      ? []
      : [[key, zero]];
  });
  const values = { times, lists, zeros };
  known.set(properties, values);
  return values;
}

/**
 * Fills in what Go prints although it is empty: times and lists as null and,
 * in a status, the zeros of what is required there.
 */
export function fillEmptyValues(
  schema: Schema,
  value: JsonObject,
  isStatus: boolean,
): void {
  const { times, lists, zeros } = emptyValuesOf(schema);
  for (const key of times) {
    value[key] ??= null;
  }
  for (const key of lists) {
    const list = value[key];
    if (list === undefined || (Array.isArray(list) && list.length === 0)) {
      value[key] = null;
    }
  }
  if (isStatus) {
    for (const [key, zero] of zeros) {
      value[key] ??= zero;
    }
  }
}
