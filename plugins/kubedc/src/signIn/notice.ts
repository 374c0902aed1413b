/** What the sign-in page says after the page that was open had to give way to it. */
export type SignInNotice = 'ended' | 'signedOut';

const KEY = 'kubedc.signIn.notice';

export function leaveNotice(storage: Storage, notice: SignInNotice): void {
  storage.setItem(KEY, notice);
}

/** Reads the notice, which is then gone. */
export function takeNotice(storage: Storage): SignInNotice | undefined {
  const notice = storage.getItem(KEY);
  storage.removeItem(KEY);
  return notice === 'ended' || notice === 'signedOut' ? notice : undefined;
}
