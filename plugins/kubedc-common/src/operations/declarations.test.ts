import { kindRegistry, operationRegistry } from '../kinds';
import { kubedcPermissions } from '../permissions';
import { ipv4CidrsOverlap, parseIpv4Cidr } from '.';

const inputOf = (id: string) => operationRegistry.byId(id)!.input;

/** The fields that an input is refused for. */
function refusedFields(id: string, input: Record<string, unknown>): string[] {
  const result = inputOf(id).safeParse(input);
  return result.success
    ? []
    : result.error.issues.map(issue => issue.path.join('.'));
}

const place = { project: 'acme/prod', name: 'web-1' };

describe('operation declarations', () => {
  it.each(
    operationRegistry
      .all()
      .map(operation => [operation.id, operation] as const),
  )('%s is complete', (id, operation) => {
    expect(id).toMatch(/^[a-z]+:[a-z]+$/);
    expect(kindRegistry.byId(operation.kind)?.operations).toContain(operation);
    expect(operation.access.length).toBeGreaterThan(0);
    expect(operation.permission.name).toBe(`kubedc.${id.replace(':', '.')}`);
    expect(kubedcPermissions).toContain(operation.permission);
    expect(operation.output.shape).toHaveProperty('entityRef');
    expect(operation.deadlineSeconds).toBeGreaterThan(0);
    expect(operation.description).toMatch(/\.$/);
    const fields = operation.access.flatMap(({ when }) => when?.field ?? []);
    expect(Object.keys(operation.input.shape)).toEqual(
      expect.arrayContaining(fields),
    );
  });

  it('have unique ids and permissions', () => {
    const ids = operationRegistry.all().map(({ id }) => id);
    const names = kubedcPermissions.map(({ name }) => name);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(names).size).toBe(names.length);
  });

  it('want the name typed wherever data is lost', () => {
    for (const operation of operationRegistry.all()) {
      expect(operation.confirm === 'name').toBe(operation.destructive);
      expect(operation.permission.attributes.action === 'delete').toBe(
        operation.destructive,
      );
    }
  });

  it('describe every field that is not shared, for agents and forms', () => {
    for (const operation of operationRegistry.all()) {
      for (const [field, schema] of Object.entries(operation.input.shape)) {
        const described = (schema as { description?: string }).description;
        expect([
          operation.id,
          field,
          described ?? (field === 'name' ? 'name' : undefined),
        ]).toEqual([operation.id, field, expect.any(String)]);
      }
    }
  });
});

