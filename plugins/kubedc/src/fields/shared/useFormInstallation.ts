import { useInstallations } from '../../hooks/queries';

/** The installation that a form is for. */
export interface FormInstallation {
  /** What the form's own field says. */
  named: string | undefined;
  /** Undefined where nothing tells which of several it is. */
  name: string | undefined;
  isPending: boolean;
}

/** What a form's field `installation` says, where it has one. */
export function installationOfForm(
  form: Record<string, unknown> | undefined,
): string | undefined {
  const value = form?.installation;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/**
 * The installation that a form is for, as the portal takes it: what the form's field `installation` says, else the one
 * that the person signed in with, else the only one there is.
 */
export function useFormInstallation(
  form: Record<string, unknown> | undefined,
): FormInstallation {
  const { data = [], isPending } = useInstallations();
  const named = installationOfForm(form);
  const only = data.length === 1 ? data[0] : undefined;
  const taken = data.find(({ own }) => own) ?? only;
  return {
    named,
    name: named ?? taken?.name,
    isPending: named === undefined && isPending,
  };
}
