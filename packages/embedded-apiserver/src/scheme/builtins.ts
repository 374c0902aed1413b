import { BuiltinSchemas } from '../schema/builtinSchemas';
import { Strategy } from '../strategies/strategy';
import { KubeObject } from '../types';
import { eventsConversion } from './eventsConversion';
import { autoscalerConversion } from './autoscalerConversion';
import data from './kubernetes.json';
import { Resource, Subresource } from './resource';
import { Resources } from './resources';

interface ResourceData {
  group: string;
  version: string;
  resource: string;
  singular: string;
  kind: string;
  namespaced: boolean;
  verbs: string[];
  shortNames?: string[];
  categories?: string[];
  schema?: string;
  subresources: Subresource[];
}

/** How one version of a kind is stored as another. */
export interface Conversion {
  storageKey: string;
  fromStorage(object: KubeObject): KubeObject;
  toStorage(object: KubeObject): KubeObject;
}

const CONVERSIONS: Record<string, Conversion | undefined> = {
  'events.k8s.io/v1/events': eventsConversion,
  'autoscaling/v1/horizontalpodautoscalers': autoscalerConversion,
};

/** The types of the built-in groups. */
export function builtinSchemas(): BuiltinSchemas {
  return new BuiltinSchemas(data.schemas);
}

/** Adds the resources of the built-in groups. */
export function addBuiltins(
  resources: Resources,
  schemas: BuiltinSchemas,
  strategies: Record<string, Strategy>,
): void {
  for (const entry of data.resources as ResourceData[]) {
    const storageKey = `${entry.group}/${entry.resource}`;
    const resource: Resource = {
      shortNames: [],
      categories: [],
      ...entry,
      schema: undefined,
      listKind: `${entry.kind}List`,
      storageKey,
      strategy: strategies[storageKey] ?? {},
      schemaName: entry.schema,
      ...CONVERSIONS[`${entry.group}/${entry.version}/${entry.resource}`],
    };
    const { schema } = entry;
    if (schema) {
      Object.defineProperty(resource, 'schema', {
        get: () => schemas.get(schema),
        enumerable: true,
      });
    }
    resources.set(resource);
  }
}
