/**
 * Serves the Kubernetes tab only to people with the right.
 *
 * @packageDocumentation
 */
export { kubernetesModuleKubedc as default } from './module';
export { KubedcServiceLocator } from './KubedcServiceLocator';
