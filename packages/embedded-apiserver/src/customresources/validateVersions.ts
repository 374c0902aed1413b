import {
  FieldError,
  invalid,
  invalidPrinted,
  required,
} from '../errors/fieldError';
import { validateLabel1035 } from '../registry/nameValidation';
import { PrinterColumn, ScalePaths } from '../scheme/resource';
import { Schema } from '../schema/types';
import { equal } from '../util/equal';
import { DefinitionVersion } from './definition';
import { validateStructure } from './validateStructure';

const COLUMN_TYPES = ['boolean', 'date', 'integer', 'number', 'string'];
const SELECTABLE = ['string', 'boolean', 'integer'];
const SIMPLE_PATH = 'must be a simple json path starting with .';

function validateColumns(columns: PrinterColumn[], path: string): FieldError[] {
  const errors: FieldError[] = [];
  columns.forEach(({ name, type, jsonPath }, i) => {
    const at = `${path}[${i}]`;
    if (!name) {
      errors.push(required(`${at}.name`));
    }
    if (!type) {
      errors.push(
        required(`${at}.type`, `must be one of ${COLUMN_TYPES.join(',')}`),
      );
    } else if (!COLUMN_TYPES.includes(type)) {
      errors.push(
        invalid(`${at}.type`, type, `must be one of ${COLUMN_TYPES.join(',')}`),
      );
    }
    if (!jsonPath) {
      errors.push(required(`${at}.JSONPath`));
    } else if (!jsonPath.startsWith('.')) {
      errors.push(invalid(`${at}.JSONPath`, jsonPath, SIMPLE_PATH));
    }
  });
  return errors;
}

function validateScalePaths(scale: ScalePaths, path: string): FieldError[] {
  const errors: FieldError[] = [];
  const check = (key: keyof ScalePaths, roots: string[]) => {
    const value = scale[key];
    if (!value) {
      if (key !== 'labelSelectorPath') {
        errors.push(required(`${path}.${key}`));
      }
    } else if (!value.startsWith('.')) {
      errors.push(invalid(`${path}.${key}`, value, SIMPLE_PATH));
    } else if (!roots.some(root => value.startsWith(`${root}.`))) {
      const text = `should be a json path under ${roots.join(' or ')}`;
      errors.push(invalid(`${path}.${key}`, value, text));
    }
  };
  check('specReplicasPath', ['.spec']);
  check('statusReplicasPath', ['.status']);
  check('labelSelectorPath', ['.spec', '.status']);
  return errors;
}

function validateSelectable(
  fields: { jsonPath: string }[],
  schema: Schema | undefined,
  path: string,
): FieldError[] {
  return fields.flatMap(({ jsonPath }, i) => {
    const target = jsonPath
      .split('.')
      .slice(1)
      .reduce<Schema | undefined>((s, key) => s?.properties?.[key], schema);
    return SELECTABLE.includes(target?.type ?? '')
      ? []
      : [
          invalid(
            `${path}[${i}].jsonPath`,
            jsonPath,
            'must point to a field of type string, boolean or integer. Enum string fields and strings with formats are allowed.',
          ),
        ];
  });
}

/** What versions may differ in; what all share is told once, without a number. */
function perVersion<T>(
  versions: DefinitionVersion[],
  pick: (version: DefinitionVersion) => T | undefined,
  shared: string,
  own: string,
  check: (value: T, path: string, version: DefinitionVersion) => FieldError[],
): FieldError[] {
  const [first] = versions;
  const isShared = versions.every(v => equal(pick(v), pick(first)));
  return (isShared ? versions.slice(0, 1) : versions).flatMap((version, i) => {
    const value = pick(version);
    const path = isShared ? shared : `spec.versions[${i}].${own}`;
    return value === undefined ? [] : check(value, path, version);
  });
}

/** Versions as Go prints them, without what is told elsewhere. */
function printVersions(versions: DefinitionVersion[] | undefined): string {
  return JSON.stringify(
    versions?.map(({ name, served, storage }) => ({
      Name: name,
      Served: !!served,
      Storage: !!storage,
      Deprecated: false,
      DeprecationWarning: null,
      Schema: null,
      Subresources: null,
      AdditionalPrinterColumns: null,
      SelectableFields: null,
    })) ?? null,
  );
}

/** Checks which versions there are and how they are named. */
export function validateVersionNames(
  versions: DefinitionVersion[] | undefined,
): FieldError[] {
  const errors: FieldError[] = [];
  const all = versions ?? [];
  if (new Set(all.map(({ name }) => name)).size < all.length) {
    errors.push(
      invalidPrinted(
        'spec.versions',
        printVersions(versions),
        'must contain unique version names',
      ),
    );
  }
  if (all.filter(({ storage }) => storage).length !== 1) {
    errors.push(
      invalidPrinted(
        'spec.versions',
        printVersions(versions),
        'must have exactly one version marked as storage version',
      ),
    );
  }
  all.forEach(({ name }, i) => {
    for (const problem of validateLabel1035(name)) {
      errors.push(invalid(`spec.versions[${i}].name`, name, problem));
      if (i === 0) {
        // The old field for the first version holds its name too.
        errors.push(invalid('spec.version', name, problem));
      }
    }
  });
  return errors;
}

/** Checks what versions say about their objects. */
export function validateVersions(versions: DefinitionVersion[]): FieldError[] {
  return [
    ...versions.flatMap((version, i) =>
      version.schema?.openAPIV3Schema
        ? []
        : [required(`spec.versions[${i}].schema.openAPIV3Schema`)],
    ),
    ...perVersion(
      versions,
      version => version.schema?.openAPIV3Schema,
      'spec.validation.openAPIV3Schema',
      'schema.openAPIV3Schema',
      validateStructure,
    ),
    ...perVersion(
      versions,
      version => version.subresources?.scale,
      'spec.subresources.scale',
      'subresources.scale',
      validateScalePaths,
    ),
    ...perVersion(
      versions,
      version => version.additionalPrinterColumns,
      'spec.additionalPrinterColumns',
      'additionalPrinterColumns',
      validateColumns,
    ),
    ...perVersion(
      versions,
      version => version.selectableFields,
      'spec.selectableFields',
      'selectableFields',
      (fields, path, version) =>
        validateSelectable(fields, version.schema?.openAPIV3Schema, path),
    ),
  ];
}
