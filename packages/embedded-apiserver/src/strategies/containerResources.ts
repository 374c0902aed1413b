import {
  FieldError,
  forbiddenField,
  invalid,
  required,
} from '../errors/fieldError';
import { validateQualifiedName } from '../registry/nameValidation';
import { Quantity } from '../util/quantity';
import { readObject } from '../util/read';

const STANDARD = new Set(['cpu', 'memory', 'ephemeral-storage']);
/** Names that are resources of something else than a container. */
const OTHER = /^(storage|pods|services|secrets|configmaps|requests\.|limits\.)/;
const HUGE = 'hugepages-';

function isExtended(name: string): boolean {
  return (
    name.includes('/') &&
    !/(^|\.)kubernetes\.io\//.test(name) &&
    !name.startsWith('requests.')
  );
}

function validateName(name: string, path: string): FieldError[] {
  const errors = validateQualifiedName(name).map(problem =>
    invalid(path, name, problem),
  );
  if (errors.length > 0 || name.includes('/')) {
    return errors;
  }
  if (STANDARD.has(name) || name.startsWith(HUGE)) {
    return [];
  }
  const notOfContainers = invalid(
    path,
    name,
    'must be a standard resource for containers',
  );
  return OTHER.test(name)
    ? [notOfContainers]
    : [
        invalid(
          path,
          name,
          'must be a standard resource type or fully qualified',
        ),
        notOfContainers,
      ];
}

function validateAmount(
  name: string,
  amount: Quantity,
  path: string,
): FieldError[] {
  const errors: FieldError[] = [];
  if (amount.sign < 0) {
    errors.push(
      invalid(path, String(amount), 'must be greater than or equal to 0'),
    );
  }
  if (isExtended(name) && String(amount).endsWith('m')) {
    errors.push(invalid(path, String(amount), 'must be an integer'));
  }
  return errors;
}

function amounts(resources: unknown, what: string): [string, Quantity][] {
  return Object.entries(readObject(resources, what))
    .map(([name, amount]): [string, Quantity] => [
      name,
      Quantity.parse(String(amount)),
    ])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Checks what a container asks for, and what it may take at most. */
export function validateContainerResources(
  resources: unknown,
  path: string,
): FieldError[] {
  const limits = amounts(resources, 'limits');
  const requests = amounts(resources, 'requests');
  if (limits.length === 0 && requests.length === 0) {
    return [];
  }
  const errors: FieldError[] = [];
  const limitOf = new Map(limits);
  for (const [name, limit] of limits) {
    const at = `${path}.limits[${name}]`;
    errors.push(...validateName(name, at), ...validateAmount(name, limit, at));
  }
  for (const [name, request] of requests) {
    const at = `${path}.requests[${name}]`;
    errors.push(
      ...validateName(name, at),
      ...validateAmount(name, request, at),
    );
    const limit = limitOf.get(name);
    const isFixed = isExtended(name) || name.startsWith(HUGE);
    if (limit && isFixed && limit.compare(request) !== 0) {
      const text = `must be equal to ${name} limit of ${limit}`;
      errors.push(invalid(`${path}.requests`, String(request), text));
    } else if (limit && !isFixed && request.compare(limit) > 0) {
      const text = `must be less than or equal to ${name} limit of ${limit}`;
      errors.push(invalid(`${path}.requests`, String(request), text));
    } else if (!limit && isFixed) {
      const text = 'Limit must be set for non overcommitable resources';
      errors.push(required(`${path}.limits`, text));
    }
  }
  const names = [...limits, ...requests].map(([name]) => name);
  const hasHuge = names.some(name => name.startsWith(HUGE));
  if (hasHuge && !names.some(name => name === 'cpu' || name === 'memory')) {
    errors.push(forbiddenField(path, 'HugePages require cpu or memory'));
  }
  return errors;
}
