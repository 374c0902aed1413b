import { AdmissionRequest } from '../admissionPlugin';
import { KubeObject } from '../../types';
import { ResourceList } from '../../util/resourceList';

/** Which objects a quota counts. */
export interface ScopeSelector {
  scopeName: string;
  operator: string;
  values?: string[];
}

/** Knows what the objects of one resource count for in quotas. */
export interface QuotaEvaluator {
  /** Where the objects are kept. */
  storageKey: string;
  /** Whether a write may use more than before. */
  handles(request: AdmissionRequest): boolean;
  /** Those of some names that the objects count for. */
  matching(names: string[]): string[];
  usage(object: KubeObject): ResourceList;
  matchesScope(selector: ScopeSelector, object: KubeObject): boolean;
  /** Why an object must not be without what a quota limits, if it is. */
  missing?(names: string[], object: KubeObject): string | undefined;
}
