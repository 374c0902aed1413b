import type { AnyOperationDeclaration } from '../operations/types';
import type { ResourceType } from '../kubernetes';
import { resourceKeyOf } from '../kubernetes';
import {
  clusterRoleBindingType,
  clusterRoleType,
  namespaceType,
  roleBindingType,
  roleType,
} from './supporting';
import type { KindDefinition, KindSettings, WatchedType } from './types';
import { databaseCredentialPolicyKind } from './databaseCredentialPolicy';
import { dataVolumeKind } from './dataVolume';
import { deploymentKind } from './deployment';
import { eipKind } from './eip';
import { fabricSegmentKind } from './fabricSegment';
import { fipKind } from './fip';
import { httpRouteKind } from './httpRoute';
import { kdcClusterKind } from './kdcCluster';
import { kdcClusterDatastoreKind } from './kdcClusterDatastore';
import { kdcDatabaseKind } from './kdcDatabase';
import { kmsKeyKind } from './kmsKey';
import { managedCertificateKind } from './managedCertificate';
import { managedSecretKind } from './managedSecret';
import { mariadbBackupKind } from './mariadbBackup';
import { mgmtWorkerPoolKind } from './mgmtWorkerPool';
import { networkAttachmentDefinitionKind } from './networkAttachmentDefinition';
import { objectBucketClaimKind } from './objectBucketClaim';
import { osImageKind } from './osImage';
import { organizationKind } from './organization';
import { organizationGroupKind } from './organizationGroup';
import { persistentVolumeClaimKind } from './persistentVolumeClaim';
import { postgresqlBackupKind } from './postgresqlBackup';
import { projectKind } from './project';
import { projectNetworkKind } from './projectNetwork';
import { resourceClaimKind } from './resourceClaim';
import { resourceClaimTemplateKind } from './resourceClaimTemplate';
import { serviceKind } from './service';
import { statefulSetKind } from './statefulSet';
import { subnetKind } from './subnet';
import { tlsRouteKind } from './tlsRoute';
import { virtualMachineKind } from './virtualMachine';
import { volumeSnapshotKind } from './volumeSnapshot';
import { vpcKind } from './vpc';

const KINDS: readonly KindDefinition[] = [
  organizationKind,
  organizationGroupKind,
  projectKind,
  virtualMachineKind,
  dataVolumeKind,
  persistentVolumeClaimKind,
  volumeSnapshotKind,
  kdcClusterKind,
  kdcClusterDatastoreKind,
  kdcDatabaseKind,
  postgresqlBackupKind,
  mariadbBackupKind,
  databaseCredentialPolicyKind,
  objectBucketClaimKind,
  eipKind,
  fipKind,
  serviceKind,
  httpRouteKind,
  tlsRouteKind,
  networkAttachmentDefinitionKind,
  managedSecretKind,
  managedCertificateKind,
  kmsKeyKind,
  resourceClaimTemplateKind,
  resourceClaimKind,
  deploymentKind,
  statefulSetKind,
  projectNetworkKind,
  vpcKind,
  subnetKind,
  mgmtWorkerPoolKind,
  fabricSegmentKind,
  osImageKind,
];

/** Types that tell projects and who may see them; needed whatever kinds are in use. */
const PLATFORM_TYPES: readonly ResourceType[] = [
  namespaceType,
  roleBindingType,
  clusterRoleBindingType,
  roleType,
  clusterRoleType,
];

/**
 * All kinds the portal knows, in the order in which lists of kinds show them.
 *
 * @public
 */
export const kindRegistry = {
  all(): readonly KindDefinition[] {
    return KINDS;
  },
  /** By the name of its folder, for example `virtualMachine`. */
  byId(id: string): KindDefinition | undefined {
    return KINDS.find(kind => kind.id === id);
  },
  /** By the URL segment of its page, for example `virtual-machines`. */
  byPath(path: string): KindDefinition | undefined {
    return KINDS.find(kind => kind.path === path);
  },
  byType(
    type: Pick<ResourceType, 'group' | 'resource'>,
  ): KindDefinition | undefined {
    return KINDS.find(kind => resourceKeyOf(kind.type) === resourceKeyOf(type));
  },
  /** By the annotation `kube-dc.com/gvk`, `{group}/{version}/{Kind}`; the version may be another one. */
  byGvk(gvk: string): KindDefinition | undefined {
    const [group, , kind] = gvk.split('/');
    return KINDS.find(({ type }) => type.group === group && type.kind === kind);
  },
  /** The kind of what an engine runs, where objects of kind `part` that the engine owns are parts of that. */
  runBy(
    engine: Pick<ResourceType, 'group' | 'kind'>,
    part: string,
  ): KindDefinition | undefined {
    return KINDS.find(({ engines = [] }) =>
      engines.some(
        ({ group, kind, parts }) =>
          group === engine.group &&
          kind === engine.kind &&
          parts.includes(part),
      ),
    );
  },
  /**
   * Every resource type that must be watched for health, facts and rights, each once.
   *
   * @param optIn - ids of the kinds that the configuration asks for beside those that are always there.
   * @param settings - of the installation; kinds of which only one object is watched are left out when it names none.
   */
  watchedTypes(
    optIn: readonly string[] = [],
    settings: KindSettings = {},
  ): readonly WatchedType[] {
    const types = [
      ...PLATFORM_TYPES,
      ...KINDS.filter(kind => !kind.optIn || optIn.includes(kind.id)).flatMap(
        kind => [...watchedTypeOf(kind, settings), ...kind.supporting],
      ),
    ];
    return [
      ...new Map(types.map(type => [resourceKeyOf(type), type])).values(),
    ];
  },
};

function watchedTypeOf(
  { type, only }: KindDefinition,
  settings: KindSettings,
): WatchedType[] {
  if (!only) {
    return [type];
  }
  const one = only(settings);
  return one ? [{ ...type, only: one }] : [];
}

/**
 * All operations of all kinds.
 *
 * @public
 */
export const operationRegistry = {
  all(): readonly AnyOperationDeclaration[] {
    return KINDS.flatMap(kind => kind.operations);
  },
  /** By its id, for example `vm:create`. */
  byId(id: string): AnyOperationDeclaration | undefined {
    return operationRegistry.all().find(operation => operation.id === id);
  },
  /** Operations of a kind, in the order in which a menu shows them. */
  ofKind(kindId: string): readonly AnyOperationDeclaration[] {
    return kindRegistry.byId(kindId)?.operations ?? [];
  },
};

/**
 * Writes group, version and kind the way the annotation `kube-dc.com/gvk` has them.
 *
 * @public
 */
export function gvkOf(
  type: Pick<ResourceType, 'group' | 'version' | 'kind'>,
): string {
  return `${type.group}/${type.version}/${type.kind}`;
}
