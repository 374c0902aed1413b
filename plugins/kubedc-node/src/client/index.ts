export * from './KubernetesClient';
export * from './paths';
