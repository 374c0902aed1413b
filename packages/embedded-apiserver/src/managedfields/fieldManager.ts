import { badRequest, StatusError } from '../errors/statusError';
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
import { clone } from '../util/clone';
import { now } from '../util/time';
import { Atom } from './atom';
import { ConflictError } from './conflicts';
import { emptyObject, rootAtom } from './rootType';
import { KUBECTL, lastAppliedFields, updateLastApplied } from './lastApplied';
import {
  capUpdaters,
  decodeManagers,
  encodeManagers,
  isReset,
  ManagerInfo,
  managerId,
  Managers,
  Operation,
} from './managers';
import { resetFields, UNOWNED } from './resetFields';
import { applyConfiguration, recordUpdate, Typing } from './updater';
import { typeProblem } from './validateValue';

/** Who writes what to which endpoint. */
export interface Writer {
  resource: Resource;
  /** Empty for the object itself. */
  subresource: string;
  manager: string;
}

/** Who changes what no request changes. */
export const SERVER_MANAGER = 'kube-apiserver';

/** Owns what was there before anybody applied anything. */
const BEFORE_FIRST_APPLY = 'before-first-apply';
const UNKNOWN = 'unknown';

function kindText({ group, version, kind }: Resource): string {
  return `${group}/${version}, Kind=${kind}`;
}

/** Keeps the record of who owns which field of an object. */
export class FieldManager {
  constructor(
    private readonly resources: Resources,
    private readonly objectMeta: () => Schema,
  ) {}

  /**
   * Records a create or update in the new state, in place.
   *
   * @param live - the state before; nothing for a create
   */
  recordUpdate(
    writer: Writer,
    live: KubeObject | undefined,
    object: KubeObject,
  ): void {
    const sent = object.metadata.managedFields;
    delete object.metadata.managedFields;
    const managers = this.managersFor(writer, live, sent);
    // Whoever has forgotten all owners wants none until somebody applies.
    if (live && managers.size === 0) {
      return;
    }
    try {
      this.update(writer, live, object, managers);
    } catch {
      // What does not fit its type is refused later, or owned by nobody.
      return;
    }
    capUpdaters(managers);
    this.write(object, managers);
  }

  /**
   * Lays a configuration over an object.
   *
   * @param live - the state so far; nothing when there is none
   * @returns the new state with its owners
   * @throws {@link StatusError} 409 when others own what would change, and
   * others when the configuration does not fit
   */
  apply(
    writer: Writer,
    live: KubeObject | undefined,
    config: KubeObject,
    isForced: boolean,
  ): KubeObject {
    const { resource } = writer;
    this.checkConfig(resource, config);
    const { managedFields: entries, ...metadata }: JsonObject =
      live?.metadata ?? {};
    const before = live
      ? ({ ...live, metadata } as KubeObject)
      : clone(emptyObject(resource));
    const run = (force: boolean) => {
      const managers: Managers = decodeManagers(entries) ?? new Map();
      if (managers.size === 0 && live) {
        const first = { ...writer, manager: BEFORE_FIRST_APPLY };
        this.update(first, undefined, before, managers);
      }
      return this.applyOnce(writer, before, config, managers, force);
    };
    try {
      return run(isForced);
    } catch (error) {
      if (!(error instanceof ConflictError)) {
        throw error;
      }
      const own =
        writer.manager === KUBECTL && live
          ? lastAppliedFields(this.atom(resource), before)
          : undefined;
      if (own && error.paths().difference(own).isEmpty()) {
        return run(true);
      }
      throw (own ? error.without(own) : error).toStatus();
    }
  }

  private applyOnce(
    writer: Writer,
    before: KubeObject,
    config: KubeObject,
    managers: Managers,
    isForced: boolean,
  ): KubeObject {
    const info = this.info(writer, 'Apply');
    const next = applyConfiguration(
      this.typing(writer),
      before,
      config,
      managers,
      info,
      isForced,
      UNOWNED,
    );
    const id = managerId(info);
    const applied = managers.get(id);
    if (applied && next !== undefined) {
      managers.set(id, { ...applied, time: now() });
    }
    const base = (isObject(next) ? next : before) as KubeObject;
    const object: KubeObject = { ...base, metadata: { ...base.metadata } };
    if (writer.manager === KUBECTL) {
      updateLastApplied(object, config);
    }
    this.write(object, managers);
    return object;
  }

