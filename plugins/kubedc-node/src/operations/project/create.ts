import {
  organizationType,
  projectCreate,
  projectKind,
  projectType,
  textOf,
} from '@kubedc/backstage-plugin-kubedc-common';
import {
  createRequest,
  metadataOf,
  objectOutputOf,
  settleByHealth,
} from '../common';
import { FieldError } from '../engine/FieldError';
import type { OperationRunner } from '../types';
import { firstFreeNetwork, requireFreeNetwork } from './networks';

/**
 * Makes a project in an organization, with a network that no other project of it uses.
 */
export const createProject: OperationRunner<typeof projectCreate> = {
  declaration: projectCreate,
  namespaces: input => ({ organization: input.organization }),
  async plan(input, context) {
    const { organization, name } = input;
    if (!context.mirror.get(organizationType, organization, organization)) {
      throw new FieldError(
        'organization',
        `There is no organization ${organization}`,
      );
    }
    if (input.cidrBlock) {
      requireFreeNetwork(input.cidrBlock, organization, context);
    }
    return [
      createRequest(
        projectType,
        metadataOf(input, organization),
        {
          cidrBlock: input.cidrBlock ?? firstFreeNetwork(organization, context),
          egressNetworkType: input.egressNetworkType,
        },
        `Create project ${name} in ${organization}`,
      ),
    ];
  },
  async settled(input, context, run) {
    const target = { namespace: input.organization, name: input.name };
    return settleByHealth(
      { kind: projectKind, target, context, startedAt: run.startedAt },
      (project, health) => {
        const backingNamespace = textOf(project.status?.namespace);
        return health.state === 'ok' && backingNamespace
          ? {
              ...objectOutputOf(projectKind, target, context),
              phase: health.label,
              backingNamespace,
            }
          : undefined;
      },
    );
  },
};