describe('inputs', () => {
  it.each<[string, Record<string, unknown>, string[]]>([
    ['vm:create', { ...place, image: 'debian-13' }, []],
    ['vm:create', { ...place }, ['image']],
    ['vm:create', { ...place, image: 'x', cpu: 0 }, ['cpu']],
    ['vm:create', { ...place, image: 'x', cpu: 1.5 }, ['cpu']],
    ['vm:create', { ...place, image: 'x', memory: '4 GB' }, ['memory']],
    ['vm:create', { ...place, image: 'x', diskSize: '0' }, ['diskSize']],
    ['vm:create', { ...place, image: 'x', diskSize: '-5Gi' }, ['diskSize']],
    ['vm:create', { ...place, image: 'x', userData: ' ' }, ['userData']],
    ['vm:create', { ...place, image: 'x', name: 'Web' }, ['name']],
    [
      'vm:create',
      { ...place, image: 'x', storageClass: ' ' },
      ['storageClass'],
    ],
    ['vm:create', { ...place, image: 'x', storageClass: 'fast.ssd' }, []],
    [
      'vm:create',
      { ...place, image: 'x', sshKeySecret: 'Keys' },
      ['sshKeySecret'],
    ],
    ['bucket:create', { ...place, storageClass: 'a b' }, ['storageClass']],
    [
      'database:create',
      { ...place, version: '16', storageClass: 'Fast' },
      ['storageClass'],
    ],
    ['vm:create', { ...place, image: 'x', name: 'w'.repeat(64) }, ['name']],
    ['vm:create', { ...place, image: 'x', project: 'prod' }, ['project']],
    ['vm:create', { ...place, image: 'x', project: 'a/b/c' }, ['project']],
    ['vm:delete', { namespace: 'acme-prod', name: 'x' }, []],
    ['cluster:create', { ...place, version: 'v1.36.1' }, []],
    ['cluster:create', { ...place, name: 'x', version: 'v1.36.1' }, ['name']],
    [
      'cluster:create',
      { ...place, name: 'thirteenchars', version: 'v1.36.1' },
      ['name'],
    ],
    ['cluster:create', { ...place, version: '1.36' }, ['version']],
    [
      'cluster:create',
      { ...place, version: 'v1.36.1', workers: 0 },
      ['workers'],
    ],
    [
      'cluster:create',
      { ...place, version: 'v1.36.1', podCIDR: '10.244.0.1/16' },
      ['podCIDR'],
    ],
    [
      'cluster:create',
      { ...place, version: 'v1.36.1', serviceCIDR: '10.96.0.0' },
      ['serviceCIDR'],
    ],
    [
      'cluster:create',
      { ...place, version: 'v1.36.1', controlPlaneReplicas: 4 },
      ['controlPlaneReplicas'],
    ],
    ['database:create', { ...place, version: '16' }, []],
    [
      'database:create',
      { ...place, version: '16', engine: 'oracle' },
      ['engine'],
    ],
    [
      'database:create',
      { ...place, version: '16', replicas: 10 },
      ['replicas'],
    ],
    ['database:create', { ...place, version: '16', replicas: 0 }, ['replicas']],
    [
      'database:create',
      { ...place, version: '16', username: 'postgres' },
      ['username'],
    ],
    [
      'database:create',
      { ...place, version: '16', databaseName: 'My-DB' },
      ['databaseName'],
    ],
    [
      'database:create',
      { ...place, version: '16', backupSchedule: 'daily' },
      ['backupSchedule'],
    ],
    [
      'database:create',
      { ...place, version: '16', backupRetentionDays: 400 },
      ['backupRetentionDays'],
    ],
    [
      'database:create',
      { ...place, version: '16', expose: 'everybody' },
      ['expose'],
    ],
    ['project:create', { organization: 'acme', name: 'prod' }, []],
    [
      'project:create',
      { organization: 'acme', name: 'sixteen-chars-xx' },
      ['name'],
    ],
    [
      'project:create',
      { organization: 'acme', name: 'prod', cidrBlock: '10.40.0.0/33' },
      ['cidrBlock'],
    ],
    [
      'project:create',
      { organization: 'acme', name: 'prod', egressNetworkType: 'vpn' },
      ['egressNetworkType'],
    ],
    ['project:create', { name: 'prod' }, ['organization']],
    ['bucket:create', { ...place }, []],
  ])('%s of %p is refused for %p', (id, input, fields) => {
    expect(refusedFields(id, input)).toEqual(fields);
  });

  it('fill in defaults', () => {
    expect(
      inputOf('vm:create').parse({ ...place, image: 'debian-13' }),
    ).toEqual({
      ...place,
      image: 'debian-13',
      cpu: 2,
      memory: '4Gi',
      diskSize: '20Gi',
      sshKeySecret: 'authorized-keys-default',
      start: true,
    });
  });
});

describe('networks', () => {
  it.each([
    ['10.0.0.0/8', 167772160, 184549375],
    ['0.0.0.0/0', 0, 4294967295],
    ['255.255.255.255/32', 4294967295, 4294967295],
  ])('%s', (cidr, first, last) => {
    expect(parseIpv4Cidr(cidr)).toEqual({ first, last });
  });

  it.each([
    '10.0.0.1/8',
    '256.0.0.0/8',
    '10.0.0.0/33',
    '10.0.0.0',
    'fd00::/8',
    '',
  ])('%p is none', cidr => {
    expect(parseIpv4Cidr(cidr)).toBeUndefined();
  });

  it.each([
    ['10.0.0.0/8', '10.40.0.0/20', true],
    ['10.40.0.0/20', '10.0.0.0/8', true],
    ['10.0.0.0/20', '10.0.16.0/20', false],
    ['10.0.0.0/20', 'nonsense', false],
  ])('%s and %s overlap: %s', (a, b, expected) => {
    expect(ipv4CidrsOverlap(a, b)).toBe(expected);
  });
});
