import { isSessionEnded, namedError } from './errors';
import { leaveNotice } from './notice';
import type { KubedcSession } from './readSession';
import type { SessionChannel, SessionMessage } from './sessionChannel';
import { SessionStates } from './SessionStates';
import type { SessionEnd } from './types';

/** Tokens are renewed so long before they end, or at this part of their life where they are short. */
const MARGIN_MS = 3 * 60_000;
const MARGIN_SHARE = 0.4;

/** Milliseconds until a renewal that failed for a passing reason is tried again. */
const RETRY_MS = 15_000;

/** Milliseconds for which somebody who had no session is not looked for again. */
const ABSENT_MS = 60_000;

const LONGEST_TIMER_MS = 24 * 60 * 60_000;

const NAME_OF_LOCK = 'kubedc.session.refresh';

interface Options {
  /** Renews the session by the browser's cookie. */
  refresh: () => Promise<KubedcSession>;
  channel: SessionChannel;
  /** Loads the page anew, at the address where it is. */
  restart: () => void;
  notices: Storage;
}

/**
 * The session of the person this page belongs to: renewed while somebody looks at it, the same in all windows, and
 * waiting for a new sign-in when it is over. The page never goes on as somebody else; it loads anew then.
 */
export class SessionKeeper {
  readonly states = new SessionStates('SignedOut');
  readonly #options: Options;
  readonly #listeners = new Set<() => void>();
  readonly #waiting: Array<(session: KubedcSession) => void> = [];
  #session: KubedcSession | undefined;
  /** Whom the page belongs to, also after the session's end. */
  #person: string | undefined;
  #end: SessionEnd | undefined;
  #absentUntil = 0;
  #refreshing: Promise<KubedcSession> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: Options) {
    this.#options = options;
    options.channel.listen(message => this.#hear(message));
  }

  /**
   * The session with tokens that are good for a while. When it is over, this waits until the person signed in again,
   * unless it is optional.
   *
   * @throws ServiceUnavailableError while nobody can tell whether there is a session, AuthenticationError when there was
   * none in the first place.
   */
  async get(optional = false): Promise<KubedcSession | undefined> {
    const session = this.#session;
    if (session && !isDue(session)) {
      return session;
    }
    if (optional && !this.#person && Date.now() < this.#absentUntil) {
      return undefined;
    }
    try {
      return await this.#refresh();
    } catch (error) {
      if (!isSessionEnded(error)) {
        if (session && this.#session === session && !isOver(session)) {
          return session;
        }
        throw error;
      }
      if (optional) {
        return undefined;
      }
      if (!this.#person) {
        throw namedError(
          'AuthenticationError',
          'You are not signed in with Kube-DC',
        );
      }
      return new Promise(resolve => this.#waiting.push(resolve));
    }
  }

  /** Takes a session that the person just began, here. */
  begin(session: KubedcSession): KubedcSession | Promise<never> {
    const { userEntityRef } = session.backstageIdentity.identity;
    this.#options.channel.post({ type: 'signed-in', userEntityRef });
    return this.#adopt(session);
  }

  /** Forgets the session that the person just ended, here and everywhere. */
  forget(): void {
    this.#drop();
    this.#person = undefined;
    this.#options.channel.post({ type: 'signed-out' });
  }

  end(): SessionEnd | undefined {
    return this.#end;
  }

  onEnd(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  #refresh(): Promise<KubedcSession> {
    this.#refreshing ??= oneWindowAtATime(this.#options.refresh)
      .then(session => this.#adopt(session))
      .catch(error => {
        if (isSessionEnded(error)) {
          if (this.#person) {
            this.#finish(error);
          } else {
            this.#absentUntil = Date.now() + ABSENT_MS;
          }
        }
        throw error;
      })
      .finally(() => {
        this.#refreshing = undefined;
      });
    return this.#refreshing;
  }

  #adopt(session: KubedcSession): KubedcSession | Promise<never> {
    const { userEntityRef } = session.backstageIdentity.identity;
    if (this.#person && this.#person !== userEntityRef) {
      // Another window signed in somebody else; what this page shows and knows is not theirs.
      this.#drop();
      this.#options.restart();
      return new Promise(() => {});
    }
    this.#person = userEntityRef;
    this.#session = session;
    this.#schedule(dueAt(session) - Date.now());
    this.states.set('SignedIn');
    this.#setEnd(undefined);
    this.#waiting.splice(0).forEach(resolve => resolve(session));
    return session;
  }

  #finish(error: Error): void {
    const known = this.#end;
    this.#drop();
    if (known) {
      return;
    }
    this.#options.channel.post({ type: 'ended' });
    if (this.#listeners.size === 0) {
      leaveNotice(this.#options.notices, 'ended');
      this.#options.restart();
    }
    const told = !error.message.startsWith('The sign-in service answered');
    this.#setEnd(told ? { reason: error.message } : {});
  }

  #drop(): void {
    clearTimeout(this.#timer);
    this.#session = undefined;
    this.states.set('SignedOut');
  }

  #setEnd(end: SessionEnd | undefined): void {
    if (this.#end !== end) {
      this.#end = end;
      this.#listeners.forEach(listener => listener());
    }
  }

  #hear(message: SessionMessage): void {
    if (message.type === 'signed-out') {
      if (this.#person) {
        this.#drop();
        leaveNotice(this.#options.notices, 'signedOut');
        this.#options.restart();
      }
    } else if (message.type === 'ended') {
      if (this.#session) {
        this.#renew();
      }
    } else if (this.#person !== message.userEntityRef) {
      this.#drop();
      this.#options.restart();
    } else if (this.#end) {
      this.#renew();
    }
  }

  #schedule(delay: number): void {
    clearTimeout(this.#timer);
    if (Number.isFinite(delay)) {
      this.#timer = setTimeout(
        () => this.#renewWhenSeen(),
        Math.min(Math.max(delay, 1000), LONGEST_TIMER_MS),
      );
    }
  }

  /** A window nobody looks at does not keep a session alive that the realm would end for idleness. */
  #renewWhenSeen(): void {
    if (document.visibilityState === 'hidden') {
      document.addEventListener(
        'visibilitychange',
        () => this.#renewWhenSeen(),
        { once: true },
      );
    } else if (this.#session && isDue(this.#session)) {
      this.#renew();
    } else if (this.#session) {
      this.#schedule(dueAt(this.#session) - Date.now());
    }
  }

  #renew(): void {
    this.#refresh().catch(error => {
      if (!isSessionEnded(error) && this.#session) {
        this.#schedule(RETRY_MS);
      }
    });
  }
}

function dueAt({ obtainedAt, expiresAt }: KubedcSession): number {
  const share = (expiresAt - obtainedAt) * MARGIN_SHARE;
  return expiresAt - Math.min(MARGIN_MS, share);
}

function isDue(session: KubedcSession): boolean {
  return dueAt(session) <= Date.now();
}

function isOver({ expiresAt }: KubedcSession): boolean {
  return expiresAt <= Date.now();
}

/** A realm may take each refresh token once, and then a second window's would end the session. */
async function oneWindowAtATime<T>(action: () => Promise<T>): Promise<T> {
  return navigator.locks
    ? navigator.locks.request(NAME_OF_LOCK, action)
    : action();
}
