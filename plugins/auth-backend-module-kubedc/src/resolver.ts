import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type {
  OAuthAuthenticatorResult,
  SignInResolver,
} from '@backstage/plugin-auth-node';
import type { EventsService } from '@backstage/plugin-events-node';
import { Announcements } from './Announcements';
import type { KubedcAuthResult } from './authenticator';
import { personOf, type KubedcPerson } from './identity';
import { proofOfToken } from './signIns/proof';
import type { KubedcClaim, SignInStore } from './signIns/SignInStore';

/**
 * Topic of the event that says who signed in; the catalog's people come from it.
 *
 * @public
 */
export const KUBEDC_PEOPLE_TOPIC = 'kubedc.people';

/**
 * Payload of the events of {@link KUBEDC_PEOPLE_TOPIC}.
 *
 * @public
 */
export interface KubedcPeopleEventPayload {
  installation: string;
  username: string;
  displayName?: string;
  email?: string;
  /** Absent for the platform's administrators. */
  organization?: string;
  /** Entity refs of the person's groups. */
  groups: string[];
  userEntityRef: string;
}

/**
 * Signs a person in as the user their realm says they are, without a look at the catalog. Their Kubernetes names go into
 * the token's claim `kubedc`, and into the store, which tells that this very token came of a sign-in with the realm.
 *
 * @public
 */
export function createKubedcSignInResolver(options: {
  store: SignInStore;
  events: EventsService;
  logger: LoggerService;
}): SignInResolver<OAuthAuthenticatorResult<KubedcAuthResult>> {
  const announcements = new Announcements();
  return async ({ result }, context) => {
    const { store } = options;
    const { session } = result.fullProfile;
    const person = await personOrEnd(result.fullProfile, store);
    const { userEntityRef, groupEntityRefs, identity } = person;
    const claim: KubedcClaim = {
      installation: identity.installation,
      user: identity.user,
      groups: identity.groups,
      // Readers take a claim of long ago for none: groups are as of this moment.
      issuedAt: Math.floor(Date.now() / 1000),
    };
    const signIn = await context.issueToken({
      claims: {
        sub: userEntityRef,
        ent: [userEntityRef, ...groupEntityRefs],
        kubedc: { ...claim },
      },
    });
    const proof = proofOfToken(signIn.token);
    await store.add({ proof, session, userEntityRef, claim });
    await announce(person, { ...options, announcements });
    return signIn;
  };
}

/** Who signed in; the tokens of a session whose account changed so that it may not go on are worth nothing either. */
async function personOrEnd(
  result: KubedcAuthResult,
  store: SignInStore,
): Promise<KubedcPerson> {
  try {
    return personOf(result);
  } catch (error) {
    await store.endSession(result.session);
    throw error;
  }
}

async function announce(
  person: KubedcPerson,
  options: {
    events: EventsService;
    logger: LoggerService;
    announcements: Announcements;
  },
): Promise<void> {
  const { events, logger, announcements } = options;
  const { userEntityRef } = person;
  const eventPayload: KubedcPeopleEventPayload = {
    installation: person.identity.installation,
    username: person.username,
    displayName: person.displayName,
    email: person.email,
    organization: person.organization,
    groups: person.groupEntityRefs,
    userEntityRef,
  };
  if (!announcements.isDue(userEntityRef, eventPayload)) {
    return;
  }
  try {
    await events.publish({ topic: KUBEDC_PEOPLE_TOPIC, eventPayload });
    announcements.remember(userEntityRef, eventPayload);
  } catch (error) {
    // The session is good without an entity in the catalog.
    logger.warn(
      `The sign-in of ${userEntityRef} could not be announced: ${
        toError(error).message
      }`,
    );
  }
}
