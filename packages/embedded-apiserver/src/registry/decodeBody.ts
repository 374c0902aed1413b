import { invalid } from '../errors/fieldError';
import { badRequest, invalidObject } from '../errors/statusError';
import { BuiltinSchemas } from '../schema/builtinSchemas';
import { applyDefaults, applyTypedDefaults } from '../schema/applyDefaults';
import { cannotBeHandled, decodeTyped } from '../schema/decodeTyped';
import { prune } from '../schema/prune';
import { Resource } from '../scheme/resource';
import {
  groupVersion,
  isObject,
  JsonObject,
  KubeObject,
  parseGroupVersion,
} from '../types';
import { goQuote } from '../util/goQuote';

/** What happens to fields that a kind does not have. */
export type FieldValidation = 'Ignore' | 'Warn' | 'Strict';

/** A body that fits its kind, and what was wrong with it all the same. */
export interface DecodedBody {
  object: KubeObject;
  warnings: string[];
}

/** Reads bodies as objects of a resource. */
export class BodyDecoder {
  constructor(private readonly schemas: BuiltinSchemas) {}

  /**
   * Fits a body into the kind of a resource, in place: what the kind does not
   * have is dropped, what it leaves out is filled in.
   *
   * @throws {@link StatusError} 400
   */
  decode(
    resource: Resource,
    body: unknown,
    fieldValidation: FieldValidation,
  ): DecodedBody {
    const object = this.checkKind(resource, body);
    const unknownFields = this.fit(resource, object);
    const warnings = unknownFields.map(
      field => `unknown field ${goQuote(field)}`,
    );
    if (warnings.length > 0 && fieldValidation === 'Strict') {
      throw cannotBeHandled(
        resource.kind,
        resource.version,
        `strict decoding error: ${warnings.join(', ')}`,
      );
    }
    return {
      object,
      warnings: fieldValidation === 'Warn' ? warnings : [],
    };
  }

  /** Drops unknown fields and fills in defaults; gives the unknown fields. */
  fit(resource: Resource, object: KubeObject): string[] {
    const { kind, version, schema } = resource;
    if (!resource.custom) {
      const unknown = schema ? decodeTyped(schema, object, kind, version) : [];
      if (schema) {
        applyTypedDefaults(schema, object);
      }
      resource.strategy.applyDefaults?.(object);
      return unknown;
    }
    const metaSchema = this.schemas.get(
      'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta',
    );
    const unknown = decodeTyped(
      { type: 'object', properties: { metadata: metaSchema } },
      { metadata: object.metadata },
      kind,
      version,
    );
    if (schema) {
      if (!resource.custom.preserveUnknownFields) {
        unknown.push(...prune(schema, object));
      }
      applyDefaults(schema, object);
    }
    return unknown;
  }

  private checkKind(resource: Resource, body: unknown): KubeObject {
    const expected = groupVersion(resource.group, resource.version);
    if (!isObject(body) && body !== null) {
      throw cannotBeHandled(
        resource.kind,
        resource.version,
        `json: cannot unmarshal ${
          Array.isArray(body) ? 'array' : typeof body
        } into Go value of type v1.${resource.kind}`,
      );
    }
    const given = (body ?? {}) as Partial<KubeObject> & JsonObject;
    if (resource.custom && !given.kind) {
      throw badRequest(
        `the object provided is unrecognized (must be of type ${
          resource.kind
        }): Object 'Kind' is missing in '${JSON.stringify(given)}'`,
      );
    }
    given.apiVersion ??= expected;
    given.kind ??= resource.kind;
    if (given.apiVersion !== expected || given.kind !== resource.kind) {
      throw wrongKind(resource, given, expected);
    }
    if (given.metadata === undefined || given.metadata === null) {
      given.metadata = { name: '' };
    }
    if (!isObject(given.metadata)) {
      throw cannotBeHandled(
        resource.kind,
        resource.version,
        `json: cannot unmarshal ${
          Array.isArray(given.metadata) ? 'array' : typeof given.metadata
        } into Go struct field ${resource.kind}.metadata of type v1.ObjectMeta`,
      );
    }
    return given as KubeObject;
  }
}

/** The refusal of an object that is not of the kind the path names. */
function wrongKind(
  resource: Resource,
  { apiVersion, kind, metadata }: Partial<KubeObject>,
  expected: string,
) {
  const { group } = resource;
  const name = metadata?.name ?? '';
  if (resource.custom && kind !== resource.kind) {
    return invalidObject({ group, kind: String(kind) }, name, [
      invalid('kind', kind, `must be ${resource.kind}`),
    ]);
  }
  if (resource.custom) {
    return badRequest(
      `the API version in the data (${apiVersion}) does not match the expected API version (${expected})`,
    );
  }
  const { version } = parseGroupVersion(String(apiVersion));
  const internal = group.split('.')[0] || 'core';
  return badRequest(
    `${kind} in version ${goQuote(version)} cannot be handled as a ${
      resource.kind
    }: converting (${apiVersion}.${kind}) to (${internal}.${
      resource.kind
    }): unknown conversion`,
  );
}
