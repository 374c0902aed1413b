import { createHash, randomUUID } from 'node:crypto';
import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import type {
  DryRunResult,
  OperationRequest,
  OperationRun,
} from '@kubedc/backstage-plugin-kubedc-common';
import {
  prepareOperation,
  targetsOf,
  toPlannedRequestView,
} from '@kubedc/backstage-plugin-kubedc-node';
import type {
  KubernetesIdentity,
  OperationRunner,
  PlatformService,
  PreparedOperation,
  RightsService,
} from '@kubedc/backstage-plugin-kubedc-node';
import type { PolicyService } from '../access/PolicyService';
import type { PersonTokens } from '../access/PersonTokens';
import type { Viewer } from '../access/Viewer';
import type { AuditEntry } from '../audit/AuditEntry';
import type { ViewerService } from '../access/ViewerService';
import type { TaskGrants } from '../grants/TaskGrants';
import type { RunExecutor } from '../runs/RunExecutor';
import type { RunResolver } from '../runs/RunResolver';
import type { RunStore } from '../runs/RunStore';
import { toOperationRun } from '../runs/types';
import type { StoredRun } from '../runs/types';
import type { PlatformContexts } from '../platform/PlatformContexts';
import { targetOf, targetRefusal } from './policyRefusals';
import { requireVisibleProject } from './requireVisibleProject';
import { secretsIn, withoutSecrets } from './secrets';

/** Credentials of a person, maybe by way of another plugin. */
export type UserCredentials = BackstageCredentials<BackstageUserPrincipal>;

/** What {@link OperationsService} works with. */
export interface OperationsServiceOptions {
  runners: readonly OperationRunner[];
  platform: PlatformService;
  contexts: PlatformContexts;
  rights: RightsService;
  policy: PolicyService;
  viewers: ViewerService;
  grants: Pick<TaskGrants, 'redeem'>;
  tokens: PersonTokens;
  runs: RunStore;
  executor: RunExecutor;
  resolver: RunResolver;
}

/** Starts operations for people and tells how far they are. */
export class OperationsService {
  readonly #options: OperationsServiceOptions;

  constructor(options: OperationsServiceOptions) {
    this.#options = options;
  }

