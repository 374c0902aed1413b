import type {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, stringifyError } from '@backstage/errors';
import {
  annotationOf,
  BILLING_ANNOTATIONS,
  compareHealth,
  formatRef,
  groupPartsOf,
  kubedcAdminReadPermission,
  organizationKind,
  REALM_GROUPS,
} from '@kubedc/backstage-plugin-kubedc-common';
import type {
  AdminOverview,
  Organization,
  OrganizationView,
  SyncReport,
} from '@kubedc/backstage-plugin-kubedc-common';
import { forbiddenMessage } from '@kubedc/backstage-plugin-kubedc-node';
import type {
  PlatformService,
  SyncRegistry,
} from '@kubedc/backstage-plugin-kubedc-node';
import type { PolicyService } from '../access/PolicyService';
import type { Viewer } from '../access/Viewer';
import type { ViewerService } from '../access/ViewerService';
import type { ResourceReader } from '../resources/ResourceReader';
import { distinctProblems } from '../resources/sourceProblems';
import { watchViews } from './InstallationService';
import type { InstallationService } from './InstallationService';
import { countKinds, isCounted } from './ProjectViews';
import type { ProjectViews } from './ProjectViews';
import { quotaOf } from './quota';

/** Sums up the platform for its operators. */
export class AdminService {
  readonly #options: {
    platform: PlatformService;
    policy: PolicyService;
    viewers: ViewerService;
    reader: ResourceReader;
    views: ProjectViews;
    installations: InstallationService;
    sync: SyncRegistry;
    logger: LoggerService;
  };

  constructor(options: {
    platform: PlatformService;
    policy: PolicyService;
    viewers: ViewerService;
    reader: ResourceReader;
    views: ProjectViews;
    installations: InstallationService;
    sync: SyncRegistry;
    logger: LoggerService;
  }) {
    this.#options = options;
  }

  /** @throws NotAllowedError for everybody who is no operator of any installation. */
  async overview(credentials: BackstageCredentials): Promise<AdminOverview> {
    const { viewers, installations } = await this.#installations(credentials);
    const organizations = await Promise.all(
      viewers.map(viewer => this.#organizations(viewer)),
    );
    const problems = await Promise.all(
      viewers.map(viewer =>
        this.#options.reader.problems(viewer, organizationKind),
      ),
    );
    return {
      organizations: organizations.flat(),
      installations,
      problems: distinctProblems(problems.flat()),
    };
  }

  /** The installations an operator operates, and those that are broken. */
  async #installations(credentials: BackstageCredentials) {
    const { policy, installations, platform } = this.#options;
    await policy.require(kubedcAdminReadPermission, credentials);
    const viewers = await this.#operatorViewers(credentials);
    const views = await installations.all(credentials, true);
    return {
      viewers,
      installations: views
        .filter(
          ({ name, state }) =>
            state === 'misconfigured' ||
            viewers.some(({ installation }) => installation.name === name),
        )
        .map(view => ({
          ...view,
          watches:
            view.state === 'misconfigured'
              ? []
              : watchViews(platform.mirror(view.name)),
        })),
    };
  }

  /**
   * How each installation gets into the portal.
   *
   * @throws NotAllowedError for everybody who is no operator of any installation.
   */
  async sync(credentials: BackstageCredentials): Promise<SyncReport> {
    const { sync, logger } = this.#options;
    const { installations } = await this.#installations(credentials);
    return {
      installations: await Promise.all(
        installations.map(async view => {
          try {
            const catalog = await sync.reportOf(view.name);
            return { ...view, ...(catalog && { catalog }) };
          } catch (error) {
            logger.warn(
              `The writer of '${view.name}' cannot be asked: ${stringifyError(
                error,
              )}`,
            );
            return view;
          }
        }),
      ),
    };
  }

  async #operatorViewers(credentials: BackstageCredentials): Promise<Viewer[]> {
    const viewers = await this.#options.viewers.everywhere(credentials);
    const operators: Viewer[] = [];
    for (const viewer of viewers) {
      if (await viewer.isOperator()) {
        operators.push(viewer);
      }
    }
    if (operators.length === 0) {
      const identity = viewers.find(viewer => viewer.identity)?.identity;
      throw new NotAllowedError(
        identity
          ? forbiddenMessage(identity, {
              ...organizationKind.type,
              namespace: undefined,
              verb: 'list',
            })
          : 'Only operators of the platform may see this',
      );
    }
    return operators;
  }

  async #organizations(viewer: Viewer): Promise<OrganizationView[]> {
    const { platform, reader, views } = this.#options;
    const mirror = platform.mirror(viewer.installation.name);
    const inventory = await views.inventory(viewer);
    const projects = views.projects(inventory);
    const counted = inventory.kinds.filter(({ kind }) => isCounted(kind));
    const organizations = await reader.summaries(viewer, organizationKind);
    return organizations
      .map(summary => {
        const object = mirror.get<Organization>(
          organizationKind.type,
          summary.namespace,
          summary.name,
        );
        const annotation = (name: string) =>
          object ? annotationOf(object, name) : undefined;
        const { organization } = summary;
        return {
          ...summary,
          owner: formatRef(
            groupPartsOf(organization, REALM_GROUPS[0], viewer.installation),
          ),
          plan:
            annotation(BILLING_ANNOTATIONS.planName) ??
            annotation(BILLING_ANNOTATIONS.planId),
          subscription: annotation(BILLING_ANNOTATIONS.subscription),
          quota: quotaOf(object?.status?.quotaUsage),
          projects: projects.filter(
            project => project.organization === organization,
          ),
          counts: countKinds(
            counted,
            item => item.organization === organization,
          ),
        };
      })
      .sort(
        (a, b) =>
          compareHealth(a.health.state, b.health.state) ||
          a.name.localeCompare(b.name, 'en'),
      );
  }
}
