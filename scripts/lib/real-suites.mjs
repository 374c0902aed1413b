/**
 * What runs once more with the sandbox on a real kube-apiserver, as the platform is there: patterns of paths below the
 * root. Every suite that starts a sandbox belongs to one of them; real-suites.test.mjs sees to it.
 */
export const jestSuites = [
  'packages/backend/src/(replicas|search)\\.test',
  'packages/keycloak-setup/src/deployment\\.',
  'packages/sandbox/src/(sandbox|steady|main)\\.test',
  'packages/sandbox/src/(controllers|kubevirt|platform|signIn)/',
  'plugins/catalog-backend-module-kubedc/src/(module|sandbox)\\.test',
  'plugins/kubedc-backend/src/(operations|resources|router)/',
  'plugins/kubedc-node/src/operations/sandbox\\.test',
  'plugins/permission-backend-module-kubedc/src/portal\\.test',
  'plugins/scaffolder-backend-module-kubedc/src/template\\.test',
  'tools/tenancy/src/matrix\\.test',
];

/** The browser's main path: sign in, order a machine, see it run, stop and delete it; what a tenant does not see or may not do. */
export const browserSuites = ['signIn', 'virtualMachine', 'tenancy', 'rights'];
