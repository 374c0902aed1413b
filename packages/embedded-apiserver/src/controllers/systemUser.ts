import { UserInfo } from '../types';

/** As whom the server itself writes. */
export const SYSTEM_USER: UserInfo = {
  name: 'system:apiserver',
  groups: ['system:masters', 'system:authenticated'],
};
