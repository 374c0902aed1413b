import { ask, Request } from '../testing/ask';
import { contract } from '../testing/contract';
import { inOrder, said } from '../testing/said';

const CORE = '/api/v1/namespaces/{ns}';
const APPS = '/apis/apps/v1/namespaces/{ns}/deployments?dryRun=All';
const container = { name: 'c', image: 'i' };
const deployment = (spec: object) => ({ metadata: { name: 'x' }, spec });
const template = {
  metadata: { labels: { a: 'b' } },
  spec: { containers: [container] },
};
const selector = { matchLabels: { a: 'b' } };
const pod = (spec: object) => ({ metadata: { name: 'x' }, spec });
const PODS = `${CORE}/pods?dryRun=All`;
const service = (spec: object) => ({ metadata: { name: 'x' }, spec });
const SERVICES = `${CORE}/services?dryRun=All`;
const LEASES = '/apis/coordination.k8s.io/v1/namespaces/{ns}/leases?dryRun=All';
const merge = { contentType: 'application/merge-patch+json' };

contract('built-in kinds', server => {
  let names: Record<string, string>;
  beforeAll(async () => {
    const ns = await server().namespace();
    names = { ns };
    const { api } = server();
    await api.until(
      `/api/v1/namespaces/${ns}/serviceaccounts/default`,
      ({ code }) => code === 200,
    );
    await api.post(`/api/v1/namespaces/${ns}/configmaps`, {
      metadata: { name: 'fixed' },
      immutable: true,
      data: { a: '1' },
    });
    await api.post(`/api/v1/namespaces/${ns}/secrets`, {
      metadata: { name: 'fixed' },
      immutable: true,
      data: { a: 'MQ==' },
    });
    await api.post(`/api/v1/namespaces/${ns}/services`, {
      metadata: { name: 'headless' },
      spec: { clusterIP: 'None', ports: [{ port: 80 }] },
    });
    await api.post(`/apis/apps/v1/namespaces/${ns}/deployments`, {
      metadata: { name: 'web' },
      spec: { replicas: 0, selector, template },
    });
  });

  it.each<[string, Request, string[]]>([
    [
      'config map key',
      [
        'POST',
        `${CORE}/configmaps?dryRun=All`,
        { metadata: { name: 'x' }, data: { 'not ok': '' } },
      ],
      [
        '422 Invalid',
        "ConfigMap \"x\" is invalid: data[not ok]: Invalid value: \"not ok\": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
        '/ConfigMap x',
        "- FieldValueInvalid data[not ok]: Invalid value: \"not ok\": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
      ],
    ],
    [
      'config map key twice',
      [
        'POST',
        `${CORE}/configmaps?dryRun=All`,
        { metadata: { name: 'x' }, data: { a: '' }, binaryData: { a: '' } },
      ],
      [
        '422 Invalid',
        'ConfigMap "x" is invalid: data[a]: Invalid value: "a": duplicate of key present in binaryData',
        '/ConfigMap x',
        '- FieldValueInvalid data[a]: Invalid value: "a": duplicate of key present in binaryData',
      ],
    ],
    [
      'config map too large',
      [
        'POST',
        `${CORE}/configmaps?dryRun=All`,
        { metadata: { name: 'x' }, data: { a: 'x'.repeat(1024 * 1024 + 1) } },
      ],
      [
        '422 Invalid',
        'ConfigMap "x" is invalid: []: Too long: may not be more than 1048576 bytes',
        '/ConfigMap x',
        '- FieldValueTooLong []: Too long: may not be more than 1048576 bytes',
      ],
    ],
    [
      'immutable config map',
      ['PATCH', `${CORE}/configmaps/fixed`, { data: { a: '2' } }, merge],
      [
        '422 Invalid',
        'ConfigMap "fixed" is invalid: data: Forbidden: field is immutable when `immutable` is set',
        '/ConfigMap fixed',
        '- FieldValueForbidden data: Forbidden: field is immutable when `immutable` is set',
      ],
    ],
    [
      'mutable again',
      ['PATCH', `${CORE}/configmaps/fixed`, { immutable: false }, merge],
      [
        '422 Invalid',
        'ConfigMap "fixed" is invalid: immutable: Forbidden: field is immutable when `immutable` is set',
        '/ConfigMap fixed',
        '- FieldValueForbidden immutable: Forbidden: field is immutable when `immutable` is set',
      ],
    ],
    [
      'immutable secret',
      ['PATCH', `${CORE}/secrets/fixed`, { data: { a: 'Mg==' } }, merge],
      [
        '422 Invalid',
        'Secret "fixed" is invalid: data: Forbidden: field is immutable when `immutable` is set',
        '/Secret fixed',
        '- FieldValueForbidden data: Forbidden: field is immutable when `immutable` is set',
      ],
    ],
    [
      'type of a secret',
      ['PATCH', `${CORE}/secrets/fixed`, { type: 'other' }, merge],
      [
        '422 Invalid',
        'Secret "fixed" is invalid: type: Invalid value: "other": field is immutable',
        '/Secret fixed',
        '- FieldValueInvalid type: Invalid value: "other": field is immutable',
      ],
    ],
    [
      'secret too large',
      [
        'POST',
        `${CORE}/secrets?dryRun=All`,
        {
          metadata: { name: 'x' },
          data: { a: Buffer.alloc(1024 * 1024 + 1).toString('base64') },
        },
      ],
      [
        '422 Invalid',
        'Secret "x" is invalid: data: Too long: may not be more than 1048576 bytes',
        '/Secret x',
        '- FieldValueTooLong data: Too long: may not be more than 1048576 bytes',
      ],
    ],
    [
      'tls secret without key',
      [
        'POST',
        `${CORE}/secrets?dryRun=All`,
        { metadata: { name: 'x' }, type: 'kubernetes.io/tls', data: {} },
      ],
      [
        '422 Invalid',
        'Secret "x" is invalid: [data[tls.crt]: Required value, data[tls.key]: Required value]',
        '/Secret x',
        '- FieldValueRequired data[tls.crt]: Required value',
        '- FieldValueRequired data[tls.key]: Required value',
      ],
    ],
    [
      'basic auth secret',
      [
        'POST',
        `${CORE}/secrets?dryRun=All`,
        { metadata: { name: 'x' }, type: 'kubernetes.io/basic-auth' },
      ],
      [
        '422 Invalid',
        'Secret "x" is invalid: [data[username]: Required value, data[password]: Required value]',
        '/Secret x',
        '- FieldValueRequired data[username]: Required value',
        '- FieldValueRequired data[password]: Required value',
      ],
    ],
    [
      'ssh secret',
      [
        'POST',
        `${CORE}/secrets?dryRun=All`,
        { metadata: { name: 'x' }, type: 'kubernetes.io/ssh-auth' },
      ],
      [
        '422 Invalid',
        'Secret "x" is invalid: data[ssh-privatekey]: Required value',
        '/Secret x',
        '- FieldValueRequired data[ssh-privatekey]: Required value',
      ],
    ],
    [
      'token secret',
      [
        'POST',
        `${CORE}/secrets?dryRun=All`,
        {
          metadata: { name: 'x' },
          type: 'kubernetes.io/service-account-token',
        },
      ],
      [
        '422 Invalid',
        'Secret "x" is invalid: metadata.annotations[kubernetes.io/service-account.name]: Required value',
        '/Secret x',
        '- FieldValueRequired metadata.annotations[kubernetes.io/service-account.name]: Required value',
      ],
    ],
    [
      'secret key',
      [
        'POST',
        `${CORE}/secrets?dryRun=All`,
        { metadata: { name: 'x' }, data: { 'a/b': '' } },
      ],
      [
        '422 Invalid',
        "Secret \"x\" is invalid: data[a/b]: Invalid value: \"a/b\": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
        '/Secret x',
        "- FieldValueInvalid data[a/b]: Invalid value: \"a/b\": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
      ],
    ],
    [
      'service without ports',
      ['POST', SERVICES, service({})],
      [
        '422 Invalid',
        'Service "x" is invalid: spec.ports: Required value',
        '/Service x',
        '- FieldValueRequired spec.ports: Required value',
      ],
    ],
    [
      'service type',
      ['POST', SERVICES, service({ type: 'Odd', ports: [{ port: 80 }] })],
      [
        '422 Invalid',
        'Service "x" is invalid: spec.type: Unsupported value: "Odd": supported values: "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"',
        '/Service x',
        '- FieldValueNotSupported spec.type: Unsupported value: "Odd": supported values: "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"',
      ],
    ],
    [
      'service port',
      ['POST', SERVICES, service({ ports: [{ port: 0 }] })],
      [
        '422 Invalid',
        'Service "x" is invalid: [spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive, spec.ports[0].targetPort: Invalid value: 0: must be between 1 and 65535, inclusive]',
        '/Service x',
        '- FieldValueInvalid spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive',
        '- FieldValueInvalid spec.ports[0].targetPort: Invalid value: 0: must be between 1 and 65535, inclusive',
      ],
    ],
    [
      'service port high',
      ['POST', SERVICES, service({ ports: [{ port: 70000 }] })],
      [
        '422 Invalid',
        'Service "x" is invalid: [spec.ports[0].port: Invalid value: 70000: must be between 1 and 65535, inclusive, spec.ports[0].targetPort: Invalid value: 70000: must be between 1 and 65535, inclusive]',
        '/Service x',
        '- FieldValueInvalid spec.ports[0].port: Invalid value: 70000: must be between 1 and 65535, inclusive',
        '- FieldValueInvalid spec.ports[0].targetPort: Invalid value: 70000: must be between 1 and 65535, inclusive',
      ],
    ],
    [
      'service ports without names',
      ['POST', SERVICES, service({ ports: [{ port: 80 }, { port: 81 }] })],
      [
        '422 Invalid',
        'Service "x" is invalid: [spec.ports[0].name: Required value, spec.ports[1].name: Required value]',
        '/Service x',
        '- FieldValueRequired spec.ports[0].name: Required value',
        '- FieldValueRequired spec.ports[1].name: Required value',
      ],
    ],
    [
      'service port twice',
      [
        'POST',
        SERVICES,
        service({
          ports: [
            { port: 80, name: 'a' },
            { port: 80, name: 'b' },
          ],
        }),
      ],
      [
        '422 Invalid',
        'Service "x" is invalid: spec.ports[1]: Duplicate value: {"Name":"","Protocol":"TCP","AppProtocol":null,"Port":80,"TargetPort":0,"NodePort":0}',
        '/Service x',
        '- FieldValueDuplicate spec.ports[1]: Duplicate value: {"Name":"","Protocol":"TCP","AppProtocol":null,"Port":80,"TargetPort":0,"NodePort":0}',
      ],
    ],
    [
      'service protocol',
      ['POST', SERVICES, service({ ports: [{ port: 80, protocol: 'ODD' }] })],
      [
        '422 Invalid',
        'Service "x" is invalid: spec.ports[0].protocol: Unsupported value: "ODD": supported values: "SCTP", "TCP", "UDP"',
        '/Service x',
        '- FieldValueNotSupported spec.ports[0].protocol: Unsupported value: "ODD": supported values: "SCTP", "TCP", "UDP"',
      ],
    ],
    [
      'service address',
      ['POST', SERVICES, service({ clusterIP: 'here', ports: [{ port: 80 }] })],
      [
        '422 Invalid',
        'Service "x" is invalid: spec.clusterIPs[0]: Invalid value: "here": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
        '/Service x',
        '- FieldValueInvalid spec.clusterIPs[0]: Invalid value: "here": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
      ],
    ],
    [
      'external name',
      ['POST', SERVICES, service({ type: 'ExternalName' })],
      [
        '422 Invalid',
        'Service "x" is invalid: spec.externalName: Required value',
        '/Service x',
        '- FieldValueRequired spec.externalName: Required value',
      ],
    ],
    [
      'service selector',
      [
        'POST',
        SERVICES,
        service({ selector: { a: 'not ok' }, ports: [{ port: 80 }] }),
      ],
      [
        '422 Invalid',
        "Service \"x\" is invalid: spec.selector: Invalid value: \"not ok\": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')",
        '/Service x',
        "- FieldValueInvalid spec.selector: Invalid value: \"not ok\": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')",
      ],
    ],
    [
      'node port low',
      [
        'POST',
        SERVICES,
        service({ type: 'NodePort', ports: [{ port: 80, nodePort: 80 }] }),
      ],
      ['201'],
    ],
    [
      'pod without containers',
      ['POST', PODS, pod({ containers: [] })],
      [
        '422 Invalid',
        'Pod "x" is invalid: spec.containers: Required value',
        '/Pod x',
        '- FieldValueRequired spec.containers: Required value',
      ],
    ],
    [
      'container without image',
      ['POST', PODS, pod({ containers: [{ name: 'c' }] })],
      [
        '422 Invalid',
        'Pod "x" is invalid: spec.containers[0].image: Required value',
        '/Pod x',
        '- FieldValueRequired spec.containers[0].image: Required value',
      ],
    ],
    [
      'container without name',
      ['POST', PODS, pod({ containers: [{ image: 'i' }] })],
      [
        '422 Invalid',
        'Pod "x" is invalid: spec.containers[0].name: Required value',
        '/Pod x',
        '- FieldValueRequired spec.containers[0].name: Required value',
      ],
    ],
    [
      'container name',
      ['POST', PODS, pod({ containers: [{ name: 'C', image: 'i' }] })],
      [
        '422 Invalid',
        "Pod \"x\" is invalid: spec.containers[0].name: Invalid value: \"C\": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')",
        '/Pod x',
        "- FieldValueInvalid spec.containers[0].name: Invalid value: \"C\": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')",
      ],
    ],
    [
      'containers of one name',
      ['POST', PODS, pod({ containers: [container, container] })],
      [
        '422 Invalid',
        'Pod "x" is invalid: spec.containers[1].name: Duplicate value: "c"',
        '/Pod x',
        '- FieldValueDuplicate spec.containers[1].name: Duplicate value: "c"',
      ],
    ],
    [
      'restart policy',
      ['POST', PODS, pod({ restartPolicy: 'Odd', containers: [container] })],
      [
        '422 Invalid',
        'Pod "x" is invalid: spec.restartPolicy: Unsupported value: "Odd": supported values: "Always", "OnFailure", "Never"',
        '/Pod x',
        '- FieldValueNotSupported spec.restartPolicy: Unsupported value: "Odd": supported values: "Always", "OnFailure", "Never"',
      ],
    ],
    [
      'volume mount',
      [
        'POST',
        PODS,
        pod({
          containers: [
            { ...container, volumeMounts: [{ name: 'v', mountPath: '/v' }] },
          ],
        }),
      ],
      [
        '422 Invalid',
        'Pod "x" is invalid: spec.containers[0].volumeMounts[0].name: Not found: "v"',
        '/Pod x',
        '- FieldValueNotFound spec.containers[0].volumeMounts[0].name: Not found: "v"',
      ],
    ],
    [
      'container port',
      [
        'POST',
        PODS,
        pod({ containers: [{ ...container, ports: [{ containerPort: 0 }] }] }),
      ],
      [
        '422 Invalid',
        'Pod "x" is invalid: spec.containers[0].ports[0].containerPort: Required value',
        '/Pod x',
        '- FieldValueRequired spec.containers[0].ports[0].containerPort: Required value',
      ],
    ],
    [
      'env name',
      [
        'POST',
        PODS,
        pod({ containers: [{ ...container, env: [{ name: '' }] }] }),
      ],
      [
        '422 Invalid',
        'Pod "x" is invalid: spec.containers[0].env[0].name: Required value',
        '/Pod x',
        '- FieldValueRequired spec.containers[0].env[0].name: Required value',
      ],
    ],
    [
      'pull policy',
      [
        'POST',
        PODS,
        pod({ containers: [{ ...container, imagePullPolicy: 'Odd' }] }),
      ],
      [
        '422 Invalid',
        'Pod "x" is invalid: spec.containers[0].imagePullPolicy: Unsupported value: "Odd": supported values: "Always", "IfNotPresent", "Never"',
        '/Pod x',
        '- FieldValueNotSupported spec.containers[0].imagePullPolicy: Unsupported value: "Odd": supported values: "Always", "IfNotPresent", "Never"',
      ],
    ],
    [
      'service account',
      [
        'POST',
        PODS,
        pod({ serviceAccountName: 'nobody', containers: [container] }),
      ],
      [
        '403 Forbidden',
        'pods "x" is forbidden: error looking up service account contract/nobody: serviceaccount "nobody" not found',
        '/pods x',
      ],
    ],
    [
      'deployment without anything',
      ['POST', APPS, deployment({})],
      [
        '422 Invalid',
        'Deployment.apps "x" is invalid: [spec.selector: Required value, spec.template.metadata.labels: Invalid value: null: `selector` does not match template `labels`, spec.template.spec.containers: Required value]',
        'apps/Deployment x',
        '- FieldValueRequired spec.selector: Required value',
        '- FieldValueInvalid spec.template.metadata.labels: Invalid value: null: `selector` does not match template `labels`',
        '- FieldValueRequired spec.template.spec.containers: Required value',
      ],
    ],
    [
      'deployment selector missing',
      ['POST', APPS, deployment({ template })],
      [
        '422 Invalid',
        'Deployment.apps "x" is invalid: [spec.selector: Required value, spec.template.metadata.labels: Invalid value: {"a":"b"}: `selector` does not match template `labels`]',
        'apps/Deployment x',
        '- FieldValueRequired spec.selector: Required value',
        '- FieldValueInvalid spec.template.metadata.labels: Invalid value: {"a":"b"}: `selector` does not match template `labels`',
      ],
    ],
    [
      'deployment selector empty',
      ['POST', APPS, deployment({ selector: {}, template })],
      [
        '422 Invalid',
        'Deployment.apps "x" is invalid: spec.selector: Invalid value: {}: empty selector is invalid for deployment',
        'apps/Deployment x',
        '- FieldValueInvalid spec.selector: Invalid value: {}: empty selector is invalid for deployment',
      ],
    ],
    [
      'labels do not match',
      [
        'POST',
        APPS,
        deployment({ selector: { matchLabels: { x: 'y' } }, template }),
      ],
      [
        '422 Invalid',
        'Deployment.apps "x" is invalid: spec.template.metadata.labels: Invalid value: {"a":"b"}: `selector` does not match template `labels`',
        'apps/Deployment x',
        '- FieldValueInvalid spec.template.metadata.labels: Invalid value: {"a":"b"}: `selector` does not match template `labels`',
      ],
    ],
    [
      'negative replicas',
      ['POST', APPS, deployment({ replicas: -1, selector, template })],
      [
        '422 Invalid',
        'Deployment.apps "x" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0',
        'apps/Deployment x',
        '- FieldValueInvalid spec.replicas: Invalid value: -1: must be greater than or equal to 0',
      ],
    ],
    [
      'selector changed',
      [
        'PATCH',
        '/apis/apps/v1/namespaces/{ns}/deployments/web',
        {
          spec: {
            selector: { matchLabels: { c: 'd' } },
            template: { metadata: { labels: { c: 'd' } } },
          },
        },
        merge,
      ],
      [
        '422 Invalid',
        'Deployment.apps "web" is invalid: spec.selector: Invalid value: {"matchLabels":{"a":"b","c":"d"}}: field is immutable',
        'apps/Deployment web',
        '- FieldValueInvalid spec.selector: Invalid value: {"matchLabels":{"a":"b","c":"d"}}: field is immutable',
      ],
    ],
    [
      'lease duration',
      [
        'POST',
        LEASES,
        { metadata: { name: 'x' }, spec: { leaseDurationSeconds: 0 } },
      ],
      [
        '422 Invalid',
        'Lease.coordination.k8s.io "x" is invalid: spec.leaseDurationSeconds: Invalid value: 0: must be greater than 0',
        'coordination.k8s.io/Lease x',
        '- FieldValueInvalid spec.leaseDurationSeconds: Invalid value: 0: must be greater than 0',
      ],
    ],
    [
      'lease transitions',
      [
        'POST',
        LEASES,
        { metadata: { name: 'x' }, spec: { leaseTransitions: -1 } },
      ],
      [
        '422 Invalid',
        'Lease.coordination.k8s.io "x" is invalid: spec.leaseTransitions: Invalid value: -1: must be greater than or equal to 0',
        'coordination.k8s.io/Lease x',
        '- FieldValueInvalid spec.leaseTransitions: Invalid value: -1: must be greater than or equal to 0',
      ],
    ],
    [
      'claim without access mode',
      [
        'POST',
        `${CORE}/persistentvolumeclaims?dryRun=All`,
        {
          metadata: { name: 'x' },
          spec: { resources: { requests: { storage: '1Gi' } } },
        },
      ],
      [
        '422 Invalid',
        'PersistentVolumeClaim "x" is invalid: spec.accessModes: Required value: at least 1 access mode is required',
        '/PersistentVolumeClaim x',
        '- FieldValueRequired spec.accessModes: Required value: at least 1 access mode is required',
      ],
    ],
    [
      'claim without storage',
      [
        'POST',
        `${CORE}/persistentvolumeclaims?dryRun=All`,
        { metadata: { name: 'x' }, spec: { accessModes: ['ReadWriteOnce'] } },
      ],
      [
        '422 Invalid',
        'PersistentVolumeClaim "x" is invalid: spec.resources[storage]: Required value',
        '/PersistentVolumeClaim x',
        '- FieldValueRequired spec.resources[storage]: Required value',
      ],
    ],
    [
      'claim access mode',
      [
        'POST',
        `${CORE}/persistentvolumeclaims?dryRun=All`,
        {
          metadata: { name: 'x' },
          spec: {
            accessModes: ['Odd'],
            resources: { requests: { storage: '1Gi' } },
          },
        },
      ],
      [
        '422 Invalid',
        'PersistentVolumeClaim "x" is invalid: spec.accessModes: Unsupported value: "Odd": supported values: "ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"',
        '/PersistentVolumeClaim x',
        '- FieldValueNotSupported spec.accessModes: Unsupported value: "Odd": supported values: "ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"',
      ],
    ],
    [
      'event elsewhere',
      [
        'POST',
        `${CORE}/events?dryRun=All`,
        { metadata: { name: 'x' }, involvedObject: { namespace: 'other' } },
      ],
      [
        '422 Invalid',
        'Event "x" is invalid: involvedObject.namespace: Invalid value: "other": does not match event.namespace',
        '/Event x',
        '- FieldValueInvalid involvedObject.namespace: Invalid value: "other": does not match event.namespace',
      ],
    ],
    [
      'quantity',
      [
        'POST',
        PODS,
        pod({
          containers: [
            { ...container, resources: { requests: { cpu: 'much' } } },
          ],
        }),
      ],
      [
        '400 BadRequest',
        'Pod in version "v1" cannot be handled as a Pod: quantities must match the regular expression \'^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$\'',
      ],
    ],
  ])('are refused: %s', async (_title, request, text) => {
    expect(inOrder(said(await ask(server(), names, request)))).toEqual(
      inOrder(text),
    );
  });

  it.each<[string, Request, unknown]>([
    [
      'secret',
      [
        'POST',
        `${CORE}/secrets?dryRun=All`,
        {
          metadata: { name: 'x' },
          data: { a: 'MQ==' },
          stringData: { a: '2', b: '3' },
        },
      ],
      {
        kind: 'Secret',
        apiVersion: 'v1',
        metadata: { name: 'x' },
        data: { a: 'Mg==', b: 'Mw==' },
        type: 'Opaque',
      },
    ],
    [
      'external name',
      [
        'POST',
        SERVICES,
        service({ type: 'ExternalName', externalName: 'a.example.com' }),
      ],
      {
        kind: 'Service',
        apiVersion: 'v1',
        metadata: { name: 'x' },
        spec: {
          type: 'ExternalName',
          sessionAffinity: 'None',
          externalName: 'a.example.com',
        },
        status: { loadBalancer: {} },
      },
    ],
    [
      'deployment',
      ['POST', APPS, deployment({ selector, template })],
      {
        kind: 'Deployment',
        apiVersion: 'apps/v1',
        metadata: { name: 'x', generation: 1 },
        spec: {
          replicas: 1,
          selector: { matchLabels: { a: 'b' } },
          template: {
            metadata: { labels: { a: 'b' } },
            spec: {
              containers: [
                {
                  name: 'c',
                  image: 'i',
                  resources: {},
                  terminationMessagePath: '/dev/termination-log',
                  terminationMessagePolicy: 'File',
                  imagePullPolicy: 'Always',
                },
              ],
              restartPolicy: 'Always',
              terminationGracePeriodSeconds: 30,
              dnsPolicy: 'ClusterFirst',
              securityContext: {},
              schedulerName: 'default-scheduler',
            },
          },
          strategy: {
            type: 'RollingUpdate',
            rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' },
          },
          revisionHistoryLimit: 10,
          progressDeadlineSeconds: 600,
        },
        status: {},
      },
    ],
    [
      'pod',
      [
        'POST',
        PODS,
        pod({
          automountServiceAccountToken: false,
          containers: [
            { name: 'c', image: 'i', ports: [{ containerPort: 80 }] },
          ],
        }),
      ],
      {
        kind: 'Pod',
        apiVersion: 'v1',
        metadata: { name: 'x', generation: 1 },
        spec: {
          containers: [
            {
              name: 'c',
              image: 'i',
              ports: [{ containerPort: 80, protocol: 'TCP' }],
              resources: {},
              terminationMessagePath: '/dev/termination-log',
              terminationMessagePolicy: 'File',
              imagePullPolicy: 'Always',
            },
          ],
          restartPolicy: 'Always',
          terminationGracePeriodSeconds: 30,
          dnsPolicy: 'ClusterFirst',
          serviceAccountName: 'default',
          serviceAccount: 'default',
          automountServiceAccountToken: false,
          securityContext: {},
          schedulerName: 'default-scheduler',
          tolerations: [
            {
              key: 'node.kubernetes.io/not-ready',
              operator: 'Exists',
              effect: 'NoExecute',
              tolerationSeconds: 300,
            },
            {
              key: 'node.kubernetes.io/unreachable',
              operator: 'Exists',
              effect: 'NoExecute',
              tolerationSeconds: 300,
            },
          ],
          priority: 0,
          enableServiceLinks: true,
          preemptionPolicy: 'PreemptLowerPriority',
        },
        status: { phase: 'Pending', qosClass: 'BestEffort' },
      },
    ],
    [
      'lease',
      [
        'POST',
        LEASES,
        {
          metadata: { name: 'x' },
          spec: {
            holderIdentity: 'me',
            leaseDurationSeconds: 15,
            renewTime: '2020-01-01T00:00:00.000000Z',
          },
        },
      ],
      {
        kind: 'Lease',
        apiVersion: 'coordination.k8s.io/v1',
        metadata: { name: 'x' },
        spec: {
          holderIdentity: 'me',
          leaseDurationSeconds: 15,
          renewTime: '2020-01-01T00:00:00.000000Z',
        },
      },
    ],
    [
      'network policy',
      [
        'POST',
        '/apis/networking.k8s.io/v1/namespaces/{ns}/networkpolicies?dryRun=All',
        {
          metadata: { name: 'x' },
          spec: { podSelector: {}, ingress: [{ ports: [{ port: 80 }] }] },
        },
      ],
      {
        kind: 'NetworkPolicy',
        apiVersion: 'networking.k8s.io/v1',
        metadata: { name: 'x', generation: 1 },
        spec: {
          podSelector: {},
          ingress: [{ ports: [{ protocol: 'TCP', port: 80 }] }],
          policyTypes: ['Ingress'],
        },
      },
    ],
    [
      'job',
      [
        'POST',
        '/apis/batch/v1/namespaces/{ns}/cronjobs?dryRun=All',
        {
          metadata: { name: 'x' },
          spec: {
            schedule: '* * * * *',
            jobTemplate: {
              spec: {
                template: {
                  spec: { restartPolicy: 'Never', containers: [container] },
                },
              },
            },
          },
        },
      ],
      {
        kind: 'CronJob',
        apiVersion: 'batch/v1',
        metadata: { name: 'x', generation: 1 },
        spec: {
          schedule: '* * * * *',
          concurrencyPolicy: 'Allow',
          suspend: false,
          jobTemplate: {
            metadata: {},
            spec: {
              template: {
                metadata: {},
                spec: {
                  containers: [
                    {
                      name: 'c',
                      image: 'i',
                      resources: {},
                      terminationMessagePath: '/dev/termination-log',
                      terminationMessagePolicy: 'File',
                      imagePullPolicy: 'Always',
                    },
                  ],
                  restartPolicy: 'Never',
                  terminationGracePeriodSeconds: 30,
                  dnsPolicy: 'ClusterFirst',
                  securityContext: {},
                  schedulerName: 'default-scheduler',
                },
              },
            },
          },
          successfulJobsHistoryLimit: 3,
          failedJobsHistoryLimit: 1,
        },
        status: {},
      },
    ],
    [
      'empty things',
      [
        'POST',
        `${CORE}/configmaps?dryRun=All`,
        {
          metadata: {
            name: 'x',
            labels: {},
            annotations: {},
            finalizers: [],
            ownerReferences: [],
          },
          data: {},
          binaryData: {},
        },
      ],
      { kind: 'ConfigMap', apiVersion: 'v1', metadata: { name: 'x' } },
    ],
  ])('are filled in: %s', async (_title, request, expected) => {
    const { code, body } = await ask(server(), names, request);
    expect(code).toBe(201);
    const {
      name,
      generation,
      labels,
      annotations,
      finalizers,
      ownerReferences,
    } = body.metadata;
    expect(
      JSON.parse(
        JSON.stringify({
          ...body,
          metadata: {
            name,
            generation,
            labels,
            annotations,
            finalizers,
            ownerReferences,
          },
        }),
      ),
    ).toEqual(expected);
  });

  it('a service keeps the address it was given', async () => {
    const { api } = server();
    const path = `/api/v1/namespaces/${names.ns}/services`;
    const { body } = await api.post(path, {
      metadata: { name: 'given' },
      spec: { ports: [{ port: 80 }] },
    });
    const { clusterIP, clusterIPs, ...spec } = body.spec;
    expect(clusterIP).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
    expect(clusterIPs).toEqual([clusterIP]);
    expect(spec).toEqual({
      ports: [{ protocol: 'TCP', port: 80, targetPort: 80 }],
      type: 'ClusterIP',
      sessionAffinity: 'None',
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      internalTrafficPolicy: 'Cluster',
    });
    const patched = await api.patch(`${path}/given`, 'merge', {
      spec: { ports: [{ port: 81 }] },
    });
    expect(patched.body.spec.clusterIP).toBe(clusterIP);
    const { resourceVersion, ...metadata } = body.metadata;
    const replaced = await api.put(`${path}/given`, {
      metadata,
      spec: { ports: [{ port: 82 }] },
    });
    expect(replaced.body.spec.clusterIP).toBe(clusterIP);
  });

  it('an event is shown in both of its groups', async () => {
    const { api } = server();
    const { ns } = names;
    await api.post(`/api/v1/namespaces/${ns}/events`, {
      metadata: { name: 'e1' },
      involvedObject: { kind: 'Pod', name: 'p', namespace: ns },
      reason: 'Why',
      message: 'hello',
      type: 'Normal',
      count: 2,
    });
    const { body } = await api.get(
      `/apis/events.k8s.io/v1/namespaces/${ns}/events/e1`,
    );
    expect(body).toMatchObject({
      apiVersion: 'events.k8s.io/v1',
      note: 'hello',
      reason: 'Why',
      deprecatedCount: 2,
      regarding: { kind: 'Pod', name: 'p', namespace: ns },
    });
    const list = await api.get(
      `/api/v1/namespaces/${ns}/events?fieldSelector=involvedObject.name%3Dp,reason%3DWhy`,
    );
    expect(list.body.items.map((i: any) => i.metadata.name)).toEqual(['e1']);
  });
});
