import { KubeObject } from '../../runtime/types';
import { platformIdentities } from './platformIdentities';
import { podExec } from './podExec';
import { podSecurity } from './podSecurity';
import { resourceAnnotations } from './resourceAnnotations';
import { resourceQuotas } from './resourceQuotas';

/** The policies of the platform that are always on, with their bindings. */
export const admissionPolicies: KubeObject[] = [
  ...podSecurity,
  ...podExec,
  ...resourceAnnotations,
  ...resourceQuotas,
  ...platformIdentities,
];
