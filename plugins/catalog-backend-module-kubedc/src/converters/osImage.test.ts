import { stringifyEntityRef } from '@backstage/catalog-model';
import { convert, expectValid, object } from '../__testUtils__/convert';

const catalogueOf = (yaml: string) =>
  object('osImage', 'kube-dc', 'images-configmap', {
    data: { 'images.yaml': yaml },
  });

describe('osImageConverter', () => {
  it('makes an entity of each image, in the order of their names', async () => {
    const entities = convert(
      catalogueOf(`
images:
  - OS_NAME: Ubuntu 24.04 LTS
    OS_IMAGE_URL: https://images.example.com/noble.img
    CLOUD_USER: ubuntu
    MIN_VCPU: '1'
    MIN_MEMORY: 1Gi
    MIN_STORAGE: 10Gi
    FIRMWARE_TYPE: efi
  - OS_NAME: Debian 12
    OS_IMAGE_URL: https://images.example.com/bookworm.qcow2
    CLOUD_USER: debian
  - OS_NAME: Without an address
`),
    );
    await expectValid(entities);
    expect(entities.map(entity => stringifyEntityRef(entity))).toEqual([
      'resource:kube-dc/image.debian-12',
      'resource:kube-dc/image.ubuntu-24.04-lts',
    ]);
    expect(entities[1]).toMatchObject({
      metadata: {
        title: 'Ubuntu 24.04 LTS',
        description:
          'OS image, EFI, user ubuntu, needs 1 CPU, 1 GiB of memory, 10 GiB of disk, https://images.example.com/noble.img',
        annotations: {
          'kube-dc.com/gvk': '/v1/ConfigMap',
          'kube-dc.com/namespace': 'kube-dc',
          'kube-dc.com/name': 'images-configmap',
          'kube-dc.com/image': 'Ubuntu 24.04 LTS',
        },
      },
      spec: { type: 'os-image', owner: 'group:kube-dc/platform-admin' },
    });
    expect(entities[0].metadata.description).not.toContain('needs');
  });

  it('is the same whatever the order of the catalogue', () => {
    const [a, b] = ['a', 'b'].map(
      name => `{OS_NAME: ${name}, OS_IMAGE_URL: 'https://x/${name}'}`,
    );
    expect(convert(catalogueOf(`images: [${a}, ${b}]`))).toEqual(
      convert(catalogueOf(`images: [${b}, ${a}]`)),
    );
  });

  it('gives names that fit, whatever an image is called', async () => {
    const entities = convert(
      catalogueOf(
        JSON.stringify({
          images: ['Ünïcödé 漢字', 'x'.repeat(253), '🐧'].map(name => ({
            OS_NAME: name,
            OS_IMAGE_URL: 'https://x/y',
          })),
        }),
      ),
    );
    await expectValid(entities);
    expect(entities).toHaveLength(3);
  });

  it('refuses what cannot be read, so that the images stay', () => {
    expect(() => convert(catalogueOf('images: ['))).toThrow();
    expect(convert(catalogueOf(''))).toEqual([]);
  });
});
