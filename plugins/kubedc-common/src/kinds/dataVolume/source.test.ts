import { dataVolumeType, importSourceOf, type DataVolume } from '..';

const volumeFrom = (source: NonNullable<DataVolume['spec']>['source']) =>
  ({
    apiVersion: `${dataVolumeType.group}/${dataVolumeType.version}`,
    kind: dataVolumeType.kind,
    metadata: { name: 'web-1-root', namespace: 'acme-prod' },
    spec: { source },
  } as DataVolume);

describe('importSourceOf', () => {
  it.each([
    [
      { http: { url: 'https://images.example/a/noble.img?x=1#y' } },
      'noble.img',
    ],
    [
      { registry: { url: 'docker://quay.io/disks/fedora@sha256:0123' } },
      'fedora',
    ],
    [{ http: { url: '' } }, undefined],
    [undefined, undefined],
  ])('tells of %j that it is %p', (source, expected) => {
    expect(importSourceOf(volumeFrom(source))).toBe(expected);
  });

  it('reads any address in one go', () => {
    // Where it had to be read again from each of its characters, this would not end within the test's time.
    const url = `docker://${'@'.repeat(300_000)}\u2028`;
    expect(importSourceOf(volumeFrom({ registry: { url } }))).toBe('');
  });
});
