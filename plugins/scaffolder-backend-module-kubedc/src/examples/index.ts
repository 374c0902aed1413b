import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import type { AnyOperationDeclaration } from '@kubedc/backstage-plugin-kubedc-common';
import { stringify } from 'yaml';
import { kdcClusterExamples } from './kdcCluster';
import { kdcDatabaseExamples } from './kdcDatabase';
import { objectBucketClaimExamples } from './objectBucketClaim';
import { projectExamples } from './project';
import type { OperationExample } from './types';
import { virtualMachineExamples } from './virtualMachine';

/** Examples by kind. */
export const operationExamples: Record<string, OperationExample[]> = {
  project: projectExamples,
  virtualMachine: virtualMachineExamples,
  kdcCluster: kdcClusterExamples,
  kdcDatabase: kdcDatabaseExamples,
  objectBucketClaim: objectBucketClaimExamples,
};

/** Examples of an operation's action, as template steps. */
export function examplesOf(
  declaration: Pick<AnyOperationDeclaration, 'id' | 'kind' | 'title'>,
): TemplateExample[] {
  return (operationExamples[declaration.kind] ?? []).map(
    ({ description, input }) => ({
      description,
      example: stringify({
        steps: [
          {
            id: 'create',
            name: declaration.title,
            action: `kubedc:${declaration.id}`,
            input,
          },
        ],
      }),
    }),
  );
}
