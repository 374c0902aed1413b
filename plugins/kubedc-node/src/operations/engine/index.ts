export * from './checkAccess';
export * from './createOperationContext';
export * from './executeOperation';
export * from './FieldError';
export type { OperationSessionOptions } from './OperationSession';
export * from './parseOperationInput';
export * from './plannedRequest';
export * from './recoverOperation';
export * from './toBackstageError';
