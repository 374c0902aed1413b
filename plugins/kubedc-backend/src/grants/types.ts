/** What a grant is for. It gives nothing to anybody else, anywhere else or for anything else. */
export interface GrantPurpose {
  /** Who gave it. */
  userRef: string;
  installation: string;
  /** Whom the token is of. */
  kubernetesUser: string;
}

/** A grant as the database keeps it. */
export interface StoredGrant extends GrantPurpose {
  id: string;
  /** Ids of the operations it is for. */
  operations: string[];
  /** Encrypted; undefined once it has ended. */
  token?: string;
  tokenEndsAt?: Date;
  /** When the task can no longer be given a fresh token. */
  endsAt: Date;
}
