import {
  parseEntityRef,
  stringifyEntityRef,
  type UserEntity,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { KUBEDC_ANNOTATIONS } from '@kubedc/backstage-plugin-kubedc-common';
import type { Installation } from '@kubedc/backstage-plugin-kubedc-node';
import { locationAnnotations } from '../conversion/baseAnnotations';

/**
 * Events topic on which a sign-in is told.
 *
 * @public
 */
export const PEOPLE_TOPIC = 'kubedc.people';

/**
 * Payload of an event on the topic `kubedc.people`.
 *
 * @public
 */
export interface SignInEvent {
  installation: string;
  username: string;
  displayName?: string;
  email?: string;
  /** Absent for platform administrators. */
  organization?: string;
  /** Entity refs. */
  groups: string[];
  userEntityRef: string;
}

/**
 * Reads an event's payload.
 *
 * @throws InputError naming the field that is wrong.
 */
export function readSignInEvent(payload: unknown): SignInEvent {
  const event = (payload ?? {}) as Partial<Record<keyof SignInEvent, unknown>>;
  const text = (key: keyof SignInEvent) => {
    const value = event[key];
    if (typeof value !== 'string' || !value) {
      throw new InputError(`${key} must be a text`);
    }
    return value;
  };
  const optional = (key: keyof SignInEvent) =>
    event[key] === undefined || event[key] === null ? undefined : text(key);
  if (
    !Array.isArray(event.groups) ||
    !event.groups.every(group => typeof group === 'string')
  ) {
    throw new InputError('groups must be a list of entity refs');
  }
  return {
    installation: text('installation'),
    username: text('username'),
    displayName: optional('displayName'),
    email: optional('email'),
    organization: optional('organization'),
    groups: event.groups,
    userEntityRef: text('userEntityRef'),
  };
}

/** The entity of a person who signed in. */
export function userEntityOf(
  event: SignInEvent,
  installation: Installation,
): UserEntity {
  const { kind, namespace, name } = parseEntityRef(event.userEntityRef);
  if (kind.toLocaleLowerCase('en-US') !== 'user') {
    throw new InputError(`userEntityRef '${event.userEntityRef}' is no user`);
  }
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: {
      namespace,
      name,
      title: event.displayName ?? event.username,
      annotations: {
        ...locationAnnotations(installation, `people/${event.userEntityRef}`),
        ...(event.organization && {
          [KUBEDC_ANNOTATIONS.organization]: event.organization,
        }),
      },
    },
    spec: {
      profile: {
        displayName: event.displayName ?? event.username,
        ...(event.email && { email: event.email }),
      },
      memberOf: event.groups
        .map(group => stringifyEntityRef(parseEntityRef(group)))
        .sort(),
    },
  };
}
