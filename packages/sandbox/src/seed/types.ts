/** How the seed describes a tenant. */
export type SeedOrganization = {
  name: string;
  description: string;
  email: string;
  plan: string;
  planName: string;
  subscription: string;
  addons?: { addonId: string; quantity: number }[];
  projects: { name: string; cidr: string }[];
  groups?: {
    name: string;
    displayName: string;
    permissions: { project: string; roles: string[] }[];
  }[];
};

/** What all resources of the seed may say. */
type SeedResource = {
  name: string;
  /** A way to fail, see the controllers' scenarios. */
  scenario?: string;
  /** Created last, so that it is seen on its way. */
  moving?: boolean;
  /** The group that owns it in the portal. */
  owner?: string;
};

export type SeedVirtualMachine = SeedResource & {
  image: string;
  cores: number;
  memory: string;
  disk: string;
  runStrategy?: string;
};

export type SeedDatabase = SeedResource & {
  engine: string;
  version: string;
  replicas: number;
  cpu: string;
  memory: string;
  storage: string;
  backup?: boolean;
  expose?: string;
};

export type SeedCluster = SeedResource & {
  version: string;
  exposed?: boolean;
  dedicated?: boolean;
  port?: number;
  workers: number;
  cores: number;
  memory: string;
};

export type SeedBucket = SeedResource;

export type SeedExternalIp = SeedResource & { network: string };

export type SeedFloatingIp = SeedResource & {
  eip: string;
  virtualMachine: string;
};

/** The resources of one project. */
export type SeedProject = {
  virtualMachines?: SeedVirtualMachine[];
  databases?: SeedDatabase[];
  clusters?: SeedCluster[];
  buckets?: SeedBucket[];
  externalIps?: SeedExternalIp[];
  floatingIps?: SeedFloatingIp[];
};
