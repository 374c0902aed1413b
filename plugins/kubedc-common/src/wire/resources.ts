import type { Health, HealthState } from '../health';
import type { FactValue } from '../kinds/types';
import type { KubernetesObject } from '../kubernetes';

/**
 * One object in a list: `GET /resources/{path}`.
 *
 * @public
 */
export interface ResourceSummary {
  installation: string;
  /** `id` of the kind. */
  kind: string;
  namespace: string;
  name: string;
  uid: string;
  organization: string;
  /** `{organization}/{project}`; absent on organizations and groups. */
  project?: string;
  entityRef: string;
  health: Health;
  facts: Record<string, FactValue>;
  /**
   * Ids of the operations that make sense in the object's present state. Rights are not considered: they are asked
   * when somebody opens the object or presses the button.
   */
  possible: string[];
  /** RFC 3339. */
  createdAt: string;
  /** RFC 3339; set while the object is being deleted. */
  deletedAt?: string;
}

/**
 * Answer of `GET /resources/{path}`.
 *
 * @public
 */
export interface ResourceList {
  items: ResourceSummary[];
  /** Matching objects in all, before paging. */
  total: number;
  /** Matching objects by health state, before the health filter. */
  health: Partial<Record<HealthState, number>>;
  /** Sources whose objects may be missing or old, each with a sentence. */
  problems: SourceProblem[];
}

/**
 * A source that could not be read, or not lately.
 *
 * @public
 */
export interface SourceProblem {
  installation: string;
  /** `unreachable`, `forbidden`, `absent` (the platform has no such kind), `misconfigured`, `syncing`. */
  reason: 'unreachable' | 'forbidden' | 'absent' | 'misconfigured' | 'syncing';
  message: string;
}

/**
 * A Kubernetes event of an object.
 *
 * @public
 */
export interface ResourceEvent {
  type: 'Normal' | 'Warning';
  reason: string;
  message: string;
  count: number;
  /** RFC 3339. */
  lastSeen: string;
}

/**
 * What the signed-in person may do with an object now.
 *
 * @public
 */
export interface OfferedOperation {
  id: string;
  title: string;
  destructive: boolean;
  confirm: 'none' | 'once' | 'name';
  consequences: string[];
  /** False when the person's rights stand against it, whatever the object's state; then nobody needs to be shown it. */
  allowed: boolean;
  /** False when the object's state or the person's rights stand against it; `reason` says which. */
  available: boolean;
  suggested: boolean;
  reason?: string;
}

/**
 * Answer of `GET /resources/{path}/{installation}/{namespace}/{name}`, read as the person.
 *
 * @public
 */
export interface ResourceDetail extends ResourceSummary {
  /** The object without managed fields. */
  object: KubernetesObject;
  events: ResourceEvent[];
  operations: OfferedOperation[];
  related: ResourceSummary[];
}