  private checkConfig(resource: Resource, config: KubeObject): void {
    const { apiVersion, kind, metadata } = config;
    const { group, version } = parseGroupVersion(String(apiVersion ?? ''));
    if (
      group !== resource.group ||
      version !== resource.version ||
      kind !== resource.kind
    ) {
      throw badRequest(
        `invalid object type: ${group}/${version}, Kind=${kind ?? ''}`,
      );
    }
    if (isObject(metadata) && Array.isArray(metadata.managedFields)) {
      throw badRequest('metadata.managedFields must be nil');
    }
    const problem = typeProblem(this.atom(resource), config);
    if (problem) {
      const { namespace = '', name = '' } = isObject(metadata) ? metadata : {};
      throw new StatusError(
        500,
        '',
        `failed to create typed patch object (${namespace}/${name}; ${kindText(
          resource,
        )}): ${problem}`,
      );
    }
  }

  private update(
    writer: Writer,
    live: KubeObject | undefined,
    object: KubeObject,
    managers: Managers,
  ): void {
    const { managedFields: _entries, ...metadata }: JsonObject =
      live?.metadata ?? {};
    recordUpdate(
      this.typing(writer),
      live
        ? ({ ...live, metadata } as KubeObject)
        : emptyObject(writer.resource),
      object,
      managers,
      this.info(writer, 'Update'),
      now(),
      UNOWNED,
    );
  }

  private managersFor(
    { subresource, resource }: Writer,
    live: KubeObject | undefined,
    sent: unknown,
  ): Managers {
    // The real server loses an empty list of a custom resource on its way.
    const isLost =
      resource.custom !== undefined && Array.isArray(sent) && sent.length === 0;
    if (!subresource && !isLost && isReset(sent)) {
      return new Map();
    }
    const managers = subresource ? undefined : decodeManagers(sent);
    return managers && managers.size > 0
      ? managers
      : decodeManagers(live?.metadata.managedFields) ?? new Map();
  }

  private write(object: KubeObject, managers: Managers): void {
    const entries = encodeManagers(managers);
    if (entries) {
      object.metadata.managedFields = entries;
    }
  }

  private info(writer: Writer, operation: Operation): ManagerInfo {
    const { resource, subresource, manager } = writer;
    return {
      manager: manager || UNKNOWN,
      operation,
      apiVersion: groupVersion(resource.group, resource.version),
      subresource: subresource || undefined,
    };
  }

  private atom(resource: Resource): Atom {
    return rootAtom(resource, this.objectMeta);
  }

  private typing({ resource, subresource }: Writer): Typing {
    const apiVersion = groupVersion(resource.group, resource.version);
    return {
      apiVersion,
      reset: resetFields(resource, subresource),
      isChangeable: resource.custom !== undefined,
      typed: (value, wanted) => {
        const from = this.inVersion(resource, (value as KubeObject).apiVersion);
        const to = this.inVersion(resource, wanted);
        if (!from || !to) {
          return undefined;
        }
        const converted = from === to ? value : convert(from, to, value);
        return { atom: this.atom(to), value: converted };
      },
    };
  }

  private inVersion(
    resource: Resource,
    apiVersion: string,
  ): Resource | undefined {
    const { group, version } = parseGroupVersion(apiVersion);
    return group === resource.group && version === resource.version
      ? resource
      : this.resources.find(group, version, resource.resource);
  }
}

function convert(from: Resource, to: Resource, value: unknown): JsonObject {
  const object = value as KubeObject;
  const stored = from.toStorage?.(object) ?? object;
  return (
    to.fromStorage?.(stored) ?? {
      ...stored,
      apiVersion: groupVersion(to.group, to.version),
    }
  );
}
