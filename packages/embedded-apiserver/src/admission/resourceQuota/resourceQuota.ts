import { forbidden } from '../../errors/statusError';
import { Store } from '../../storage/store';
import { KubeObject } from '../../types';
import {
  add,
  increase,
  mask,
  readResources,
  ResourceList,
  resourcesText,
  sameResources,
  writeResources,
} from '../../util/resourceList';
import { AdmissionPlugin, AdmissionRequest } from '../admissionPlugin';
import { QuotaEvaluator } from './evaluator';
import { QuotaEvaluators } from './evaluators';
import { isInScope } from './scopes';

const QUOTAS = '/resourcequotas';

/** What a write adds to what a quota counts. */
interface Charge {
  key: string;
  quota: KubeObject;
  used: ResourceList;
}

/**
 * Refuses what would use more than the quotas of its namespace allow, and
 * notes in the quotas what is used from now on.
 */
export class ResourceQuota implements AdmissionPlugin {
  readonly name = 'ResourceQuota';

  constructor(
    private readonly store: Store,
    private readonly evaluators: QuotaEvaluators,
    /** Is told when something was noted that has to be looked at again. */
    private readonly onCharge: (request: AdmissionRequest) => void,
  ) {}

  validate(request: AdmissionRequest): void {
    const { namespace, operation, object, resource, dryRun } = request;
    if (!namespace || operation === 'DELETE' || !object) {
      return;
    }
    const quotas = this.store.collection(QUOTAS).list(`${namespace}/`);
    if (quotas.length === 0) {
      return;
    }
    const evaluator = this.evaluators.of(resource.storageKey);
    if (!evaluator?.handles(request)) {
      return;
    }
    const charges = quotas.flatMap(({ key, object: quota }) => {
      const used = this.check(quota, evaluator, object, request);
      return used ? [{ key, quota, used }] : [];
    });
    if (!dryRun && charges.length > 0) {
      charges.forEach(charge => this.charge(charge));
      this.onCharge(request);
    }
  }

  /** What a quota has used after a write; nothing when that changes nothing. */
  private check(
    quota: KubeObject,
    evaluator: QuotaEvaluator,
    object: KubeObject,
    request: AdmissionRequest,
  ): ResourceList | undefined {
    const { resource, name, oldObject } = request;
    const refuse = (why: string) => forbidden(resource, name, why);
    const hard = readResources(quota, 'status', 'hard');
    const names = evaluator.matching([...hard.keys()]);
    if (names.length === 0 || !isInScope(quota, evaluator, object)) {
      return undefined;
    }
    const quotaName = quota.metadata.name;
    const missing = evaluator.missing?.(names, object);
    if (missing) {
      throw refuse(`failed quota: ${quotaName}: ${missing}`);
    }
    const used = readResources(quota, 'status', 'used');
    if (names.some(wanted => !used.has(wanted))) {
      throw refuse(
        `status unknown for quota: ${quotaName}, resources: ${[...names]
          .sort()
          .join(',')}`,
      );
    }
    const wasCounted = oldObject && isInScope(quota, evaluator, oldObject);
    const before: ResourceList = wasCounted
      ? evaluator.usage(oldObject)
      : new Map();
    const requested = mask(
      increase(evaluator.usage(object), before),
      hard.keys(),
    );
    const after = add(used, requested);
    const exceeded = [...requested.keys()].filter(
      wanted => (hard.get(wanted)?.compare(after.get(wanted)!) ?? 0) < 0,
    );
    if (exceeded.length > 0) {
      throw refuse(
        `exceeded quota: ${quotaName}, requested: ${resourcesText(
          mask(requested, exceeded),
        )}, used: ${resourcesText(
          mask(used, exceeded),
        )}, limited: ${resourcesText(mask(hard, exceeded))}`,
      );
    }
    return sameResources(used, after) ? undefined : after;
  }

  private charge({ key, quota, used }: Charge): void {
    this.store.put(QUOTAS, key, {
      ...quota,
      status: { ...(quota.status as object), used: writeResources(used) },
    });
  }
}
