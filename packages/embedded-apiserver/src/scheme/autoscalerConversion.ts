import { KubeObject } from '../types';
import { readList, readNumber, readObject } from '../util/read';
import type { Conversion } from './builtins';

function isCpu(metric: Record<string, unknown>): boolean {
  return readObject(metric, 'resource').name === 'cpu';
}

/** autoscaling/v1 shows of a v2 autoscaler only its CPU target. */
export const autoscalerConversion: Conversion = {
  storageKey: 'autoscaling/horizontalpodautoscalers',
  fromStorage(object) {
    const {
      metrics,
      behavior: _behavior,
      ...spec
    } = readObject(object, 'spec');
    const { currentMetrics, ...status } = readObject(object, 'status');
    const target = readList({ metrics }, 'metrics').find(isCpu);
    const current = readList({ currentMetrics }, 'currentMetrics').find(isCpu);
    return {
      ...object,
      apiVersion: 'autoscaling/v1',
      spec: {
        ...spec,
        ...(target && {
          targetCPUUtilizationPercentage: readNumber(
            target,
            'resource',
            'target',
            'averageUtilization',
          ),
        }),
      },
      status: {
        ...status,
        ...(current && {
          currentCPUUtilizationPercentage: readNumber(
            current,
            'resource',
            'current',
            'averageUtilization',
          ),
        }),
      },
    };
  },
  toStorage(object: KubeObject): KubeObject {
    const { targetCPUUtilizationPercentage, ...spec } = readObject(
      object,
      'spec',
    );
    const { currentCPUUtilizationPercentage: _current, ...status } = readObject(
      object,
      'status',
    );
    return {
      ...object,
      apiVersion: 'autoscaling/v2',
      spec: {
        ...spec,
        ...(targetCPUUtilizationPercentage !== undefined && {
          metrics: [
            {
              type: 'Resource',
              resource: {
                name: 'cpu',
                target: {
                  type: 'Utilization',
                  averageUtilization: targetCPUUtilizationPercentage,
                },
              },
            },
          ],
        }),
      },
      status,
    };
  },
};
