/** What one window of the portal tells the others of the same browser, which share the session. */
export type SessionMessage =
  | { type: 'signed-in'; userEntityRef: string }
  | { type: 'signed-out' }
  | { type: 'ended' };

/** Carries messages between the windows of a portal; never back to who sent one. */
export interface SessionChannel {
  post(message: SessionMessage): void;
  listen(listener: (message: SessionMessage) => void): void;
}

const NAME = 'kubedc.session';
const TYPES = new Set(['signed-in', 'signed-out', 'ended']);

/** The browser's own channel between windows; without one each window finds out by itself. */
export function createSessionChannel(): SessionChannel {
  if (typeof BroadcastChannel === 'undefined') {
    return { post: () => {}, listen: () => {} };
  }
  const channel = new BroadcastChannel(NAME);
  return {
    post: message => channel.postMessage(message),
    listen: listener =>
      channel.addEventListener('message', ({ data }) => {
        if (TYPES.has(data?.type)) {
          listener(data);
        }
      }),
  };
}
