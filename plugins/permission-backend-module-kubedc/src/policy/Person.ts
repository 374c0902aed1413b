import type { PolicyQueryUser } from '@backstage/plugin-permission-node';
import type {
  IdentityService,
  KubedcIdentity,
  RightsService,
} from '@kubedc/backstage-plugin-kubedc-node';
import type { Audience, KubedcPolicyOptions } from './PolicyOptions';

/** Whoever asks. */
export class Person {
  /** Who they are to the platform they signed in with, where it tells people apart. */
  readonly identity: KubedcIdentity | undefined;
  readonly #isMember: boolean;
  readonly #user: PolicyQueryUser;
  readonly #rights: RightsService;

  static async find(
    user: PolicyQueryUser,
    options: KubedcPolicyOptions,
    services: { identity: IdentityService; rights: RightsService },
  ): Promise<Person> {
    const found = await services.identity.find(user.credentials);
    return new Person(user, found, options, services.rights);
  }

  private constructor(
    user: PolicyQueryUser,
    found: KubedcIdentity | undefined,
    { serviceAccount }: KubedcPolicyOptions,
    rights: RightsService,
  ) {
    this.#user = user;
    this.#rights = rights;
    this.#isMember = found !== undefined;
    // Where the portal's account acts for everybody, its rights are nobody's.
    this.identity =
      found && serviceAccount.installations.includes(found.installation)
        ? undefined
        : found;
  }

  /** Refs that own what this person owns. */
  get ownershipRefs(): string[] {
    return this.#user.info.ownershipEntityRefs;
  }

  async isOperator(): Promise<boolean> {
    return this.identity
      ? this.#rights.isOperator(this.identity.installation, this.identity)
      : false;
  }

  /** Whether they are among an audience; operators are among all but `nobody`. */
  async is(audience: Audience): Promise<boolean> {
    switch (audience) {
      case 'everybody':
        return true;
      case 'members':
        return this.#isMember;
      case 'operators':
        return this.isOperator();
      default:
        return false;
    }
  }
}
