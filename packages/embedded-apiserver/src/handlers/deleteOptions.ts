import { IncomingMessage } from 'node:http';
import { FieldError, invalid, notSupported } from '../errors/fieldError';
import { badRequest, invalidObject } from '../errors/statusError';
import { notTyped } from '../registry/decodeBody';
import { DeleteOptions } from '../registry/delete';
import { isObject, JsonObject } from '../types';
import { readInteger } from './options';
import { readOptionalObject } from './readBody';
import { isTrue } from './requestInfo';

type Policy = DeleteOptions['propagationPolicy'];

const POLICIES = ['Foreground', 'Background', 'Orphan'];
/** What JSON has to hold in a field, and what Go calls its type. */
const TYPES: Record<string, [json: string, go: string]> = {
  gracePeriodSeconds: ['number', 'int64'],
  orphanDependents: ['bool', 'bool'],
  propagationPolicy: ['string', 'v1.DeletionPropagation'],
  preconditions: ['object', 'v1.Preconditions'],
};

function goType(value: unknown): string {
  if (Array.isArray(value)) {
    return 'array';
  }
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

function checkBody(body: unknown): JsonObject {
  if (body === null) {
    return {};
  }
  if (!isObject(body)) {
    throw badRequest(
      `couldn't get version/kind; json parse error: ${notTyped(body)}`,
    );
  }
  if (body.kind !== undefined && body.kind !== 'DeleteOptions') {
    throw badRequest(
      `no kind "${body.kind}" is registered for version "${
        body.apiVersion ?? ''
      }" in scheme "pkg/runtime/scheme.go:111"`,
    );
  }
  for (const [field, [json, go]] of Object.entries(TYPES)) {
    const value = body[field] ?? undefined;
    const isWhole = goType(value) !== 'number' || Number.isInteger(value);
    if (value !== undefined && (goType(value) !== json || !isWhole)) {
      throw badRequest(
        `json: cannot unmarshal ${goType(
          value,
        )} into Go struct field DeleteOptions.${field} of type ${go}`,
      );
    }
  }
  checkTexts('DeleteOptions.dryRun', body.dryRun);
  if (isObject(body.preconditions)) {
    const { uid, resourceVersion } = body.preconditions;
    checkTexts('Preconditions.preconditions', [uid, resourceVersion]);
  }
  return body;
}

/** Sees that a list holds texts, as far as it holds anything. */
function checkTexts(field: string, list: unknown): void {
  const wrong = Array.isArray(list)
    ? list.find(item => typeof (item ?? '') !== 'string')
    : list ?? undefined;
  if (wrong !== undefined) {
    throw badRequest(
      `json: cannot unmarshal ${goType(
        wrong,
      )} into Go struct field ${field} of type string`,
    );
  }
}

/** What a query says, in the form of a body. */
function fromQuery(query: URLSearchParams): JsonObject {
  const orphan = query.get('orphanDependents');
  return {
    gracePeriodSeconds: readInteger(query, 'gracePeriodSeconds'),
    propagationPolicy: query.get('propagationPolicy') ?? undefined,
    orphanDependents: orphan === null ? undefined : isTrue(orphan),
    dryRun: query.getAll('dryRun'),
    preconditions: {
      uid: query.get('uid') ?? undefined,
      resourceVersion: query.get('resourceVersion') ?? undefined,
    },
  };
}

function check(given: JsonObject): boolean {
  const errors: FieldError[] = [];
  const { propagationPolicy, orphanDependents } = given;
  if (propagationPolicy && orphanDependents !== undefined) {
    errors.push(
      invalid(
        'propagationPolicy',
        propagationPolicy,
        'orphanDependents and deletionPropagation cannot be both set',
      ),
    );
  }
  if (
    propagationPolicy !== undefined &&
    propagationPolicy !== null &&
    !POLICIES.includes(String(propagationPolicy))
  ) {
    errors.push(
      notSupported('propagationPolicy', propagationPolicy, [
        ...POLICIES,
        'nil',
      ]),
    );
  }
  const dryRun = Array.isArray(given.dryRun) ? given.dryRun.map(String) : [];
  if (dryRun.some(value => value !== 'All')) {
    errors.push(notSupported('dryRun', dryRun, ['All']));
  }
  if (errors.length > 0) {
    throw invalidObject(
      { group: 'meta.k8s.io', kind: 'DeleteOptions' },
      '',
      errors,
    );
  }
  return dryRun.length > 0;
}

/**
 * Reads how something is to be deleted: from the body, from the query when
 * there is none.
 *
 * @throws {@link StatusError} 400 or 422
 */
export async function readDeleteOptions(
  req: IncomingMessage,
  query: URLSearchParams,
): Promise<{ options: DeleteOptions; dryRun: boolean }> {
  const body = await readOptionalObject(req);
  const given = body === undefined ? fromQuery(query) : checkBody(body);
  return {
    dryRun: check(given),
    options: {
      propagationPolicy: (given.propagationPolicy || undefined) as Policy,
      orphanDependents: (given.orphanDependents ?? undefined) as
        | boolean
        | undefined,
      gracePeriodSeconds: (given.gracePeriodSeconds ?? undefined) as
        | number
        | undefined,
      preconditions: isObject(given.preconditions)
        ? given.preconditions
        : undefined,
    },
  };
}
