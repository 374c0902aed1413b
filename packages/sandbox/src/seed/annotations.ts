import { SCENARIO_ANNOTATION } from '../controllers/scenario';

/** The annotations that a resource of the seed starts with. */
export function annotationsOf(
  organization: string,
  seed: { scenario?: string; owner?: string },
): Record<string, string> {
  return {
    ...(seed.scenario ? { [SCENARIO_ANNOTATION]: seed.scenario } : {}),
    ...(seed.owner
      ? { 'portal.kube-dc.com/owner': `group:${organization}/${seed.owner}` }
      : {}),
  };
}
