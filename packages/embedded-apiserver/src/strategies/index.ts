import {
  endpointSliceStrategy,
  endpointsStrategy,
  horizontalPodAutoscalerStrategy,
  leaseStrategy,
  networkPolicyStrategy,
  podDisruptionBudgetStrategy,
  podTemplateStrategy,
  replicationControllerStrategy,
} from './columnsOnly';
import { configMapStrategy } from './configMap';
import { csiDriverStrategy } from './csiDriver';
import { eventStrategy } from './event';
import { validateEvent, validateNewEvent } from './eventValidation';
import { ingressStrategy } from './ingress';
import { ingressClassStrategy } from './ingressClass';
import { cronJobStrategy, jobStrategy } from './job';
import { limitRangeStrategy } from './limitRange';
import { namespaceStrategy } from './namespace';
import { nodeStrategy } from './node';
import {
  persistentVolumeClaimStrategy,
  persistentVolumeStrategy,
} from './persistentVolume';
import { podStrategy } from './pod';
import { priorityClassStrategy } from './priorityClass';
import { resourceQuotaStrategy } from './resourceQuota';
import { secretStrategy } from './secret';
import { serviceStrategy } from './service';
import { storageClassStrategy } from './storageClass';
import { Strategy } from './strategy';
import {
  policyBindingStrategy,
  policyStrategy,
} from './validatingAdmissionPolicy';
import {
  mutatingWebhooksStrategy,
  validatingWebhooksStrategy,
} from './webhookConfiguration';
import {
  daemonSetStrategy,
  deploymentStrategy,
  replicaSetStrategy,
  statefulSetStrategy,
} from './workloads';

const versioned: Strategy = { requiresResourceVersion: true };

/** The strategies of the built-in resources, by group and resource. */
export const strategies: Record<string, Strategy> = {
  '/configmaps': configMapStrategy,
  '/events': eventStrategy,
  '/limitranges': limitRangeStrategy,
  '/namespaces': namespaceStrategy,
  '/nodes': nodeStrategy,
  '/persistentvolumeclaims': persistentVolumeClaimStrategy,
  '/persistentvolumes': persistentVolumeStrategy,
  '/pods': podStrategy,
  '/endpoints': endpointsStrategy,
  '/podtemplates': podTemplateStrategy,
  '/replicationcontrollers': replicationControllerStrategy,
  '/resourcequotas': resourceQuotaStrategy,
  '/secrets': secretStrategy,
  '/serviceaccounts': { returnsDeletedObject: true },
  '/services': serviceStrategy,
  'apps/daemonsets': daemonSetStrategy,
  'apps/deployments': deploymentStrategy,
  'apps/replicasets': replicaSetStrategy,
  'apps/statefulsets': statefulSetStrategy,
  'batch/cronjobs': cronJobStrategy,
  'batch/jobs': jobStrategy,
  'networking.k8s.io/ingressclasses': ingressClassStrategy,
  'networking.k8s.io/ingresses': ingressStrategy,
  'networking.k8s.io/networkpolicies': networkPolicyStrategy,
  'scheduling.k8s.io/priorityclasses': priorityClassStrategy,
  'storage.k8s.io/storageclasses': storageClassStrategy,
  'storage.k8s.io/csidrivers': csiDriverStrategy,
  'storage.k8s.io/csinodes': versioned,
  'storage.k8s.io/csistoragecapacities': versioned,
  'storage.k8s.io/volumeattachments': versioned,
  'policy/poddisruptionbudgets': podDisruptionBudgetStrategy,
  'autoscaling/horizontalpodautoscalers': horizontalPodAutoscalerStrategy,
  'events.k8s.io/events': {
    validate: validateEvent,
    validateCreate: validateNewEvent,
  },
  'discovery.k8s.io/endpointslices': endpointSliceStrategy,
  'coordination.k8s.io/leases': leaseStrategy,
  'admissionregistration.k8s.io/validatingadmissionpolicies': policyStrategy,
  'admissionregistration.k8s.io/validatingadmissionpolicybindings':
    policyBindingStrategy,
  'admissionregistration.k8s.io/mutatingwebhookconfigurations':
    mutatingWebhooksStrategy,
  'admissionregistration.k8s.io/validatingwebhookconfigurations':
    validatingWebhooksStrategy,
};
