import { Resource } from '../scheme/resource';
import { GroupKind, JsonObject, KubeObject, UserInfo } from '../types';

/** A write that is about to happen. */
export interface AdmissionRequest {
  operation: 'CREATE' | 'UPDATE' | 'DELETE' | 'CONNECT';
  resource: Resource;
  subresource: string;
  namespace: string;
  name: string;
  object?: KubeObject;
  oldObject?: KubeObject;
  user: UserInfo;
  dryRun: boolean;
  /** What is sent, where it is of another kind than the resource. */
  requestKind?: GroupKind & { version: string };
  /** What the client says about how to write. */
  options?: JsonObject;
  /** Takes what the client is told although the write succeeds. */
  warnings?: string[];
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
