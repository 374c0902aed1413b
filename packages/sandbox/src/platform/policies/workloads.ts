/** Writes of pods. */
export const podRules = [
  {
    apiGroups: [''],
    apiVersions: ['v1'],
    operations: ['CREATE', 'UPDATE'],
    resources: ['pods'],
  },
];

const templates = (apiGroup: string, resources: string[]) => ({
  apiGroups: [apiGroup],
  apiVersions: ['v1'],
  operations: ['CREATE', 'UPDATE'],
  resources,
});

/** Writes of what pods are made from. */
export const templateRules = [
  templates('apps', [
    'deployments',
    'replicasets',
    'statefulsets',
    'daemonsets',
  ]),
  templates('batch', ['jobs', 'cronjobs']),
  templates('', ['replicationcontrollers']),
];

/** The pod of a pod or of a template, as `variables.pod`. */
export const podVariable = {
  name: 'pod',
  expression:
    "object.kind == 'Pod' ? object : object.kind == 'CronJob' ? object.spec.jobTemplate.spec.template : object.spec.template",
};
