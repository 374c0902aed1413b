import {
  Definition,
  DefinitionCondition,
  hasCondition,
} from '../customresources/definition';
import { validateDefinition } from '../customresources/validateDefinition';
import { invalid } from '../errors/fieldError';
import { nameColumn } from '../table/columns';
import { isObject, KubeObject } from '../types';
import { setDefaults } from '../util/read';
import { now } from '../util/time';
import { Strategy, WriteContext } from './strategy';

export const CLEANUP = 'customresourcecleanup.apiextensions.k8s.io';
export const DEFINITIONS = 'apiextensions.k8s.io/customresourcedefinitions';

interface Clash {
  reason: string;
  message: string;
}

/** A name or kind that another definition of the group has taken. */
function findClash(
  { spec, metadata }: Definition,
  { registry }: WriteContext,
): Clash | undefined {
  const others = registry.store
    .collection(DEFINITIONS)
    .list()
    .map(entry => entry.object as Definition)
    .filter(
      other =>
        other.metadata.name !== metadata.name &&
        other.spec.group === spec.group &&
        hasCondition(other, 'NamesAccepted'),
    );
  const names = new Set(
    others.flatMap(({ spec: { names: n } }) => [
      n.plural,
      n.singular,
      ...(n.shortNames ?? []),
    ]),
  );
  const kinds = new Set(
    others.flatMap(({ spec: { names: n } }) => [n.kind, n.listKind]),
  );
  const { plural, singular, shortNames = [], kind, listKind } = spec.names;
  // The last that is found is told, as by the real server.
  const checks: [string, string | undefined, Set<string | undefined>][] = [
    ['PluralConflict', plural, names],
    ['SingularConflict', singular, names],
    ...shortNames.map((name): [string, string, Set<string | undefined>] => [
      'ShortNamesConflict',
      name,
      names,
    ]),
    ['KindConflict', kind, kinds],
    ['ListKindConflict', listKind, kinds],
  ];
  const found = checks.filter(([, name, taken]) => name && taken.has(name));
  const [reason, name] = found[found.length - 1] ?? [];
  return reason
    ? { reason, message: `"${name}" is already in use` }
    : undefined;
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
  const clash = findClash(definition, context);
  setConditions(definition, old, [
    clash
      ? {
          type: 'NamesAccepted',
          status: 'False',
          ...clash,
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
  const before = old?.status?.storedVersions ?? [];
  Object.assign(definition.status as object, {
    acceptedNames: clash ? { plural: '', kind: '' } : spec.names,
    storedVersions: [
      ...new Set([...before, ...(stored === undefined ? [] : [stored])]),
    ],
  });
}

export const definitionStrategy: Strategy = {
  requiresResourceVersion: true,
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
  initialStatus: ({ status }) => ({
    acceptedNames: { kind: '', plural: '' },
    conditions: null,
    storedVersions: isObject(status) ? status.storedVersions : undefined,
  }),
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
    (object as Definition).spec ? validateDefinition(object as Definition) : [],
  validateUpdate(object, old) {
    const { spec } = object as Definition;
    const { spec: before } = old as Definition;
    const fields: [string, unknown, unknown][] = [
      ['group', spec.group, before.group],
      ['scope', spec.scope, before.scope],
      ['names.kind', spec.names?.kind, before.names.kind],
      ['names.plural', spec.names?.plural, before.names.plural],
    ];
    return fields
      .filter(([, value, was]) => value !== was)
      .map(([field, value]) =>
        invalid(`spec.${field}`, value, 'field is immutable'),
      );
  },
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
