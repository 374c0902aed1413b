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
 * Signs a person in as the user their realm says they are, without a look at the catalog, and puts their Kubernetes
 * names into the token's claim `kubedc`.
 *
 * @public
 */
export function createKubedcSignInResolver(options: {
  events: EventsService;
  logger: LoggerService;
}): SignInResolver<OAuthAuthenticatorResult<KubedcAuthResult>> {
  const announcements = new Announcements();
  return async ({ result }, context) => {
    const person = personOf(result.fullProfile);
    const { userEntityRef, groupEntityRefs, identity } = person;
    const signIn = await context.issueToken({
      claims: {
        sub: userEntityRef,
        ent: [userEntityRef, ...groupEntityRefs],
        kubedc: {
          installation: identity.installation,
          user: identity.user,
          groups: identity.groups,
          // Readers take a claim of long ago for none: groups are as of this moment.
          issuedAt: Math.floor(Date.now() / 1000),
        },
      },
    });
    await announce(person, { ...options, announcements });
    return signIn;
  };
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
