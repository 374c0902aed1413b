import { validateRuleDefinitions } from '../cel';
import {
  FieldError,
  invalid,
  notSupported,
  required,
} from '../errors/fieldError';
import {
  validateLabel1035,
  validateSubdomain,
} from '../registry/nameValidation';
import { equal } from '../util/equal';
import { Definition, DefinitionNames, DefinitionVersion } from './definition';
import { validateVersionNames, validateVersions } from './validateVersions';

const SCOPES = ['Cluster', 'Namespaced'];
const APPROVAL = 'api-approved.kubernetes.io';

function isProtected(group: string): boolean {
  return ['k8s.io', 'kubernetes.io'].some(
    domain => group === domain || group.endsWith(`.${domain}`),
  );
}

function validateGroup({ metadata, spec }: Definition): FieldError[] {
  const { group } = spec;
  if (!group) {
    return [required('spec.group')];
  }
  const errors = validateSubdomain(group).map(problem =>
    invalid('spec.group', group, problem),
  );
  if (!group.includes('.')) {
    errors.push(
      invalid('spec.group', group, 'should be a domain with at least one dot'),
    );
  }
  if (isProtected(group) && !metadata.annotations?.[APPROVAL]) {
    errors.push(
      required(
        `metadata.annotations[${APPROVAL}]`,
        `protected groups must have approval annotation "${APPROVAL}", see https://github.com/kubernetes/enhancements/pull/1111`,
      ),
    );
  }
  return errors;
}

function validateNames(names: Partial<DefinitionNames>): FieldError[] {
  const errors: FieldError[] = [];
  const check = (field: string, value: string, text = value, note = '') => {
    for (const problem of validateLabel1035(text)) {
      errors.push(invalid(`spec.names.${field}`, value, `${note}${problem}`));
    }
  };
  const mixed = 'may have mixed case, but should otherwise match: ';
  for (const key of ['plural', 'singular', 'kind', 'listKind'] as const) {
    const name = names[key];
    if (!name) {
      errors.push(required(`spec.names.${key}`));
    } else if (key === 'kind' || key === 'listKind') {
      check(key, name, name.toLowerCase(), mixed);
    } else {
      check(key, name);
    }
  }
  for (const key of ['shortNames', 'categories'] as const) {
    names[key]?.forEach((name, i) => check(`${key}[${i}]`, name));
  }
  return errors;
}

/** The versions that objects are or were stored in have to be there. */
function validateStored({ spec, status }: Definition): FieldError[] {
  const path = 'status.storedVersions';
  const { storedVersions } = status ?? {};
  const versions = spec.versions ?? [];
  if (!storedVersions?.length) {
    return [invalid(path, null, 'must have at least one stored version')];
  }
  const storage = versions.filter(v => v.storage).map(v => v.name);
  return [
    ...storedVersions.flatMap((name, i) =>
      versions.some(version => version.name === name)
        ? []
        : [
            invalid(
              `${path}[${i}]`,
              name,
              `missing from spec.versions; ${name} was previously a storage version, and must remain in spec.versions until a storage migration ensures no data remains persisted in ${name} and removes ${name} from status.storedVersions`,
            ),
          ],
    ),
    ...storage
      .filter(name => !storedVersions.includes(name))
      .map(name =>
        invalid(path, storedVersions, `must have the storage version ${name}`),
      ),
  ];
}

/** Checks the rules of all schemas; one that all versions share is one. */
function validateRules(versions: DefinitionVersion[]): FieldError[] {
  const schemas = versions.map(version => version.schema?.openAPIV3Schema);
  const [first] = schemas;
  if (first && schemas.every(schema => equal(schema, first))) {
    return validateRuleDefinitions(first, 'spec.validation.openAPIV3Schema');
  }
  return schemas.flatMap((schema, i) =>
    schema
      ? validateRuleDefinitions(
          schema,
          `spec.versions[${i}].schema.openAPIV3Schema`,
        )
      : [],
  );
}

/** Checks a CustomResourceDefinition. */
export function validateDefinition(definition: Definition): FieldError[] {
  const { spec, metadata } = definition;
  const { names = {} as Partial<DefinitionNames>, versions = [] } = spec;
  const errors: FieldError[] = [];
  // The name of one that exists already cannot change any more.
  if (
    !metadata.resourceVersion &&
    metadata.name !== `${names.plural}.${spec.group}`
  ) {
    errors.push(
      invalid(
        'metadata.name',
        metadata.name,
        'must be spec.names.plural+"."+spec.group',
      ),
    );
  }
  errors.push(...validateGroup(definition));
  if (!spec.scope) {
    errors.push(required('spec.scope'));
  } else if (!SCOPES.includes(spec.scope)) {
    errors.push(notSupported('spec.scope', spec.scope, SCOPES));
  }
  if (spec.preserveUnknownFields) {
    errors.push(
      invalid(
        'spec.preserveUnknownFields',
        true,
        'cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead',
      ),
    );
  }
  errors.push(
    ...validateVersionNames(spec.versions),
    ...validateVersions(versions),
    ...validateNames(names),
    ...validateStored(definition),
  );
  if (errors.length === 0) {
    errors.push(...validateRules(versions));
  }
  return errors;
}
