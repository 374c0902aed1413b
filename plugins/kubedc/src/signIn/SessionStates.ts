import type { SessionApi, SessionState } from '@backstage/frontend-plugin-api';

type States = ReturnType<SessionApi['sessionState$']>;
type Listener = (state: SessionState) => void;

/** Whether somebody is signed in; who subscribes is told at once how it stands. */
export class SessionStates {
  readonly #listeners = new Set<Listener>();
  #state: SessionState;

  constructor(state: SessionState) {
    this.#state = state;
  }

  set(state: SessionState): void {
    if (this.#state !== state) {
      this.#state = state;
      this.#listeners.forEach(listener => listener(state));
    }
  }

  asObservable(): States {
    const subscribe: States['subscribe'] = observer => {
      const listener: Listener = state =>
        typeof observer === 'function'
          ? observer(state)
          : observer?.next?.(state);
      this.#listeners.add(listener);
      listener(this.#state);
      const listeners = this.#listeners;
      return {
        unsubscribe: () => {
          listeners.delete(listener);
        },
        get closed() {
          return !listeners.has(listener);
        },
      };
    };
    const observable: States = {
      subscribe,
      [Symbol.observable]: () => observable,
    };
    return observable;
  }
}
