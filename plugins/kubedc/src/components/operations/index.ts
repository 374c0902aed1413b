export { ConfirmDialog } from './ConfirmDialog';
export { OperationButtons } from './OperationButtons';
export { OperationMenu } from './OperationMenu';
export { OperationStatus } from './OperationStatus';
export { operationIcon, verbOf } from './icons';
