import { forbidden, StatusError } from '../../errors/statusError';
import { Resource } from '../../scheme/resource';
import { Resources } from '../../scheme/resources';
import { Store } from '../../storage/store';
import { groupVersion, KubeObject } from '../../types';
import { AdmissionPlugin, AdmissionRequest } from '../admissionPlugin';
import { Authorizer } from './authorizerLibrary';
import { CompiledPolicy, compilePolicy } from './compilePolicy';
import { Denial, evaluatePolicy } from './evaluatePolicy';
import { matchRequest } from './matching';
import { collectParams, ConfigurationError } from './params';
import { Policy, PolicyBinding } from './types';

const GROUP = 'admissionregistration.k8s.io';
const POLICIES = `${GROUP}/validatingadmissionpolicies`;
const BINDINGS = `${GROUP}/validatingadmissionpolicybindings`;

/** A policy that is in use. */
interface Hook {
  policy: Policy;
  compiled: CompiledPolicy;
  bindings: PolicyBinding[];
}

/** A refusal, by a policy and perhaps one of its bindings. */
interface Refusal {
  policy: Policy;
  binding?: PolicyBinding;
  denial: Denial;
}

const CODES: Record<string, number> = {
  Forbidden: 403,
  RequestEntityTooLarge: 413,
};

function refuse(
  { resource, name, object }: AdmissionRequest,
  { policy, binding, denial }: Refusal,
): StatusError {
  const by = binding ? ` with binding '${binding.metadata.name}'` : '';
  const text = `ValidatingAdmissionPolicy '${policy.metadata.name}'${by} denied request: ${denial.message}`;
  const shown = name || object?.metadata?.generateName || 'Unknown';
  const { message, status } = forbidden(resource, shown, text);
  const reason = denial.reason ?? 'Invalid';
  return new StatusError(CODES[reason] ?? 422, reason, message, {
    ...status.details,
    causes: [{ message: text }],
  });
}

/** An object in another version of its resource. */
function convert(
  object: KubeObject | undefined,
  from: Resource,
  to: Resource,
): KubeObject | undefined {
  if (!object || from === to) {
    return object;
  }
  const stored = from.toStorage?.(object) ?? object;
  const apiVersion = groupVersion(to.group, to.version);
  return to.fromStorage?.(stored) ?? { ...stored, apiVersion, kind: to.kind };
}

/** Holds writes to the ValidatingAdmissionPolicies that are bound. */
export class ValidatingAdmissionPolicy implements AdmissionPlugin {
  readonly name = 'ValidatingAdmissionPolicy';
  /** Made when first needed after a change. */
  private hooks?: Hook[];
  private readonly compiled = new WeakMap<KubeObject, CompiledPolicy>();

  constructor(
    private readonly store: Store,
    private readonly resources: Resources,
    private readonly authorizer: Authorizer,
  ) {
    store.onChange(({ storageKey }) => {
      if (storageKey === POLICIES || storageKey === BINDINGS) {
        this.hooks = undefined;
      }
    });
  }

  validate(request: AdmissionRequest): void {
    this.hooks ??= this.findHooks();
    if (this.hooks.length === 0 || request.resource.group === GROUP) {
      return;
    }
    let first: Refusal | undefined;
    for (const hook of this.hooks) {
      // All are asked: one may have something to warn of.
      const [refusal] = this.ask(hook, request);
      first ??= refusal;
    }
    if (first) {
      throw refuse(request, first);
    }
  }

  private findHooks(): Hook[] {
    const bindings = this.store
      .collection(BINDINGS)
      .list()
      .map(entry => entry.object as PolicyBinding);
    return this.store
      .collection(POLICIES)
      .list()
      .flatMap(entry => {
        const policy = entry.object as Policy;
        const { name } = policy.metadata;
        const own = bindings.filter(({ spec }) => spec.policyName === name);
        return own.length
          ? [{ policy, compiled: this.compile(policy), bindings: own }]
          : [];
      });
  }

  private compile(policy: Policy): CompiledPolicy {
    let compiled = this.compiled.get(policy);
    if (!compiled) {
      compiled = compilePolicy(policy.spec);
      this.compiled.set(policy, compiled);
    }
    return compiled;
  }

  /** The other versions of a resource. */
  private equivalents({ storageKey, ...resource }: Resource): Resource[] {
    return this.resources
      .all()
      .flatMap(served => served.resources)
      .filter(
        other =>
          other.storageKey === storageKey &&
          (other.group !== resource.group ||
            other.version !== resource.version),
      );
  }

  private ask(hook: Hook, request: AdmissionRequest): Refusal[] {
    const { policy, compiled, bindings } = hook;
    const { spec } = policy;
    let others: Resource[] | undefined;
    const equivalents = () => {
      others ??= this.equivalents(request.resource);
      return others;
    };
    const match = (criteria: Policy['spec']['matchConstraints']) =>
      matchRequest(criteria ?? {}, request, equivalents, this.store);
    const matched = match(spec.matchConstraints);
    if (!matched) {
      return [];
    }
    const isIgnored = spec.failurePolicy === 'Ignore';
    return bindings.flatMap(binding => {
      const { matchResources, validationActions = [] } = binding.spec;
      if (matchResources && !match(matchResources)) {
        return [];
      }
      let denials: Denial[];
      try {
        denials = this.evaluate(compiled, spec, binding, request, matched);
      } catch (error) {
        if (!(error instanceof ConfigurationError)) {
          throw error;
        }
        const message = `failed to configure binding: ${error.message}`;
        return isIgnored ? [] : [{ policy, binding, denial: { message } }];
      }
      if (validationActions.includes('Warn')) {
        request.warnings?.push(
          ...denials.map(
            ({ message }) =>
              `Validation failed for ValidatingAdmissionPolicy '${policy.metadata.name}' with binding '${binding.metadata.name}': ${message}`,
          ),
        );
      }
      return validationActions.includes('Deny')
        ? denials.map(denial => ({ policy, binding, denial }))
        : [];
    });
  }

  private evaluate(
    compiled: CompiledPolicy,
    spec: Policy['spec'],
    binding: PolicyBinding,
    request: AdmissionRequest,
    matched: Resource,
  ): Denial[] {
    const { resource, namespace, object, oldObject } = request;
    const place = resource.storageKey === '/namespaces' ? '' : namespace;
    const params = collectParams(
      spec.paramKind,
      binding,
      place,
      this.resources,
      this.store,
    );
    return params.flatMap(param =>
      evaluatePolicy(
        compiled,
        {
          request,
          matched,
          object: convert(object, resource, matched),
          oldObject: convert(oldObject, resource, matched),
          namespace: place
            ? this.store.collection('/namespaces').get(place)?.object
            : undefined,
          params: param,
          authorizer: this.authorizer,
        },
        spec.failurePolicy === 'Ignore',
      ),
    );
  }
}
