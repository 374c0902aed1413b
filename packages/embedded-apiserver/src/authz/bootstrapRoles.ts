import { KubeObject } from '../types';
import defaultRoles from './defaultRoles.json';

/** The roles and bindings that every cluster has. */
export function bootstrapRoles(): KubeObject[] {
  return defaultRoles as unknown as KubeObject[];
}
