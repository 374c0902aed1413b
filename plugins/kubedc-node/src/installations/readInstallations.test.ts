import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { readInstallations } from './readInstallations';

const read = (installations: JsonObject) =>
  readInstallations(new ConfigReader({ kubedc: { installations } }));

const OIDC = { issuer: 'https://login/realms/{realm}', clientId: 'portal' };

/** The error of an installation with this block. */
const errorOf = (block: JsonObject) =>
  read({ zurich: { kubeconfig: 'config', ...block } })[0].error?.message;

describe('readInstallations', () => {
  it('reads nothing where nothing is configured', () => {
    expect(readInstallations(new ConfigReader({}))).toEqual([]);
  });

  it('takes tokens of people only where it knows whose they are', () => {
    expect(errorOf({ identity: 'oidc' })).toBe(
      "kubedc.installations.zurich.oidc is required with kubedc.installations.zurich.identity 'oidc': the tokens come from its realms",
    );
    const oidc = { issuer: 'https://login/realms/{realm}', clientId: 'portal' };
    const [{ installation }] = read({
      zurich: { kubeconfig: 'config', identity: 'oidc', oidc },
    });
    expect(installation?.identity).toBe('oidc');
  });

  it('reads a realm that signs in people of all organizations', () => {
    const brokerOf = (broker: JsonObject) =>
      read({
        zurich: {
          kubeconfig: 'config',
          oidc: {
            issuer: 'https://login.example/realms/{realm}',
            clientId: 'portal',
            broker,
          },
        },
      })[0];
    expect(brokerOf({ realm: 'sso' }).installation?.oidc?.broker).toEqual({
      realm: 'sso',
      prefix: 'sso',
      groupsBelow: '/orgs',
    });
    for (const [broker, message] of [
      [{}, 'oidc.broker.realm'],
      [{ realm: 'master' }, 'oidc.broker.realm must be a name'],
      [{ realm: 'sso', prefix: 'platform' }, 'oidc.broker.prefix must be'],
      [{ realm: 'sso', prefix: 'a:b' }, 'oidc.broker.prefix must be'],
      [{ realm: 'sso', groupsBelow: 'orgs' }, 'oidc.broker.groupsBelow must'],
      [{ realm: 'sso', groupsbelow: '/x' }, 'groupsbelow is not a known key'],
    ] as const) {
      expect(brokerOf(broker).error?.message).toContain(message);
    }
  });

  it('fills in what is not configured', () => {
    const [{ installation }] = read({ zurich: { kubeconfig: 'in-cluster' } });
    expect(installation).toMatchObject({
      name: 'zurich',
      title: 'zurich',
      connection: { type: 'in-cluster' },
      identity: 'impersonate',
      entityNamespacePrefix: '',
      namespaces: [],
      imagesConfigMap: { namespace: 'kube-dc', name: 'images-configmap' },
      offers: {
        databaseVersions: {
          postgresql: ['17', '16', '15', '14'],
          mariadb: ['11.4', '10.11'],
        },
      },
    });
    expect(installation!.offers.clusterVersions[0].version).toBe('v1.36.1');
  });

  it('reads people as often as it is told, by a client of the platform or of each realm', () => {
    const people = (block: object) =>
      read({
        zurich: {
          kubeconfig: 'config',
          oidc: { ...OIDC, platformRealm: 'ops' },
          people: { clientId: 'people', clientSecret: 'secret', ...block },
        },
      })[0].installation?.people;
    expect(people({})).toEqual({
      clientId: 'people',
      clientSecret: 'secret',
      realm: 'ops',
      schedule: {
        frequency: { minutes: 10 },
        timeout: { minutes: 10 },
        initialDelay: { seconds: 15 },
      },
    });
    expect(
      people({
        realm: '{realm}',
        schedule: { frequency: 'PT1H', timeout: 'PT5M' },
      }),
    ).toMatchObject({
      realm: '{realm}',
      schedule: { frequency: { hours: 1 }, timeout: { minutes: 5 } },
    });
  });

  it('reads everything that is configured', () => {
    const [{ installation }] = read({
      zurich: {
        title: 'Zurich',
        url: 'https://kube-api.example:6443/',
        tokenFile: '/run/token',
        caFile: '/run/ca.crt',
        identity: 'serviceAccount',
        entityNamespacePrefix: 'zh-',
        oidc: {
          issuer: 'https://login.example/realms/{realm}/',
          clientId: 'portal',
          platformRealm: 'ops',
          organizations: ['acme'],
        },
        kubeDcApi: 'https://backend.example',
        prometheus: 'http://prometheus.example/api',
        loki: 'http://loki.example',
        s3: 'https://s3.example',
        domain: 'kube-dc.example',
        namespaces: ['acme', 'acme-prod'],
        imagesConfigMap: 'platform/images',
        offers: {
          clusterVersions: [{ version: 'v1.40.0', workerImage: 'image:1' }],
          databaseVersions: { mariadb: ['12'] },
        },
      },
    });
    expect(installation).toEqual({
      name: 'zurich',
      title: 'Zurich',
      connection: {
        type: 'url',
        url: 'https://kube-api.example:6443',
        tokenFile: '/run/token',
        caFile: '/run/ca.crt',
      },
      identity: 'serviceAccount',
      entityNamespacePrefix: 'zh-',
      oidc: {
        issuer: 'https://login.example/realms/{realm}',
        clientId: 'portal',
        scope: 'openid profile email',
        platformRealm: 'ops',
        platformPrefix: 'platform',
        organizations: ['acme'],
      },
      kubeDcApi: 'https://backend.example',
      prometheus: 'http://prometheus.example/api',
      loki: 'http://loki.example',
      s3: 'https://s3.example',
      domain: 'kube-dc.example',
      namespaces: ['acme', 'acme-prod'],
      imagesConfigMap: { namespace: 'platform', name: 'images' },
      offers: {
        clusterVersions: [{ version: 'v1.40.0', workerImage: 'image:1' }],
        databaseVersions: {
          postgresql: ['17', '16', '15', '14'],
          mariadb: ['12'],
        },
      },
    });
  });

  it.each([
    [
      { identity: 'root' },
      "zurich.identity must be one of impersonate, oidc, serviceAccount, but is 'root'",
    ],
    [{ kubeConfig: 'x' }, 'zurich.kubeConfig is not a known key'],
    [{ url: 'https://a.example' }, 'exclude each other'],
    [
      { token: 'x' },
      'zurich.token belongs to a connection by kubedc.installations.zurich.url',
    ],
    [
      { kubeconfig: 'in-cluster', context: 'x' },
      'zurich.context needs a kubeconfig file',
    ],
    [
      { entityNamespacePrefix: 'A_' },
      'zurich.entityNamespacePrefix must be at most 20 small letters',
    ],
    [
      { imagesConfigMap: 'images' },
      "zurich.imagesConfigMap must be '<namespace>/<name>'",
    ],
    [
      { prometheus: 'prometheus' },
      'zurich.prometheus must be an https or http address',
    ],
    ...[
      'https://a.example',
      'http://a.example/realms/{realm}',
      'https://user@a.example/realms/{realm}',
      'https://a.example/?realm={realm}',
      'ftp://localhost/realms/{realm}',
    ].map((issuer): [object, string] => [
      { oidc: { issuer, clientId: 'x' } },
      'zurich.oidc.issuer must be an https address with {realm} in it',
    ]),
    [
      { oidc: { issuer: 'https://a.example/{realm}' } },
      "'kubedc.installations.zurich.oidc.clientId'",
    ],
    [{ oidc: { realm: 'x' } }, 'zurich.oidc.realm is not a known key'],
    [
      { people: { clientId: 'x', clientSecret: 'y' } },
      'zurich.oidc is required with kubedc.installations.zurich.people',
    ],
    [
      { oidc: OIDC, people: { clientId: 'x', clientSecret: 'y', realms: [] } },
      'zurich.people.realms is not a known key',
    ],
    [
      { oidc: OIDC, people: { clientId: 'x' } },
      "'kubedc.installations.zurich.people.clientSecret'",
    ],
    [
      {
        oidc: { ...OIDC, issuer: 'https://login/{realm}' },
        people: { clientId: 'x', clientSecret: 'y' },
      },
      'zurich.oidc.issuer must end in /realms/{realm} with kubedc.installations.zurich.people',
    ],
    [
      { offers: { databases: [] } },
      'zurich.offers.databases is not a known key',
    ],
    [{ title: 5 }, 'zurich.title'],
  ])('names the key that is wrong in %j', (block, message) => {
    expect(errorOf(block as JsonObject)).toContain(message);
  });

  it.each([
    [{}, 'zurich.kubeconfig or kubedc.installations.zurich.url is required'],
    [
      { url: 'http://a.example', token: 'x' },
      'zurich.url must be an https address',
    ],
    [{ url: 'https://a.example' }, 'exactly one of'],
    [
      { url: 'https://a.example', token: 'x', tokenFile: 'y' },
      'exactly one of',
    ],
    [
      { url: 'https://a.example', token: 'x', caFile: 'a', caData: 'b' },
      'exclude each other',
    ],
  ])('names what is missing in %j', (block, message) => {
    expect(read({ zurich: block as JsonObject })[0].error?.message).toContain(
      message,
    );
  });

  it('refuses a name that is too long for the records it stands in', () => {
    const [{ error }] = read({ ['a'.repeat(64)]: { kubeconfig: 'config' } });
    expect(error?.message).toContain('more than 63 characters');
  });

  it('lets a broken block hurt no other', () => {
    const entries = read({
      zurich: 'nonsense' as never,
      bern: { kubeconfig: 'config' },
    });
    expect(entries.map(({ name, error }) => [name, Boolean(error)])).toEqual([
      ['zurich', true],
      ['bern', false],
    ]);
  });

  it('gives a prefix to one installation only, also when that one is broken', () => {
    const [first, second, third] = read({
      zurich: { kubeconfig: 'config', identity: 'nonsense' },
      bern: { kubeconfig: 'config' },
      basel: { kubeconfig: 'config', entityNamespacePrefix: 'bs-' },
    });
    expect(first.error?.message).toContain('identity');
    expect(second.error?.message).toContain(
      "bern.entityNamespacePrefix '' is the one of installation 'zurich' already",
    );
    expect(third.error).toBeUndefined();
  });
});
