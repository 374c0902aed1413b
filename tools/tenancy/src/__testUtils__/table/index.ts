import { actionAsks } from './actions';
import { catalogAsks } from './catalog';
import { catalogRouteAsks } from './catalogRoutes';
import { kubernetesAsks } from './kubernetes';
import { operationAsks } from './operations';
import { personalAsks } from './personal';
import { platformAsks } from './platform';
import { pluginAsks } from './plugins';
import { resourceAsks } from './resources';
import { scaffolderAsks } from './scaffolder';
import { searchAsks } from './search';
import type { Ask } from './types';

/** Every row of the matrix. What makes something comes last. */
export function allAsks(): Ask[] {
  return [
    ...platformAsks(),
    ...resourceAsks(),
    ...catalogAsks(),
    ...catalogRouteAsks(),
    ...searchAsks(),
    ...kubernetesAsks(),
    ...actionAsks(),
    ...pluginAsks(),
    ...personalAsks(),
    ...operationAsks(),
    ...scaffolderAsks(),
  ];
}
