import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import {
  isAndCriteria,
  isNotCriteria,
  isOrCriteria,
} from '@backstage/plugin-permission-node';
import type { KubedcResource } from '@kubedc/backstage-plugin-kubedc-common';
import type { KubedcResourceFilter } from './resourceRef';

type Known = { readonly [P in keyof KubedcResource]?: string };
/** True, false, or undefined where it depends on what is not known. */
type Verdict = boolean | undefined;
type Test = (known: Known) => Verdict;

/** Undecided ones matter only where no other decides. */
function firstOf(verdicts: Iterable<Verdict>, decisive: boolean): Verdict {
  let result: Verdict = !decisive;
  for (const verdict of verdicts) {
    if (verdict === decisive) {
      return decisive;
    }
    if (verdict === undefined) {
      result = undefined;
    }
  }
  return result;
}

function* each(tests: readonly Test[], known: Known): Generator<Verdict> {
  for (const test of tests) {
    yield test(known);
  }
}

function compile(criteria: PermissionCriteria<KubedcResourceFilter>): Test {
  if (isAndCriteria(criteria)) {
    const tests = criteria.allOf.map(compile);
    return known => firstOf(each(tests, known), false);
  }
  if (isOrCriteria(criteria)) {
    const tests = criteria.anyOf.map(compile);
    return known => firstOf(each(tests, known), true);
  }
  if (isNotCriteria(criteria)) {
    const test = compile(criteria.not);
    return known => {
      const verdict = test(known);
      return verdict === undefined ? undefined : !verdict;
    };
  }
  // A set, as a policy may name a thousand projects.
  const values = new Set(criteria.values);
  return known => {
    const value = known[criteria.property];
    return value === undefined ? undefined : values.has(value);
  };
}

/**
 * The resources that a decision of the permission policy is about. It can be asked with a part of what there is to know,
 * so that lists leave out kinds, installations and namespaces before anything is read.
 *
 * @public
 */
export class PermittedResources {
  /** Whatever there is. */
  static readonly all = new PermittedResources(() => true);
  /** Nothing. */
  static readonly none = new PermittedResources(() => false);

  /** What meets conditions, after the rules turned them into filters. */
  static matching(
    criteria: PermissionCriteria<KubedcResourceFilter>,
  ): PermittedResources {
    return new PermittedResources(compile(criteria));
  }

  readonly #test: Test;

  private constructor(test: Test) {
    this.#test = test;
  }

  /** Whether a resource is among them. */
  includes(resource: KubedcResource): boolean {
    // An empty name stands for none, which no condition can name.
    return (
      this.#test({ ...resource, project: resource.project ?? '' }) === true
    );
  }

  /**
   * The same as far as it can be told from a part: undefined when it depends on the rest. An empty project stands for
   * none.
   */
  decide(known: Partial<KubedcResource>): boolean | undefined {
    return this.#test(known);
  }
}
