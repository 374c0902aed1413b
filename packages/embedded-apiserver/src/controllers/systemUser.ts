import type { WriteOptions } from '../registry/registry';
import { UserInfo } from '../types';

/** As whom the server itself writes. */
export const SYSTEM_USER: UserInfo = {
  name: 'system:apiserver',
  groups: ['system:masters', 'system:authenticated'],
};

/** The circumstances of what a controller of the system writes. */
export const BY_CONTROLLER: WriteOptions = {
  user: SYSTEM_USER,
  fieldManager: 'kube-controller-manager',
};
