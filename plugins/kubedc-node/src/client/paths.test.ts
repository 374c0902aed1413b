import { resourcePath } from './paths';

const vms = {
  group: 'kubevirt.io',
  version: 'v1',
  resource: 'virtualmachines',
  namespaced: true,
};
const namespaces = {
  group: '',
  version: 'v1',
  resource: 'namespaces',
  namespaced: false,
};

describe('resourcePath', () => {
  it.each([
    [vms, {}, '/apis/kubevirt.io/v1/virtualmachines'],
    [
      vms,
      { namespace: 'a' },
      '/apis/kubevirt.io/v1/namespaces/a/virtualmachines',
    ],
    [
      vms,
      { namespace: 'a', name: 'b', subresource: 'status' },
      '/apis/kubevirt.io/v1/namespaces/a/virtualmachines/b/status',
    ],
    [namespaces, { namespace: 'ignored', name: 'a' }, '/api/v1/namespaces/a'],
    [
      vms,
      { namespace: 'a', name: 'b c' },
      '/apis/kubevirt.io/v1/namespaces/a/virtualmachines/b%20c',
    ],
  ])('builds %#', (type, target, path) => {
    expect(resourcePath(type, target)).toBe(path);
  });

  it.each([
    { namespace: '..', name: 'a' },
    { namespace: 'a', name: '../secrets/b' },
    { namespace: 'a', name: '' },
    { namespace: 'a', name: '%2e%2e' },
    { namespace: 'a', name: 'b', subresource: 'proxy/..' },
    { name: 'a' },
  ])('refuses %j', target => {
    expect(() => resourcePath(vms, target)).toThrow(
      /not a valid name|namespace is required/,
    );
  });
});
