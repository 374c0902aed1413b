import {
  Definition,
  hasCondition,
  servedResources,
} from '../customresources/definition';
import { StatusError } from '../errors/statusError';
import { Registry } from '../registry/registry';
import { Transform } from '../registry/update';
import { applyDefaults } from '../schema/applyDefaults';
import { Resource } from '../scheme/resource';
import { CLEANUP, DEFINITIONS } from '../strategies/customResourceDefinition';
import { KubeObject } from '../types';
import { clone } from '../util/clone';
import { equal } from '../util/equal';
import { SYSTEM_USER } from './systemUser';

/**
 * Serves what CustomResourceDefinitions define, from the moment they are
 * stored, and deletes the objects of those that are being deleted.
 */
export class CustomResourceDefinitions {
  private readonly served = new Map<string, Resource[]>();

  constructor(
    private readonly registry: Registry,
    private readonly onError: (error: unknown) => void,
  ) {}

  start(): void {
    const { store } = this.registry;
    store.onChange(({ storageKey, type, entry }) => {
      if (storageKey === DEFINITIONS) {
        this.serve(entry.object as Definition, type === 'DELETED');
        if (type === 'DELETED') {
          setImmediate(() => this.offerNames(entry.object as Definition));
        }
      } else if (type === 'DELETED') {
        this.continueCleanup(storageKey);
      }
    });
    for (const entry of store.collection(DEFINITIONS).list()) {
      this.serve(entry.object as Definition, false);
    }
  }

  private serve(definition: Definition, isGone: boolean): void {
    const { name } = definition.metadata;
    const before = this.served.get(name) ?? [];
    const after =
      isGone || !hasCondition(definition, 'Established')
        ? []
        : servedResources(definition);
    for (const resource of before) {
      if (!after.some(r => r.version === resource.version)) {
        this.registry.resources.remove(
          resource.group,
          resource.version,
          resource.resource,
        );
      }
    }
    after.forEach(resource => this.registry.resources.set(resource));
    this.fillDefaults(definition, before, after);
    this.served.set(name, after);
    if (!isGone && definition.metadata.deletionTimestamp) {
      setImmediate(() => this.cleanup(definition));
    }
  }

  /** What is stored already gets the defaults of a schema that is new. */
  private fillDefaults(
    { spec }: Definition,
    before: Resource[],
    after: Resource[],
  ): void {
    const stored = spec.versions.find(version => version.storage)?.name;
    const find = (all: Resource[]) => all.find(r => r.version === stored);
    const [was, is] = [find(before), find(after)];
    if (is?.schema && was && !equal(was.schema, is.schema)) {
      const { schema } = is;
      this.registry.store.collection(is.storageKey).rewrite(object => {
        const filled = clone(object);
        applyDefaults(schema, filled);
        return equal(filled, object) ? undefined : filled;
      });
    }
  }

  /** Definitions that waited for the names of one that is gone get them. */
  private offerNames({ spec }: Definition): void {
    const waiting = this.registry.store
      .collection(DEFINITIONS)
      .list()
      .map(entry => entry.object as Definition)
      .filter(
        other =>
          other.spec.group === spec.group &&
          !hasCondition(other, 'NamesAccepted') &&
          !other.metadata.deletionTimestamp,
      );
    for (const { metadata } of waiting) {
      this.update(metadata.name, current => current);
    }
  }

  private continueCleanup(storageKey: string): void {
    for (const entry of this.registry.store.collection(DEFINITIONS).list()) {
      const definition = entry.object as Definition;
      const { group, names } = definition.spec;
      if (
        definition.metadata.deletionTimestamp &&
        storageKey === `${group}/${names.plural}`
      ) {
        setImmediate(() => this.cleanup(definition));
      }
    }
  }

  private cleanup(definition: Definition): void {
    const [resource] = this.served.get(definition.metadata.name) ?? [];
    try {
      const objects = resource
        ? this.registry.list(resource).map(entry => entry.object)
        : [];
      objects.forEach(object => this.deleteInstance(resource, object));
      if (!resource || this.registry.list(resource).length === 0) {
        this.finish(definition);
      }
    } catch (error) {
      this.onError(error);
    }
  }

  private deleteInstance(resource: Resource, { metadata }: KubeObject): void {
    if (!metadata.deletionTimestamp) {
      this.registry.delete(
        resource,
        metadata.namespace,
        metadata.name,
        {},
        { user: SYSTEM_USER },
      );
    }
  }

  private finish({ metadata }: Definition): void {
    this.update(metadata.name, current => {
      current.metadata.finalizers = current.metadata.finalizers?.filter(
        finalizer => finalizer !== CLEANUP,
      );
      return current;
    });
  }

  private update(name: string, transform: Transform): void {
    const definitions = this.registry.resources.findAny(
      'apiextensions.k8s.io',
      'customresourcedefinitions',
    ) as Resource;
    try {
      this.registry.update(definitions, undefined, name, transform, {
        user: SYSTEM_USER,
      });
    } catch (error) {
      if (!(error instanceof StatusError && error.code === 404)) {
        throw error;
      }
    }
  }
}
