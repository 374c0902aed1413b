import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * Texts of the sign-in page.
 *
 * @public
 */
export const kubedcSignInTranslationRef = createTranslationRef({
  id: 'kubedc.sign-in',
  messages: {
    title: 'Sign in to {{app}}',
    choose: 'Choose your organization.',
    type: 'Enter the name of your organization.',
    organization: 'Organization',
    search: 'Search organizations',
    invalid: 'Lower-case letters, digits and dashes, as in its address.',
    continue: 'Continue',
    broker: 'Single sign-on',
    brokerDescription: 'Your account tells your organization',
    platform: 'Platform administration',
    platformDescription: 'For those who run the platform',
    lastUsed: 'Last used',
    waiting: 'Go on in the window that opened.',
    none: {
      title: 'Nobody can sign in yet',
      description:
        'No installation has sign-in configured (kubedc.installations, key oidc).',
    },
    failed: 'You are not signed in',
    unknown:
      "There is no organization '{{organization}}'. Check the name, or ask whoever invited you.",
    away: 'The sign-in server cannot be reached. Try again in a moment.',
    refused: 'You may not sign in here: {{reason}}.',
    restoring: {
      title: 'The sign-in server cannot be reached',
      description: 'You may still be signed in.',
    },
    retry: 'Try again',
    ended: {
      title: 'Your session ended',
      description: 'Sign in again to go on where you were.',
    },
    signedOut: {
      title: 'You are signed out',
      description: 'You signed out in another window.',
    },
    session: {
      title: 'Your session ended',
      description:
        'Sign in again to go on where you were. What you entered on this page is kept.',
      signIn: 'Sign in again',
      other: 'Use another account',
    },
    blocked:
      'Your browser blocked the sign-in window. Allow pop-ups for this page, then try again.',
  },
});
