import { EntityRefLink } from '@backstage/plugin-catalog-react';

/** Owner of an organization: a link where it is a group or person of the catalog, plain text otherwise. */
export function OwnerName({ owner }: { owner: string }) {
  return /^[a-z]+:[^/@]+\/[^/]+$/i.test(owner) ? (
    <EntityRefLink entityRef={owner} />
  ) : (
    <span>{owner}</span>
  );
}
