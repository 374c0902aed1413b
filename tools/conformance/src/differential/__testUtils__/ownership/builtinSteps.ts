import * as fc from 'fast-check';

/** A built-in kind and what is written of it. */
export interface BuiltinKind {
  apiVersion: string;
  kind: string;
  resource: string;
  /** All that an object has besides its metadata. */
  content: fc.Arbitrary<object>;
}

/** A write of somebody to an object of a built-in kind. */
export interface BuiltinStep {
  verb: 'apply' | 'write' | 'merge';
  manager: string;
  force: boolean;
  labels?: Record<string, string>;
  content: object;
}

const word = fc.constantFrom('a', 'b', 'c');
const dictionary = fc.dictionary(word, fc.constantFrom('1', '2'), {
  minKeys: 1,
  maxKeys: 3,
});

const environment = fc.uniqueArray(fc.record({ name: word, value: word }), {
  minLength: 1,
  maxLength: 2,
  selector: ({ name }) => name,
});

const containers = fc.uniqueArray(
  fc.record(
    {
      name: word,
      image: fc.constantFrom('image:1', 'image:2'),
      args: fc.array(word, { minLength: 1, maxLength: 2 }),
      env: environment,
      resources: fc.constant({ limits: { cpu: '1' } }),
      ports: fc.constantFrom(
        [{ containerPort: 80 }],
        [{ containerPort: 80, protocol: 'UDP' }, { containerPort: 90 }],
      ),
    },
    { requiredKeys: ['name', 'image'] },
  ),
  { minLength: 1, maxLength: 2, selector: ({ name }) => name },
);

const podTemplate = fc.record({
  metadata: fc.constant({ labels: { app: 'web' } }),
  spec: fc.record(
    {
      containers,
      nodeSelector: dictionary,
      volumes: fc.uniqueArray(
        fc.record({ name: word, emptyDir: fc.constant({}) }),
        { minLength: 1, maxLength: 2, selector: ({ name }) => name },
      ),
      tolerations: fc.constant([{ key: 'k', operator: 'Exists' }]),
    },
    { requiredKeys: ['containers'] },
  ),
});

const servicePorts = fc
  .uniqueArray(
    fc.record(
      {
        port: fc.constantFrom(80, 90),
        protocol: fc.constantFrom('TCP', 'UDP'),
        targetPort: fc.constantFrom<number | string>(8080, 'http'),
      },
      { requiredKeys: ['port'] },
    ),
    {
      minLength: 1,
      maxLength: 3,
      selector: ({ port, protocol = 'TCP' }) => `${port}${protocol}`,
    },
  )
  .map(ports =>
    ports.map(item => {
      const { port, protocol = 'TCP' } = item;
      return { ...item, name: `p${port}-${protocol.toLowerCase()}` };
    }),
  );

/** Kinds with each way in which built-in lists and objects are owned. */
export const BUILTIN_KINDS: BuiltinKind[] = [
  {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    resource: 'configmaps',
    content: fc.record({ data: dictionary }, { requiredKeys: [] }),
  },
  {
    apiVersion: 'v1',
    kind: 'Secret',
    resource: 'secrets',
    content: fc.record(
      {
        data: fc.dictionary(word, fc.constantFrom('YQ==', 'Yg==')),
        stringData: dictionary,
      },
      { requiredKeys: [] },
    ),
  },
  {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    resource: 'serviceaccounts',
    content: fc.record(
      {
        automountServiceAccountToken: fc.boolean(),
        secrets: fc.constantFrom([{ name: 'a' }], [{ name: 'b' }]),
        imagePullSecrets: fc.constantFrom([{ name: 'a' }], [{ name: 'b' }]),
      },
      { requiredKeys: [] },
    ),
  },
  {
    apiVersion: 'v1',
    kind: 'Service',
    resource: 'services',
    content: fc.record({
      spec: fc.record(
        {
          clusterIP: fc.constant('None'),
          selector: dictionary,
          ports: servicePorts,
        },
        { requiredKeys: ['clusterIP', 'selector', 'ports'] },
      ),
    }),
  },
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    resource: 'deployments',
    content: fc.record({
      spec: fc.record(
        {
          paused: fc.constant(true),
          replicas: fc.constantFrom(0, 1, 2),
          minReadySeconds: fc.constantFrom(1, 2),
          selector: fc.constant({ matchLabels: { app: 'web' } }),
          template: podTemplate,
        },
        { requiredKeys: ['paused', 'selector', 'template'] },
      ),
    }),
  },
];

/** Writes of several people to one object of a kind. */
export function builtinSteps({
  content,
}: BuiltinKind): fc.Arbitrary<BuiltinStep[]> {
  return fc.array(
    fc.record(
      {
        verb: fc.constantFrom<BuiltinStep['verb']>(
          'apply',
          'apply',
          'write',
          'merge',
        ),
        manager: fc.constantFrom('ann', 'ben', 'cat'),
        force: fc.boolean(),
        labels: dictionary,
        content,
      },
      { requiredKeys: ['verb', 'manager', 'force', 'content'] },
    ),
    { minLength: 2, maxLength: 8 },
  );
}
