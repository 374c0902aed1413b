import { operationRegistry } from '@kubedc/backstage-plugin-kubedc-common';
import { zodToJsonSchema } from 'zod-to-json-schema';

/** All operations as JSON, with their input and output as JSON Schema (draft 7). */
export function describeOperations() {
  return operationRegistry.all().map(operation => ({
    id: operation.id,
    kind: operation.kind,
    title: operation.title,
    description: operation.description,
    target: operation.target,
    destructive: operation.destructive,
    confirm: operation.confirm,
    permission: operation.permission.name,
    deadlineSeconds: operation.deadlineSeconds,
    input: zodToJsonSchema(operation.input.strict()),
    output: zodToJsonSchema(operation.output),
  }));
}
