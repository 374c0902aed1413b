import { isObject, KubeObject } from '../types';
import { readList, setDefaults } from '../util/read';
import { Strategy } from './strategy';

const HTTPS = 443;
const TIMEOUT_SECONDS = 10;

function applyWebhookDefaults(object: KubeObject, more: object): void {
  for (const webhook of readList(object, 'webhooks')) {
    setDefaults(webhook, {
      failurePolicy: 'Fail',
      matchPolicy: 'Equivalent',
      namespaceSelector: {},
      objectSelector: {},
      timeoutSeconds: TIMEOUT_SECONDS,
      ...more,
    });
    for (const rule of readList(webhook, 'rules')) {
      setDefaults(rule, { scope: '*' });
    }
    const { clientConfig } = webhook;
    if (isObject(clientConfig) && isObject(clientConfig.service)) {
      setDefaults(clientConfig.service, { port: HTTPS });
    }
  }
}

function webhookStrategy(more: object): Strategy {
  return {
    hasGeneration: true,
    requiresResourceVersion: true,
    applyDefaults: object => applyWebhookDefaults(object, more),
  };
}

export const validatingWebhooksStrategy = webhookStrategy({});

export const mutatingWebhooksStrategy = webhookStrategy({
  reinvocationPolicy: 'Never',
});
