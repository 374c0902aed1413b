import { people, PERSON_OF, type Caller, type SignedIn } from '../people';
import { signIn } from './signIn';
import { SERVICE_TOKEN } from './startBackend';

/** Milliseconds by which the clock of the expired session is behind: a Backstage token lives an hour. */
const LONG_AGO = 2 * 60 * 60 * 1000;

/** A token whose body says that its owner is somebody else, under the old signature. */
function forge(token: string, sub: string): string {
  const [header, body, signature] = token.split('.');
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
  const forged = Buffer.from(
    JSON.stringify({ ...claims, sub, ent: [sub] }),
  ).toString('base64url');
  return [header, forged, signature].join('.');
}

/** What each caller sends as a bearer token; nothing for who has none. */
export async function tokensOf(options: {
  portal: string;
  origin: string;
  ca: string;
}): Promise<Record<Caller, string | undefined>> {
  const signInAs = (caller: SignedIn) => {
    const person = people.find(({ name }) => name === PERSON_OF[caller]);
    if (!person) {
      throw new Error(`nobody is ${caller}`);
    }
    const { realm, name } = person;
    return signIn({ ...options, realm, person: name });
  };
  const own = {} as Record<SignedIn, string>;
  for (const caller of Object.keys(PERSON_OF) as SignedIn[]) {
    own[caller] = await signInAs(caller);
  }
  jest.useFakeTimers({
    now: Date.now() - LONG_AGO,
    // Only the clock: connections and their timeouts go on.
    doNotFake: [
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'clearImmediate',
      'setInterval',
      'clearInterval',
      'setTimeout',
      'clearTimeout',
    ],
  });
  const expired = await signInAs('orgAdmin').finally(() =>
    jest.useRealTimers(),
  );
  return {
    ...own,
    none: undefined,
    expired,
    forged: forge(own.orgAdmin, 'user:kube-dc/olga'),
    service: SERVICE_TOKEN,
  };
}
