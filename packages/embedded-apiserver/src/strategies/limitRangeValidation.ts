import {
  duplicate,
  FieldError,
  forbiddenField,
  invalid,
  required,
} from '../errors/fieldError';
import { validateQualifiedName } from '../registry/nameValidation';
import { JsonObject, KubeObject } from '../types';
import { Quantity } from '../util/quantity';
import { readList, readObject, readString } from '../util/read';
import { readResources } from '../util/resourceList';

const TYPES = ['Pod', 'Container', 'PersistentVolumeClaim'];
const FIELDS = [
  'min',
  'max',
  'default',
  'defaultRequest',
  'maxLimitRequestRatio',
] as const;

type Field = (typeof FIELDS)[number];
type Amounts = Partial<Record<Field, Quantity>>;

/** Pairs of which the first must not be more than the second. */
const ORDER: [Field, Field, Field, string, string][] = [
  ['min', 'max', 'min', 'min', 'max'],
  ['min', 'defaultRequest', 'defaultRequest', 'min', 'default request'],
  ['defaultRequest', 'max', 'defaultRequest', 'default request', 'max'],
  [
    'defaultRequest',
    'default',
    'defaultRequest',
    'default request',
    'default limit',
  ],
  ['min', 'default', 'default', 'min', 'default'],
  ['default', 'max', 'default', 'default', 'max'],
];
/** Where a refusal shows the other of the two than the field it is about. */
const SHOWN: Record<string, Field> = {
  'min default': 'min',
  'default max': 'max',
};

function validateType(type: string, path: string): FieldError[] {
  const problems = validateQualifiedName(type).map(problem =>
    invalid(path, type, problem),
  );
  if (problems.length > 0 || type.includes('/') || TYPES.includes(type)) {
    return problems;
  }
  return [
    invalid(path, type, 'must be a standard limit type or fully qualified'),
  ];
}

function validateOrder(
  amounts: Amounts,
  name: string,
  path: string,
): FieldError[] {
  return ORDER.flatMap(([less, more, field, lessName, moreName]) => {
    const low = amounts[less];
    const high = amounts[more];
    if (!low || !high || low.compare(high) <= 0) {
      return [];
    }
    const shown = amounts[SHOWN[`${less} ${more}`] ?? field];
    return [
      invalid(
        `${path}.${field}[${name}]`,
        String(shown),
        `${lessName} value ${low} is greater than ${moreName} value ${high}`,
      ),
    ];
  });
}

function validateRatio(
  { min, max, maxLimitRequestRatio: ratio }: Amounts,
  name: string,
  path: string,
): FieldError[] {
  const at = `${path}.maxLimitRequestRatio[${name}]`;
  if (!ratio) {
    return [];
  }
  const errors: FieldError[] = [];
  if (ratio.compare(Quantity.of(1)) < 0) {
    errors.push(invalid(at, String(ratio), `ratio ${ratio} is less than 1`));
  }
  if (min && max) {
    const most = max.toNumber() / min.toNumber();
    if (ratio.toNumber() > most) {
      errors.push(
        invalid(
          at,
          String(ratio),
          `ratio ${ratio} is greater than max/min = ${most.toFixed(6)}`,
        ),
      );
    }
  }
  return errors;
}

function validateItem(item: JsonObject, path: string): FieldError[] {
  const type = readString(item, 'type');
  const errors: FieldError[] = [];
  const amounts = new Map<string, Amounts>();
  for (const field of FIELDS) {
    const isDefault = field === 'default' || field === 'defaultRequest';
    if (type === 'Pod' && isDefault) {
      if (Object.keys(readObject(item, field)).length > 0) {
        errors.push(
          forbiddenField(
            `${path}.${field}`,
            "may not be specified when `type` is 'Pod'",
          ),
        );
      }
    } else {
      for (const [name, amount] of readResources(item, field)) {
        amounts.set(name, { ...amounts.get(name), [field]: amount });
      }
    }
  }
  const storage = amounts.get('storage');
  if (type === 'PersistentVolumeClaim' && !storage?.min && !storage?.max) {
    errors.push(
      required(
        `${path}.limits`,
        'either minimum or maximum storage value is required, but neither was provided',
      ),
    );
  }
  for (const [name, found] of amounts) {
    errors.push(
      ...validateOrder(found, name, path),
      ...validateRatio(found, name, path),
    );
  }
  return errors;
}

/** Checks that the limits of a range do not contradict each other. */
export function validateLimitRange(range: KubeObject): FieldError[] {
  const items = readList(range, 'spec', 'limits');
  return items.flatMap((item, i) => {
    const path = `spec.limits[${i}]`;
    const type = readString(item, 'type');
    const isSecond = items.slice(0, i).some(other => other.type === type);
    return [
      ...validateType(type, `${path}.type`),
      ...(isSecond ? [duplicate(`${path}.type`, type)] : []),
      ...validateItem(item, path),
    ];
  });
}
