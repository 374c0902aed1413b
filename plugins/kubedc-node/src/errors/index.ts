export * from './KubernetesApiError';
