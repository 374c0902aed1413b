/**
 * Kube-DC in software templates.
 *
 * @packageDocumentation
 */
export { scaffolderModuleKubedc as default } from './module';
export {
  createOperationAction,
  type OperationActionOptions,
} from './actions/createOperationAction';
