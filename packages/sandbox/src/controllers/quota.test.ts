import { parse, stringify } from 'yaml';
import { Organization } from '../kinds';
import {
  BillingCatalogue,
  billingPlansConfigMap,
  readCatalogue,
} from '../platform/billingPlans';
import { entitlementOf } from './quota';

const catalogue = readCatalogue(billingPlansConfigMap);

const organization = (
  annotations: Record<string, string> = {},
): Organization => ({
  apiVersion: 'kube-dc.com/v1',
  kind: 'Organization',
  metadata: {
    name: 'acme',
    namespace: 'acme',
    annotations: Object.fromEntries(
      Object.entries(annotations).map(([key, value]) => [
        `billing.kube-dc.com/${key}`,
        value,
      ]),
    ),
  },
});

describe('entitlementOf', () => {
  it('is without limits where there is no subscription', () => {
    expect(entitlementOf(organization(), catalogue)).toBeUndefined();
    expect(
      entitlementOf(organization({ 'plan-id': 'pro-pool' }), catalogue),
    ).toBeUndefined();
  });

  it.each(['active', 'trialing', 'canceling', 'past_due'])(
    'is the full plan when %s',
    subscription => {
      expect(
        entitlementOf(
          organization({ 'plan-id': 'scale-pool', subscription }),
          catalogue,
        ),
      ).toMatchObject({
        planId: 'scale-pool',
        hard: {
          'requests.cpu': '16',
          'requests.memory': '56Gi',
          'limits.cpu': '16',
          'limits.memory': '56Gi',
          'requests.storage': '320Gi',
          pods: '500',
          'services.loadbalancers': '100',
        },
        publicIPv4: 3,
        objectStorage: 500,
      });
    },
  );

  it.each(['suspended', 'canceled'])('is next to nothing when %s', state => {
    expect(
      entitlementOf(
        organization({ 'plan-id': 'pro-pool', subscription: state }),
        catalogue,
      ),
    ).toMatchObject({
      hard: { 'requests.cpu': '500m', 'requests.memory': '1Gi', pods: '10' },
      publicIPv4: 0,
      objectStorage: 0,
    });
  });

  it('adds add-ons, overhead for each possible project, and bursts', () => {
    const changed: BillingCatalogue = parse(stringify(catalogue));
    changed.systemOverhead = { cpuPerProject: 100, memPerProject: 64 };
    changed.plans['dev-pool'].burstRatio = 1.5;
    expect(
      entitlementOf(
        organization({
          'plan-id': 'dev-pool',
          subscription: 'active',
          addons: JSON.stringify([
            { addonId: 'turbo-x1', quantity: 2 },
            { addonId: 'unknown', quantity: 9 },
          ]),
        }),
        changed,
      )?.hard,
    ).toMatchObject({
      // 4 + 2 × 2 + 50 × 0.1 cores; 8 + 2 × 4 + 50 × 1/16 GiB
      'requests.cpu': '13',
      'limits.cpu': '19500m',
      'requests.memory': '19584Mi',
      'limits.memory': '29376Mi',
      'requests.storage': '100Gi',
    });
  });

  it('names what a catalogue lacks', () => {
    expect(() =>
      readCatalogue({
        ...billingPlansConfigMap,
        data: { 'plans.yaml': 'plans: {}\nsuspendedPlan: {}' },
      }),
    ).toThrow('plans.yaml has no "systemOverhead"');
  });
});
