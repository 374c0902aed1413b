import { invalid } from '../errors/fieldError';
import { badRequest, invalidObject, StatusError } from '../errors/statusError';
import { numberProblem } from '../json/checkNumbers';
import { notesOf } from '../json/parseJson';
import { JsonNotes } from '../json/scanJson';
import { BuiltinSchemas } from '../schema/builtinSchemas';
import { applyDefaults, applyTypedDefaults } from '../schema/applyDefaults';
import { cannotBeHandled, decodeTyped } from '../schema/decodeTyped';
import { decodeEmbedded } from '../schema/decodeEmbedded';
import { prune } from '../schema/prune';
import { Schema } from '../schema/types';
import { Resource } from '../scheme/resource';
import { Resources } from '../scheme/resources';
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
  constructor(
    private readonly schemas: BuiltinSchemas,
    private readonly resources?: Resources,
  ) {}

  /** The schema of the metadata of every object. */
  objectMeta(): Schema {
    return this.type('io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta');
  }

  /** The schema of a built-in type. */
  type(name: string): Schema {
    return this.schemas.get(name);
  }

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
    const notes = notesOf(body);
    const object = this.checkKind(
      resource,
      (!resource.custom && notes?.merged?.()) || body,
    );
    if (notes) {
      this.checkNumbers(resource, notes);
    }
    const unknownFields = this.fit(resource, object);
    const warnings = [
      ...(notes?.duplicates ?? []).map(
        field => `duplicate field ${goQuote(field)}`,
      ),
      ...unknownFields.map(field => `unknown field ${goQuote(field)}`),
    ];
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

  /**
   * Drops unknown fields and fills in defaults; gives the unknown fields.
   *
   * @param keepsNulls - whether a null that is not allowed is left to be
   * refused, as after an apply
   */
  fit(resource: Resource, object: KubeObject, keepsNulls = false): string[] {
    const { kind, version, schema } = resource;
    if (!resource.custom) {
      const unknown = schema ? decodeTyped(schema, object, kind, version) : [];
      if (schema) {
        applyTypedDefaults(schema, object);
      }
      resource.strategy.applyDefaults?.(object);
      return unknown;
    }
    const unknown = decodeTyped(
      this.objectMeta(),
      object.metadata,
      kind,
      version,
    ).map(field => `metadata.${field}`);
    if (schema) {
      unknown.push(...this.embedded(resource, object));
      if (!resource.custom.preserveUnknownFields) {
        unknown.push(...prune(schema, object));
      }
      applyDefaults(schema, object, keepsNulls);
    }
    return unknown;
  }

  private checkNumbers(resource: Resource, { numbers }: JsonNotes): void {
    const { kind, version, custom, schema } = resource;
    const typed = custom
      ? { properties: { metadata: this.objectMeta() } }
      : schema;
    const problem = typed && numberProblem(typed, numbers, kind);
    if (problem) {
      throw cannotBeHandled(kind, version, problem);
    }
  }

  private embedded(resource: Resource, object: KubeObject): string[] {
    try {
      return resource.schema
        ? decodeEmbedded(resource.schema, object, this.objectMeta())
        : [];
    } catch (error) {
      throw error instanceof StatusError
        ? cannotBeHandled(resource.kind, resource.version, error.message)
        : error;
    }
  }

  private checkKind(resource: Resource, body: unknown): KubeObject {
    const expected = groupVersion(resource.group, resource.version);
    if (!isObject(body) && body !== null) {
      throw resource.custom
        ? badRequest(
            `couldn't get version/kind; json parse error: ${notTyped(body)}`,
          )
        : cannotBeHandled(
            resource.kind,
            resource.version,
            `json: cannot unmarshal ${jsonType(
              body,
            )} into Go value of type v1.${resource.kind}`,
          );
    }
    const given = (body ?? {}) as Partial<KubeObject> & JsonObject;
    if (!resource.custom) {
      readTypeInAnyCase(given);
    }
    for (const key of ['apiVersion', 'kind']) {
      if (typeof (given[key] ?? '') !== 'string') {
        throw unrecognized(
          resource,
          given,
          `couldn't get version/kind; json parse error: json: cannot unmarshal ${jsonType(
            given[key],
          )} into Go struct field .${key} of type string`,
        );
      }
    }
    if (resource.custom && !given.kind) {
      throw unrecognized(
        resource,
        given,
        `Object 'Kind' is missing in '${JSON.stringify(given)}'`,
      );
    }
    if (resource.custom) {
      given.apiVersion ??= '';
    } else {
      // What is left out, or empty, is what the path says.
      given.apiVersion = given.apiVersion?.replace(/^\//, '') || expected;
      given.kind ||= resource.kind;
    }
    if (given.apiVersion !== expected || given.kind !== resource.kind) {
      throw this.wrongKind(resource, given, expected);
    }
    if (given.metadata === undefined || given.metadata === null) {
      given.metadata = { name: '' };
    }
    if (!isObject(given.metadata)) {
      throw cannotBeHandled(
        resource.kind,
        resource.version,
        `json: cannot unmarshal ${jsonType(given.metadata)} into Go ${
          resource.custom ? 'value' : `struct field ${resource.kind}.metadata`
        } of type v1.ObjectMeta`,
      );
    }
    return given as KubeObject;
  }

  /** The refusal of an object that is not of the kind the path names. */
  private wrongKind(
    resource: Resource,
    { apiVersion, kind, metadata }: Partial<KubeObject>,
    expected: string,
  ): StatusError {
    const { group } = resource;
    const name = metadata?.name ?? '';
    if (resource.custom) {
      return apiVersion === expected
        ? invalidObject({ group, kind: String(kind) }, name, [
            invalid('kind', kind, `must be ${resource.kind}`),
          ])
        : badRequest(
            `the API version in the data (${apiVersion}) does not match the expected API version (${expected})`,
          );
    }
    const { version } = parseGroupVersion(String(apiVersion));
    const known = this.resources?.findKind(String(apiVersion), String(kind));
    const internal = group.split('.')[0] || 'core';
    return badRequest(
      `${kind} in version ${goQuote(version)} cannot be handled as a ${
        resource.kind
      }: ${
        known && !known.custom
          ? `converting (${version}.${kind}) to (${internal}.${resource.kind}): unknown conversion`
          : `no kind "${kind}" is registered for version "${apiVersion}" in scheme "pkg/runtime/scheme.go:111"`
      }`,
    );
  }
}

const TYPE_FIELDS = new Map([
  ['apiversion', 'apiVersion'],
  ['kind', 'kind'],
]);

/** Go finds what an object says of its type in any case; the last counts. */
function readTypeInAnyCase(object: JsonObject): void {
  const last: JsonObject = {};
  for (const key of Object.keys(object)) {
    const field = TYPE_FIELDS.get(key.toLowerCase());
    if (field && object[key] !== null) {
      last[field] = object[key];
    }
  }
  Object.assign(object, last);
}

function jsonType(value: unknown): string {
  if (Array.isArray(value)) {
    return 'array';
  }
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

/** Why a value cannot be read as an object that says its kind. */
export function notTyped(value: unknown): string {
  return `json: cannot unmarshal ${jsonType(
    value,
  )} into Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }`;
}

const SUMMARY = 30;

/** The refusal of a body that does not say what it is. */
function unrecognized(
  resource: Resource,
  body: JsonObject,
  why: string,
): StatusError {
  const text = JSON.stringify(body);
  const summary =
    text.length > SUMMARY ? `${text.slice(0, SUMMARY)} ...` : text;
  return badRequest(
    `the object provided is unrecognized (must be of type ${resource.kind}): ${why} (${summary})`,
  );
}
