import { useRouteRef } from '@backstage/core-plugin-api';
import {
  operationRegistry,
  type AnyOperationDeclaration,
} from '@kubedc/backstage-plugin-kubedc-common';
import { useCallback } from 'react';
import { useRights } from './useRights';
import { verbOf } from '../components/operations/icons';
import { createFromTemplateRouteRef } from '../routes';

/** Name of the software template of an operation: `vm:create` is `create-vm`. */
export function templateNameOf(operation: string): string {
  const noun = operation.slice(0, operation.indexOf(':'));
  return `${verbOf(operation)}-${noun}`;
}

/** Operations that make objects, in the order of the registry. */
export function creatingOperations(): AnyOperationDeclaration[] {
  return operationRegistry
    .all()
    .filter(operation => operation.target === 'new');
}

/**
 * Address of the form that makes objects of a kind; undefined where the kind has none or the app has no scaffolder.
 */
export function useCreateHref(): (kind: string) => string | undefined {
  const template = useRouteRef(createFromTemplateRouteRef);
  return useCallback(
    (kind: string) => {
      const operation = creatingOperations().find(item => item.kind === kind);
      return operation && template
        ? template({
            namespace: 'default',
            templateName: templateNameOf(operation.id),
          })
        : undefined;
    },
    [template],
  );
}

/**
 * Where the person makes objects of a kind, or why they may not; neither as long as that is not known, and where there is
 * no form.
 */
export function useCreate(kind: string): { href?: string; refusal?: string } {
  const href = useCreateHref()(kind);
  const operation = creatingOperations().find(item => item.kind === kind);
  const [right] = useRights(operation ? [{ operation: operation.id }] : []);
  if (!href || !right) {
    return {};
  }
  return right.allowed ? { href } : { refusal: right.reason };
}
