import { Definition, DefinitionCondition } from '../customresources/definition';
import { validateDefinition } from '../customresources/validateDefinition';
import { invalid } from '../errors/fieldError';
import { nameColumn } from '../table/columns';
import { KubeObject } from '../types';
import { setDefaults } from '../util/read';
import { now } from '../util/time';
import { Strategy, WriteContext } from './strategy';

export const CLEANUP = 'customresourcecleanup.apiextensions.k8s.io';
export const DEFINITIONS = 'apiextensions.k8s.io/customresourcedefinitions';

/** The name or kind that another definition of the group has taken. */
function takenName(
  { spec, metadata }: Definition,
  { registry }: WriteContext,
): string | undefined {
  const others = registry.store
    .collection(DEFINITIONS)
    .list()
    .map(entry => entry.object as Definition)
    .filter(
      other =>
        other.metadata.name !== metadata.name &&
        other.spec.group === spec.group,
    );
  const mine = [
    spec.names.plural,
    spec.names.singular,
    ...(spec.names.shortNames ?? []),
  ];
  for (const { spec: other } of others) {
    const taken = [
      other.names.plural,
      other.names.singular,
      ...(other.names.shortNames ?? []),
    ];
    const clash = mine.find(name => name && taken.includes(name));
    if (clash) {
      return clash;
    }
    if (other.names.kind === spec.names.kind) {
      return spec.names.kind;
    }
  }
  return undefined;
}

/** Keeps the time at which a condition changed last. */
function setConditions(
  definition: Definition,
  old: Definition | undefined,
  wanted: Omit<DefinitionCondition, 'lastTransitionTime'>[],
): void {
  const before = old?.status?.conditions ?? [];
  const others = before.filter(c => !wanted.some(w => w.type === c.type));
  definition.status = {
    ...definition.status,
    conditions: [
      ...wanted.map(condition => {
        const same = before.find(
          c => c.type === condition.type && c.status === condition.status,
        );
        return {
          lastTransitionTime: same?.lastTransitionTime ?? now(),
          ...condition,
        };
      }),
      ...others,
    ],
  };
}

function establish(
  definition: Definition,
  old: Definition | undefined,
  context: WriteContext,
): void {
  const { spec } = definition;
  const clash = takenName(definition, context);
  setConditions(definition, old, [
    clash
      ? {
          type: 'NamesAccepted',
          status: 'False',
          reason: 'NamesConflict',
          message: `"${clash}" is already in use`,
        }
      : {
          type: 'NamesAccepted',
          status: 'True',
          reason: 'NoConflicts',
          message: 'no conflicts found',
        },
    clash
      ? {
          type: 'Established',
          status: 'False',
          reason: 'NotAccepted',
          message: 'not all names are accepted',
        }
      : {
          type: 'Established',
          status: 'True',
          reason: 'InitialNamesAccepted',
          message: 'the initial names have been accepted',
        },
  ]);
  const stored = spec.versions.find(version => version.storage)?.name;
  const before = (old?.status as { storedVersions?: string[] } | undefined)
    ?.storedVersions;
  Object.assign(definition.status as object, {
    acceptedNames: clash ? { plural: '', kind: '' } : spec.names,
    storedVersions: [...new Set([...(before ?? []), stored])],
  });
}

export const definitionStrategy: Strategy = {
  hasGeneration: true,
  applyDefaults(object) {
    const { spec } = object as Definition;
    if (!spec) {
      return;
    }
    setDefaults(spec as unknown as Record<string, unknown>, {
      conversion: { strategy: 'None' },
    });
    if (spec.names?.kind) {
      spec.names.singular ??= spec.names.kind.toLowerCase();
      spec.names.listKind ??= `${spec.names.kind}List`;
    }
  },
  prepareForCreate(object, context) {
    if ((object as Definition).spec?.versions) {
      establish(object as Definition, undefined, context);
    }
  },
  prepareForUpdate(object, old, context) {
    if (!object.metadata.deletionTimestamp) {
      establish(object as Definition, old as Definition, context);
    }
  },
  validate: object =>
    (object as Definition).spec?.names
      ? validateDefinition(object as Definition)
      : [],
  validateUpdate: (object, old) =>
    (['scope', 'group'] as const)
      .filter(
        key =>
          (object as Definition).spec[key] !== (old as Definition).spec[key],
      )
      .map(key =>
        invalid(
          `spec.${key}`,
          (object as Definition).spec[key],
          'field is immutable',
        ),
      ),
  beforeDelete(object: KubeObject) {
    const finalizers = object.metadata.finalizers ?? [];
    if (!finalizers.includes(CLEANUP)) {
      object.metadata.finalizers = [...finalizers, CLEANUP];
    }
    setConditions(object as Definition, object as Definition, [
      {
        type: 'Terminating',
        status: 'True',
        reason: 'InstanceDeletionPending',
        message:
          'CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon',
      },
    ]);
  },
  columns: [
    nameColumn,
    {
      name: 'Created At',
      value: o => o.metadata.creationTimestamp ?? '',
    },
  ],
};
