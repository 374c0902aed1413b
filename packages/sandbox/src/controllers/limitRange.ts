import { Plan } from '../platform/billingPlans';

/** The defaults and bounds of a plan for containers, pods and volumes. */
export function limitRangeSpec(limits: Plan['limitRange']): {
  limits: object[];
} {
  return {
    limits: [
      {
        type: 'Container',
        default: { cpu: limits.defaultCPU, memory: limits.defaultMemory },
        defaultRequest: {
          cpu: limits.defaultRequestCPU,
          memory: limits.defaultRequestMem,
        },
        min: { cpu: limits.minCPU, memory: limits.minMemory },
        max: { cpu: limits.maxCPU, memory: limits.maxMemory },
      },
      {
        type: 'Pod',
        max: { cpu: limits.maxPodCPU, memory: limits.maxPodMemory },
      },
      {
        type: 'PersistentVolumeClaim',
        min: { storage: limits.minPVCStorage },
        max: { storage: limits.maxPVCStorage },
      },
    ],
  };
}
