/**
 * Leave for a task to run operations as the person who sends the form: `POST /grants`.
 *
 * @public
 */
export interface GrantRequest {
  /** Default: the installation the person signed in with. */
  installation?: string;
  /** Ids of the operations that the task may run. */
  operations: string[];
}

/**
 * What the task carries.
 *
 * @public
 */
export interface GrantView {
  /** Absent where the installation needs none. */
  id?: string;
}

/**
 * What came of putting a fresh token into the person's grants: `POST /grants/renew`.
 *
 * @public
 */
export interface GrantRenewal {
  /** How many the person has; without any there is nothing to renew. */
  open: number;
  /** RFC 3339: when the token in them ends. Absent where there is none. */
  endsAt?: string;
}