  /** @throws NotFoundError when there is no such operation. */
  runner(id: string): OperationRunner {
    const runner = this.#options.runners.find(
      ({ declaration }) => declaration.id === id,
    );
    if (!runner) {
      throw new NotFoundError(`There is no operation '${id}'`);
    }
    return runner;
  }

  /** What an operation would send, after the API server found it acceptable. Nothing is written. */
  async dryRun(
    credentials: UserCredentials,
    id: string,
    request: OperationRequest,
  ): Promise<DryRunResult> {
    const runner = this.runner(id);
    const viewer = await this.#admit(credentials, runner, request);
    const { requests, input } = await this.#prepare(
      runner,
      viewer,
      request,
      randomUUID(),
    );
    const secrets = secretsIn(runner.declaration, input);
    return {
      requests: requests.map(planned => toPlannedRequestView(planned, secrets)),
    };
  }

  /**
   * Starts an operation. It returns once everything is written; whether it has settled is told by {@link read}.
   *
   * @param entry - the call's entry in the audit trail
   * @throws ConflictError when the idempotency key stands for another request; otherwise what `prepareOperation` throws.
   */
  async start(
    credentials: UserCredentials,
    id: string,
    request: OperationRequest,
    entry: Pick<AuditEntry, 'attach'>,
  ): Promise<OperationRun> {
    const { runs, executor, tokens } = this.#options;
    const runner = this.runner(id);
    const viewer = await this.#admit(credentials, runner, request);
    const { userEntityRef: userRef } = credentials.principal;
    const requestHash = createHash('sha256')
      .update(
        JSON.stringify([
          id,
          viewer.installation.name,
          // A hash of a secret would help to guess it.
          withoutSecrets(runner.declaration, request.input),
        ]),
      )
      .digest('hex');

    const findEarlier = async () =>
      request.idempotencyKey === undefined
        ? undefined
        : runs.findByKey(userRef, request.idempotencyKey);
    const earlier = await findEarlier();
    if (earlier) {
      return this.#repeat(earlier, requestHash, entry);
    }

    const runId = randomUUID();
    let prepared: PreparedOperation;
    try {
      prepared = await this.#prepare(runner, viewer, request, runId);
    } catch (error) {
      // The same request may have made its object between the look above and the dry run.
      const meanwhile = await findEarlier();
      if (meanwhile) {
        return this.#repeat(meanwhile, requestHash, entry);
      }
      throw error;
    }
    const startedAt = new Date();
    const seconds =
      request.deadlineSeconds ?? runner.declaration.deadlineSeconds;
    const deadline = new Date(startedAt.getTime() + seconds * 1000);
    await entry.attach({ id: runId, deadline });
    const stored = await runs.insert({
      id: runId,
      userRef,
      identity: viewer.identity,
      grantId: tokens.grantOf(credentials),
      installation: viewer.installation.name,
      operation: id,
      input: withoutSecrets(runner.declaration, prepared.input),
      targets: targetsOf(prepared.requests),
      made: [],
      state: 'running',
      progress: prepared.requests.map(({ description }) => ({
        time: startedAt.toISOString(),
        message: description,
      })),
      idempotencyKey: request.idempotencyKey,
      requestHash,
      startedAt,
      deadline,
      leaseUntil: executor.newLease(),
      version: 0,
    });
    if (stored.id !== runId) {
      return this.#repeat(stored, requestHash, entry);
    }
    return toOperationRun(await executor.execute(stored, prepared));
  }

  /**
   * How far a run is. It is for who started it, the installation's operators, and other plugins.
   *
   * @throws NotFoundError for everybody else.
   */
  async read(
    credentials: BackstageCredentials,
    runId: string,
  ): Promise<OperationRun> {
    const { runs, resolver } = this.#options;
    const run = await runs.find(runId);
    if (!run || !(await this.#mayRead(credentials, run))) {
      throw new NotFoundError(`There is no run '${runId}'`);
    }
    return toOperationRun(
      await resolver.resolve(run, await this.#starter(credentials, run)),
    );
  }

  /** The person at the platform, when it is who started the run. */
  async #starter(
    credentials: BackstageCredentials,
    run: StoredRun,
  ): Promise<KubernetesIdentity | undefined> {
    const principal = credentials.principal as Partial<BackstageUserPrincipal>;
    if (run.state !== 'running' || principal.userEntityRef !== run.userRef) {
      return undefined;
    }
    const { viewers } = this.#options;
    return (await viewers.on(credentials, run.installation)).identity;
  }

  async #repeat(
    run: StoredRun,
    requestHash: string,
    entry: Pick<AuditEntry, 'attach'>,
  ): Promise<OperationRun> {
    if (run.requestHash !== requestHash) {
      throw Object.assign(
        new ConflictError(
          'idempotencyKey: The key was used for another request already',
        ),
        { field: 'idempotencyKey' },
      );
    }
    await entry.attach(run);
    return toOperationRun(await this.#options.resolver.resolve(run));
  }

  async #mayRead(
    credentials: BackstageCredentials,
    run: StoredRun,
  ): Promise<boolean> {
    const principal = credentials.principal as { type?: string };
    if (principal.type === 'service') {
      return true;
    }
    const { userEntityRef } = credentials.principal as BackstageUserPrincipal;
    if (userEntityRef === run.userRef) {
      return true;
    }
    const viewers = await this.#options.viewers.everywhere(credentials);
    const viewer = viewers.find(
      ({ installation, identity }) =>
        installation.name === run.installation && identity,
    );
    return viewer ? viewer.isOperator() : false;
  }

  /** Who may not even try: by the portal's policy, or for want of an identity. */
  async #admit(
    credentials: UserCredentials,
    runner: OperationRunner,
    request: OperationRequest,
  ): Promise<Viewer> {
    const { grants, policy, viewers } = this.#options;
    await policy.require(runner.declaration.permission, credentials);
    const { installation } = request.input;
    const named = typeof installation === 'string' ? installation : undefined;
    await grants.redeem(credentials, named, runner.declaration.id);
    const viewer = await viewers.on(credentials, named);
    await this.#requireTarget(viewer, runner, request);
    if (viewer.installation.identity === 'oidc') {
      viewer.requireToken();
    }
    return viewer;
  }

  /** @throws NotAllowedError when the portal's own policy is against the operation on this target. */
  async #requireTarget(
    viewer: Viewer,
    { declaration }: OperationRunner,
    { input }: OperationRequest,
  ): Promise<void> {
    const { mirror } = this.#options.contexts.of(viewer.installation.name);
    const target = targetOf(declaration, input, mirror);
    const refusal = await targetRefusal(viewer, declaration, target);
    if (refusal) {
      throw new NotAllowedError(refusal);
    }
  }

  async #prepare(
    runner: OperationRunner,
    viewer: Viewer,
    request: OperationRequest,
    runId: string,
  ): Promise<PreparedOperation> {
    const { contexts, platform, rights } = this.#options;
    const { name } = viewer.installation;
    await requireVisibleProject(viewer, request.input.project);
    return prepareOperation(runner, request.input, {
      rights,
      context: contexts.of(name),
      transport: platform.transport(name),
      identity: viewer.identity,
      runId,
    });
  }
}
