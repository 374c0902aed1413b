import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  kindRegistry,
  operationRegistry,
} from '@kubedc/backstage-plugin-kubedc-common';
import type {
  AnyOperationDeclaration,
  RightsAnswer,
  RightsQuestion,
} from '@kubedc/backstage-plugin-kubedc-common';
import {
  FieldError,
  findProjectNamespace,
  requiredAccess,
} from '@kubedc/backstage-plugin-kubedc-node';
import { refusalBy } from '../access/PolicyService';
import type { PolicyService } from '../access/PolicyService';
import type { Viewer } from '../access/Viewer';
import type { ViewerService } from '../access/ViewerService';
import type { PlatformContexts } from '../platform/PlatformContexts';
import { anywhereRefusal } from './anywhereRefusal';
import { targetOf, targetRefusal } from './policyRefusals';
import { accessToSee } from './requireVisibleProject';

/** Where an operation would act, in the words of its input. */
export type OperationPlace = Pick<
  RightsQuestion,
  'namespace' | 'name' | 'project' | 'organization'
>;

/** Tells what stands against a person's running operations: the portal's own policy, or the platform. */
export class OperationRights {
  readonly #policy: PolicyService;
  readonly #contexts: PlatformContexts;
  readonly #viewers: ViewerService;

  constructor(options: {
    policy: PolicyService;
    contexts: PlatformContexts;
    viewers: ViewerService;
  }) {
    this.#policy = options.policy;
    this.#contexts = options.contexts;
    this.#viewers = options.viewers;
  }

  /**
   * Answers questions in their order.
   *
   * @throws InputError that names the field for an unknown operation or installation, and for a place that does not fit.
   */
  async answer(
    credentials: BackstageCredentials,
    questions: readonly RightsQuestion[],
  ): Promise<RightsAnswer[]> {
    const operations = questions.map(operationOf);
    const denied = await this.#denied(credentials, operations);
    const refusals = await Promise.all(
      questions.map(async ({ operation: _, installation, ...place }, index) => {
        const operation = operations[index];
        return (
          denied.get(operation.id) ??
          (await this.#refusal(credentials, operation, installation, place))
        );
      }),
    );
    return refusals.map(reason =>
      reason === undefined ? { allowed: true } : { allowed: false, reason },
    );
  }

  /** What stands against operations on an object, in their order; undefined where nothing does. */
  async refusals(
    viewer: Viewer,
    operations: readonly AnyOperationDeclaration[],
    place: OperationPlace,
  ): Promise<Array<string | undefined>> {
    const denied = await this.#denied(viewer.credentials, operations);
    return Promise.all(
      operations.map(
        async operation =>
          denied.get(operation.id) ??
          this.#refusalFor(viewer, operation, place),
      ),
    );
  }

  /** Operations that the portal's policy denies altogether, asked for all at once. */
  async #denied(
    credentials: BackstageCredentials,
    operations: readonly AnyOperationDeclaration[],
  ): Promise<Map<string, string>> {
    const distinct = [...new Set(operations)];
    const given = distinct.length
      ? await this.#policy.allows(
          distinct.map(({ permission }) => permission),
          credentials,
        )
      : [];
    return new Map(
      distinct
        .filter((_, index) => !given[index])
        .map(({ id, permission }) => [id, refusalBy(permission)]),
    );
  }

  /** Several installations count as one place each: a person needs only one that lets them. */
  async #refusal(
    credentials: BackstageCredentials,
    operation: AnyOperationDeclaration,
    installation: string | undefined,
    place: OperationPlace,
  ): Promise<string | undefined> {
    let viewers: Viewer[];
    try {
      viewers =
        installation === undefined && isAnywhere(operation, place)
          ? await this.#viewers.everywhere(credentials)
          : [await this.#viewers.on(credentials, installation)];
    } catch (error) {
      if (error instanceof NotAllowedError) {
        return error.message;
      }
      throw error;
    }
    let first: string | undefined = 'You are signed in to no platform';
    for (const [index, viewer] of viewers.entries()) {
      const refusal = await this.#refusalFor(viewer, operation, place);
      if (refusal === undefined) {
        return undefined;
      }
      first = index === 0 ? refusal : first;
    }
    return first;
  }

  async #refusalFor(
    viewer: Viewer,
    operation: AnyOperationDeclaration,
    place: OperationPlace,
  ): Promise<string | undefined> {
    const { mirror } = this.#contexts.of(viewer.installation.name);
    const target = targetOf(operation, place, mirror);
    return (
      (await targetRefusal(viewer, operation, target)) ??
      (isAnywhere(operation, place)
        ? anywhereRefusal(viewer, operation)
        : this.#platformRefusal(viewer, operation, place))
    );
  }

  async #platformRefusal(
    viewer: Viewer,
    operation: AnyOperationDeclaration,
    place: OperationPlace,
  ): Promise<string | undefined> {
    const { mirror, organizationOf } = this.#contexts.of(
      viewer.installation.name,
    );
    const { namespace, name, project } = place;
    if (operation.target === 'existing') {
      const scope = kindRegistry.byId(operation.kind)?.scope;
      return viewer.refusalOf(
        requiredAccess(
          operation,
          scope === 'organization'
            ? { organization: namespace }
            : {
                project: namespace,
                organization: organizationOf(namespace ?? ''),
              },
          { name },
        ),
      );
    }
    if (project === undefined) {
      const { organization } = place;
      return viewer.refusalOf(requiredAccess(operation, { organization }, {}));
    }
    const hidden = await viewer.refusalOf(accessToSee(project));
    if (hidden !== undefined) {
      return hidden;
    }
    const backing = findProjectNamespace(mirror, project);
    return backing === undefined
      ? `There is no project ${project}, or it is not ready yet`
      : viewer.refusalOf(
          requiredAccess(
            operation,
            { project: backing, organization: project.split('/')[0] },
            {},
          ),
        );
  }
}

/** @throws InputError for a question that cannot be answered. */
function operationOf(
  question: RightsQuestion,
  index: number,
): AnyOperationDeclaration {
  const operation = operationRegistry.byId(question.operation);
  const refuse = (field: keyof RightsQuestion, message: string) =>
    new FieldError(`questions.${index}.${field}`, message);
  if (!operation) {
    throw refuse('operation', `There is no operation '${question.operation}'`);
  }
  const isNew = operation.target === 'new';
  for (const field of ['namespace', 'name'] as const) {
    if (isNew !== (question[field] === undefined)) {
      throw refuse(
        field,
        isNew
          ? 'What does not exist yet is asked about by project or organization'
          : 'A value is required',
      );
    }
  }
  for (const field of ['project', 'organization'] as const) {
    if (!isNew && question[field] !== undefined) {
      throw refuse(field, 'What exists is asked about by namespace and name');
    }
  }
  return operation;
}

function isAnywhere(
  { target }: AnyOperationDeclaration,
  { project, organization }: OperationPlace,
): boolean {
  return (
    target === 'new' && project === undefined && organization === undefined
  );
}
