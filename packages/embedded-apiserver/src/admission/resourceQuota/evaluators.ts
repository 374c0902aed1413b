import { Resources } from '../../scheme/resources';
import { claimEvaluator } from './claimEvaluator';
import { countEvaluator } from './countEvaluator';
import { QuotaEvaluator } from './evaluator';
import { podEvaluator } from './podEvaluator';
import { serviceEvaluator } from './serviceEvaluator';

/** Resources that no quota counts. */
const IGNORED = ['/events', '/bindings', '/componentstatuses'];
const ALIASES = [
  'configmaps',
  'resourcequotas',
  'replicationcontrollers',
  'secrets',
];
const COUNT = /^count\/([^.]+)(?:\.(.+))?$/;

/** The evaluators of all resources; those without one of their own count. */
export class QuotaEvaluators {
  private readonly known = new Map<string, QuotaEvaluator>(
    [podEvaluator, serviceEvaluator, claimEvaluator].map(evaluator => [
      evaluator.storageKey,
      evaluator,
    ]),
  );

  constructor(private readonly resources: Resources) {}

  /** How objects that are kept in a place are counted, if they are. */
  of(storageKey: string): QuotaEvaluator | undefined {
    if (IGNORED.includes(storageKey)) {
      return undefined;
    }
    let evaluator = this.known.get(storageKey);
    if (!evaluator) {
      evaluator = countEvaluator(storageKey);
      this.known.set(storageKey, evaluator);
    }
    return evaluator;
  }

  /** All evaluators that some names of a quota need. */
  for(names: string[]): QuotaEvaluator[] {
    const found = new Set<QuotaEvaluator>(
      [podEvaluator, serviceEvaluator, claimEvaluator].filter(
        evaluator => evaluator.matching(names).length > 0,
      ),
    );
    for (const name of names) {
      const [, counted, group = ''] = COUNT.exec(name) ?? [];
      const resource = this.resources.findAny(
        group,
        counted ?? (ALIASES.includes(name) ? name : ''),
      );
      const evaluator = resource?.namespaced && this.of(resource.storageKey);
      if (evaluator) {
        found.add(evaluator);
      }
    }
    return [...found];
  }
}
