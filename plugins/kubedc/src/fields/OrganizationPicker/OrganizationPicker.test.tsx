import { screen } from '@testing-library/react';
import {
  errorsOf,
  fakeKubedcApi,
  FieldHarness,
  organization,
  renderWithApi,
  vmList,
} from '../../__testUtils__';
import { OrganizationPicker, validateOrganization } from '.';

describe('KubeDcOrganizationPicker', () => {
  it('chooses the only organization by itself', async () => {
    const onValue = jest.fn();
    const api = fakeKubedcApi({
      listResources: async () => vmList([organization()]),
    });
    renderWithApi(
      <FieldHarness field={OrganizationPicker} onValue={onValue} />,
      api,
    );
    await screen.findByRole('button', { name: /acme/ });
    expect(onValue).toHaveBeenCalledWith('acme');
    expect(api.listResources).toHaveBeenCalledWith(
      'organization',
      expect.anything(),
    );
  });

  it('says in the words of the platform why one may do there nothing', async () => {
    const onValue = jest.fn();
    const api = fakeKubedcApi({
      listResources: async () => vmList([organization()]),
      getRights: async questions =>
        questions.map(() => ({ allowed: false, reason: 'bob may not' })),
    });
    renderWithApi(
      <FieldHarness
        field={OrganizationPicker}
        options={{ operation: 'project:create' }}
        onValue={onValue}
      />,
      api,
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'You may not create this in any of your organizations.bob may not',
    );
    expect(onValue).not.toHaveBeenCalled();
    expect(api.getRights).toHaveBeenCalledWith([
      { operation: 'project:create', organization: 'acme' },
    ]);
  });

  it('offers those of the installation that the form is for', async () => {
    const onValue = jest.fn();
    const api = fakeKubedcApi({
      getInstallations: async () =>
        ['lab', 'zurich'].map(name => ({
          name,
          title: name,
          state: 'connected',
          own: name === 'zurich',
        })),
      listResources: async () =>
        vmList([
          organization({ installation: 'lab', name: 'labs' }),
          organization({ installation: 'zurich' }),
        ]),
    });
    renderWithApi(
      <FieldHarness field={OrganizationPicker} onValue={onValue} />,
      api,
    );
    await screen.findByRole('button', { name: /acme/ });
    expect(onValue.mock.calls).toEqual([['acme']]);
  });

  it('checks what is written by hand', async () => {
    expect(await errorsOf(validateOrganization, undefined)).toEqual([
      'Choose an organization',
    ]);
    expect(await errorsOf(validateOrganization, 'ACME')).toHaveLength(1);
    expect(await errorsOf(validateOrganization, 'acme')).toEqual([]);
  });
});
