import { operationRegistry } from '@kubedc/backstage-plugin-kubedc-common';
import { secretsIn, withoutSecrets } from './secrets';

const declaration = operationRegistry.byId('vm:create')!;
const input = { name: 'web-1', userData: '#cloud-config\npassword: hunter2' };

describe('secrets', () => {
  it('are left out of what is kept', () => {
    expect(withoutSecrets(declaration, input)).toEqual({ name: 'web-1' });
  });

  it('are found for hiding', () => {
    expect(secretsIn(declaration, input)).toEqual([input.userData]);
    expect(secretsIn(declaration, { name: 'web-1' })).toEqual([]);
  });

  it('are none where the operation declares none', () => {
    const bucket = operationRegistry.byId('bucket:create')!;

    expect(withoutSecrets(bucket, { name: 'a' })).toEqual({ name: 'a' });
  });
});
