import {
  createExternalRouteRef,
  createRouteRef,
} from '@backstage/core-plugin-api';

/**
 * The plugin's page.
 *
 * @public
 */
export const rootRouteRef = createRouteRef({ id: 'kubedc' });

/**
 * The form of a software template: where objects are created.
 *
 * @public
 */
export const createFromTemplateRouteRef = createExternalRouteRef({
  id: 'kubedc/create-from-template',
  params: ['namespace', 'templateName'],
  optional: true,
  defaultTarget: 'scaffolder.selectedTemplate',
});
