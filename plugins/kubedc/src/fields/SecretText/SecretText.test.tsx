import {
  SecretsContextProvider,
  useTemplateSecrets,
} from '@backstage/plugin-scaffolder-react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeKubedcApi, renderWithApi } from '../../__testUtils__';
import { FieldHarness } from '../../__testUtils__/field';
import { Review } from '../Review';
import { SecretText } from '.';

function Named(props: any) {
  return (
    <SecretText {...props} name="userData" schema={{ title: 'cloud-init' }} />
  );
}

function Secrets({ onSecrets }: { onSecrets: (secrets: unknown) => void }) {
  onSecrets(useTemplateSecrets().secrets);
  return null;
}

describe('KubeDcSecretText', () => {
  it('keeps the text among the secrets and hands asterisks to the form', async () => {
    const onValue = jest.fn();
    const onSecrets = jest.fn();
    renderInTestApp(
      <SecretsContextProvider>
        <FieldHarness field={Named} onValue={onValue} />
        <Secrets onSecrets={onSecrets} />
      </SecretsContextProvider>,
    );
    const input = await screen.findByRole('textbox', { name: /cloud-init/ });

    await userEvent.type(input, 'a: b{enter}c');

    expect(input).toHaveValue('a: b\nc');
    expect(onValue).toHaveBeenLastCalledWith('******');
    expect(onSecrets).toHaveBeenLastCalledWith({ userData: 'a: b\nc' });

    await userEvent.clear(input);
    expect(onValue).toHaveBeenLastCalledWith(undefined);
  });

  it('asks again for a secret that is no longer known', async () => {
    renderInTestApp(
      <SecretsContextProvider>
        <FieldHarness field={Named} initial="****" />
      </SecretsContextProvider>,
    );
    expect(
      await screen.findByRole('textbox', { name: /cloud-init/ }),
    ).toHaveValue('');
  });

  it('has the platform check the secret itself', async () => {
    const api = fakeKubedcApi();
    renderWithApi(
      <SecretsContextProvider initialSecrets={{ userData: '#cloud-config' }}>
        <FieldHarness
          field={Review}
          options={{ operation: 'vm:create' }}
          form={{ name: 'web-1', userData: '*************' }}
        />
      </SecretsContextProvider>,
      api,
    );
    await waitFor(() =>
      expect(api.dryRun).toHaveBeenCalledWith('vm:create', {
        name: 'web-1',
        userData: '#cloud-config',
      }),
    );
    expect(screen.queryByText(/cloud-config/)).not.toBeInTheDocument();
  });
});
