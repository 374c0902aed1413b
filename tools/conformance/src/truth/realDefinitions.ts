import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Definition } from './definition';

/** Folder with the platform's real definitions; they are not part of this repository. */
export const REAL_CRDS = process.env.KUBEDC_REAL_CRDS;

/**
 * What a Kube-DC consists of, by the folders of the projects it comes from: all kinds of a folder, or those of some API
 * groups.
 */
const PROJECTS: Record<string, RegExp> = {
  'kube-dc': /./,
  kubevirt: /^((snapshot|clone|instancetype)\.)?kubevirt\.io_virtual/,
  cdi: /^cdi\.kubevirt\.io_(datavolumes|datasources|storageprofiles)/,
  rook: /^objectbucket\.io/,
  'cloudnative-pg': /_(clusters|backups|scheduledbackups|poolers)\./,
  'mariadb-operator':
    /_(mariadbs|backups|physicalbackups|restores|databases|users|grants)\./,
  'cluster-api': /^cluster\.x-k8s\.io_(clusters|machine)/,
  'cluster-api-control-plane-provider-kamaji': /_kamajicontrolplanes\./,
  'cluster-api-provider-kubevirt': /./,
  kamaji: /_(datastores|tenantcontrolplanes)\./,
  'kube-ovn':
    /_(subnets|vpcs|ips|ovn-eips|ovn-fips|ovn-snat-rules|ovn-dnat-rules|vlans|provider-networks|switch-lb-rules|vpc-dnses)\./,
  'gateway-api': /_(gatewayclasses|gateways|httproutes|tlsroutes)\./,
  'cert-manager': /^cert-manager\.io/,
  'hierarchical-namespaces': /./,
  'external-snapshotter': /^snapshot\.storage/,
  'external-secrets': /_(externalsecrets|secretstores|clustersecretstores)\./,
  'network-attachment-definition': /./,
};

/**
 * The real definitions of what a Kube-DC consists of, by name (`{plural}.{group}`).
 *
 * @throws Error when a project is missing from the folder
 */
export function readRealDefinitions(
  folder: string,
): ReadonlyMap<string, Definition> {
  const definitions = new Map<string, Definition>();
  for (const [project, wanted] of Object.entries(PROJECTS)) {
    const dir = join(folder, project);
    const files = existsSync(dir)
      ? readdirSync(dir).filter(
          file => file.endsWith('.yaml') && wanted.test(file),
        )
      : [];
    if (files.length === 0) {
      throw new Error(`${folder} has no definitions of ${project}`);
    }
    for (const file of files) {
      const definition: Definition = parse(
        readFileSync(join(dir, file), 'utf8'),
        { logLevel: 'silent' },
      );
      definitions.set(definition.metadata.name, definition);
    }
  }
  return definitions;
}

/** Says aloud what is not tested when there is no folder, and gives the function to describe it with. */
export function describeWithRealCrds(what: string): jest.Describe {
  if (!REAL_CRDS) {
    process.stderr.write(
      `\nLEFT OUT: ${what}, because KUBEDC_REAL_CRDS names no folder\n`,
    );
    return describe.skip;
  }
  return describe;
}
