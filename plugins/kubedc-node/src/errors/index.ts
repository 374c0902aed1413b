export * from './KubernetesApiError';
export * from './SessionEndedError';
