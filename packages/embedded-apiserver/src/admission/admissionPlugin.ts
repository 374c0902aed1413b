import { Resource } from '../scheme/resource';
import { KubeObject, UserInfo } from '../types';

/** A write that is about to happen. */
export interface AdmissionRequest {
  operation: 'CREATE' | 'UPDATE' | 'DELETE';
  resource: Resource;
  subresource: string;
  namespace: string;
  name: string;
  object?: KubeObject;
  oldObject?: KubeObject;
  user: UserInfo;
  dryRun: boolean;
}

/** Looks at every write after authorization and before it is stored. */
export interface AdmissionPlugin {
  name: string;
  /**
   * Changes the object, or refuses the write before its fields are checked.
   *
   * @throws StatusError
   */
  admit?(request: AdmissionRequest): void;
  /**
   * Refuses the write after its fields are checked.
   *
   * @throws StatusError
   */
  validate?(request: AdmissionRequest): void;
}
