import { IMAGES_YAML } from '../__testUtils__/context';
import { parseOsImageEntries, parseOsImages } from './images';

describe('parseOsImages', () => {
  it('reads the platform’s catalogue', () => {
    const [ubuntu, cirros, windows] = parseOsImages(IMAGES_YAML);
    expect(ubuntu).toEqual({
      id: 'ubuntu-24.04-lts',
      title: 'Ubuntu 24.04 LTS',
      user: 'ubuntu',
      url: 'https://s3.kube-dc.example/cdi-os-images/ubuntu/24.04/latest/noble-server-cloudimg-amd64.img',
      minCpu: 1,
      minMemory: 1e9,
      minDisk: 20e9,
      firmware: 'bios',
      family: 'ubuntu',
    });
    expect(cirros).toMatchObject({
      id: 'cirros-test',
      url: 'http://download.example/cirros.img',
      family: 'cirros',
      firmware: 'bios',
    });
    expect(windows).toMatchObject({
      firmware: 'efi',
      family: 'windows',
      minDisk: 70e9,
    });
  });

  it('tells entries of one name apart by their files, whatever their order', () => {
    const entry = (file: string) =>
      `  - { OS_NAME: "Debian 13", OS_IMAGE_URL: "https://x.example/${file}" }`;
    const ids = (...files: string[]) =>
      parseOsImages(['images:', ...files.map(entry)].join('\n')).map(
        ({ id }) => id,
      );
    expect(ids('a.qcow2', 'b.qcow2')).toEqual([
      'debian-13-a.qcow2',
      'debian-13-b.qcow2',
    ]);
    expect(ids('b.qcow2', 'a.qcow2')).toEqual([
      'debian-13-b.qcow2',
      'debian-13-a.qcow2',
    ]);
    expect(ids('a.qcow2', 'a.qcow2')).toEqual(['debian-13-a.qcow2']);
  });

  it.each([
    ['', 0],
    ['images:', 0],
    ['images: none', 0],
    ['other: 1', 0],
    ['images: [null, 3, {OS_NAME: x}, {OS_IMAGE_URL: y}]', 0],
    ['images: [{OS_NAME: 7, OS_IMAGE_URL: y}]', 0],
    [
      'images: [{OS_NAME: x, OS_IMAGE_URL: y, MIN_STORAGE: lots, FEATURES: 3}]',
      1,
    ],
  ])('leaves out what is no image in %p', (yaml, count) => {
    expect(parseOsImages(yaml)).toHaveLength(count);
  });

  it('says so when the catalogue is no YAML', () => {
    expect(() => parseOsImageEntries('images: [')).toThrow(/Flow sequence/);
  });
});
