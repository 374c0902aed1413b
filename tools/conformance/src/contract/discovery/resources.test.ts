import { contract } from '../../testing/contract';
import { resource } from '../../testing/scaledWidgets';

const ALL_VERBS = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];

contract('discovery of resources', server => {
  it.each<[string, string, unknown]>([
    [
      '/api/v1',
      'pods',
      {
        name: 'pods',
        singularName: 'pod',
        namespaced: true,
        kind: 'Pod',
        verbs: ALL_VERBS,
        shortNames: ['po'],
        categories: ['all'],
      },
    ],
    [
      '/api/v1',
      'pods/status',
      {
        name: 'pods/status',
        singularName: '',
        namespaced: true,
        kind: 'Pod',
        verbs: ['get', 'patch', 'update'],
      },
    ],
    [
      '/api/v1',
      'namespaces',
      {
        name: 'namespaces',
        singularName: 'namespace',
        namespaced: false,
        kind: 'Namespace',
        verbs: ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'],
        shortNames: ['ns'],
      },
    ],
    [
      '/api/v1',
      'namespaces/finalize',
      {
        name: 'namespaces/finalize',
        singularName: '',
        namespaced: false,
        kind: 'Namespace',
        verbs: ['update'],
      },
    ],
    [
      '/api/v1',
      'configmaps',
      {
        name: 'configmaps',
        singularName: 'configmap',
        namespaced: true,
        kind: 'ConfigMap',
        verbs: ALL_VERBS,
        shortNames: ['cm'],
      },
    ],
    [
      '/api/v1',
      'serviceaccounts/token',
      {
        name: 'serviceaccounts/token',
        singularName: '',
        namespaced: true,
        group: 'authentication.k8s.io',
        version: 'v1',
        kind: 'TokenRequest',
        verbs: ['create'],
      },
    ],
    [
      '/api/v1',
      'events',
      {
        name: 'events',
        singularName: 'event',
        namespaced: true,
        kind: 'Event',
        verbs: ALL_VERBS,
        shortNames: ['ev'],
      },
    ],
    [
      '/apis/apps/v1',
      'deployments',
      {
        name: 'deployments',
        singularName: 'deployment',
        namespaced: true,
        kind: 'Deployment',
        verbs: ALL_VERBS,
        shortNames: ['deploy'],
        categories: ['all'],
      },
    ],
    [
      '/apis/apps/v1',
      'deployments/scale',
      {
        name: 'deployments/scale',
        singularName: '',
        namespaced: true,
        group: 'autoscaling',
        version: 'v1',
        kind: 'Scale',
        verbs: ['get', 'patch', 'update'],
      },
    ],
    [
      '/apis/batch/v1',
      'cronjobs',
      {
        name: 'cronjobs',
        singularName: 'cronjob',
        namespaced: true,
        kind: 'CronJob',
        verbs: ALL_VERBS,
        shortNames: ['cj'],
        categories: ['all'],
      },
    ],
    [
      '/apis/rbac.authorization.k8s.io/v1',
      'clusterroles',
      {
        name: 'clusterroles',
        singularName: 'clusterrole',
        namespaced: false,
        kind: 'ClusterRole',
        verbs: ALL_VERBS,
      },
    ],
    [
      '/apis/apiextensions.k8s.io/v1',
      'customresourcedefinitions',
      {
        name: 'customresourcedefinitions',
        singularName: 'customresourcedefinition',
        namespaced: false,
        kind: 'CustomResourceDefinition',
        verbs: ALL_VERBS,
        shortNames: ['crd', 'crds'],
        categories: ['api-extensions'],
      },
    ],
    [
      '/apis/authorization.k8s.io/v1',
      'selfsubjectaccessreviews',
      {
        name: 'selfsubjectaccessreviews',
        singularName: 'selfsubjectaccessreview',
        namespaced: false,
        kind: 'SelfSubjectAccessReview',
        verbs: ['create'],
      },
    ],
    [
      '/apis/authentication.k8s.io/v1',
      'tokenreviews',
      {
        name: 'tokenreviews',
        singularName: 'tokenreview',
        namespaced: false,
        kind: 'TokenReview',
        verbs: ['create'],
      },
    ],
    [
      '/apis/networking.k8s.io/v1',
      'ingresses',
      {
        name: 'ingresses',
        singularName: 'ingress',
        namespaced: true,
        kind: 'Ingress',
        verbs: ALL_VERBS,
        shortNames: ['ing'],
      },
    ],
    [
      '/apis/coordination.k8s.io/v1',
      'leases',
      {
        name: 'leases',
        singularName: 'lease',
        namespaced: true,
        kind: 'Lease',
        verbs: ALL_VERBS,
      },
    ],
  ])('of %s describes %s', async (path, name, expected) => {
    const { body } = await server().api.get(path);
    expect(resource(body, name)).toEqual(expected);
  });
});
