import { renderInTestApp } from '@backstage/frontend-test-utils';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { kubedcAuthApiRef } from './apis';
import { namedError } from './errors';
import { SessionDialog } from './SessionDialog';
import type { KubedcAuthApi, SessionEnd } from './types';

describe('SessionDialog', () => {
  let end: SessionEnd | undefined;
  let listeners: Set<() => void>;
  const signIn = jest.fn();

  const setEnd = (value: SessionEnd | undefined) =>
    act(() => {
      end = value;
      listeners.forEach(listener => listener());
    });

  beforeEach(() => {
    end = undefined;
    listeners = new Set();
    signIn.mockReset();
    const auth: Partial<KubedcAuthApi> = {
      sessionEnd: () => end,
      onSessionEnd: listener => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      lastChoice: () => ({ installation: 'zurich', organization: 'acme' }),
      signIn,
    };
    renderInTestApp(
      <>
        <input aria-label="Name" defaultValue="half of it" />
        <SessionDialog />
      </>,
      { apis: [[kubedcAuthApiRef, auth as KubedcAuthApi]] },
    );
  });

  it('shows nothing while the session is good', async () => {
    await screen.findByRole('textbox');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('asks to sign in again over the page as it is, and goes when that is done', async () => {
    await screen.findByRole('textbox');
    signIn.mockImplementation(async () => setEnd(undefined));
    setEnd({});
    expect(
      await screen.findByRole('dialog', { name: 'Your session ended' }),
    ).toBeInTheDocument();
    await userEvent.keyboard('{Escape}');
    expect(screen.getByRole('dialog')).toBeInTheDocument();

    await userEvent.click(
      screen.getByRole('button', { name: 'Sign in again' }),
    );
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(screen.getByRole('textbox', { name: 'Name' })).toHaveValue(
      'half of it',
    );
  });

  it.each([
    ['PopupRejectedError', '', 'Your browser blocked'],
    ['ServiceUnavailableError', '', 'cannot be reached'],
    ['NotAllowedError', 'you left', 'You may not sign in here: you left.'],
  ])('says what is wrong: %s', async (name, message, text) => {
    await screen.findByRole('textbox');
    signIn.mockRejectedValue(namedError(name, message));
    setEnd({});
    await userEvent.click(
      await screen.findByRole('button', { name: 'Sign in again' }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(text);
    expect(screen.getByRole('button', { name: 'Sign in again' })).toBeEnabled();
  });

  it('says why the session ended where that is known', async () => {
    await screen.findByRole('textbox');
    setEnd({ reason: 'You left acme' });
    expect(await screen.findByRole('alert')).toHaveTextContent('You left acme');
  });
});
