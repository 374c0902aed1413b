import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import express from 'express';
import Router from 'express-promise-router';

/**
 * What a page of search results is asked with: a hundred documents, each with all conditions of a person who may see
 * some hundred namespaces. Backstage itself takes 100 KB.
 */
const LIMIT = '20mb';

const largeConditionsServiceRef = createServiceRef<void>({
  id: 'kubedc.large-conditions',
  scope: 'plugin',
});

/**
 * Lets plugins take conditions of people with many rights. The permission backend sends the conditions again with every
 * single resource, and Backstage's route for it refuses what is larger than a form usually is, with which search fails.
 *
 * Made before any module of a plugin begins, it reads the bodies of that one route first; who is not known to the backend
 * has been turned away by then.
 *
 * @public
 */
export const largeConditionsServiceFactory = createServiceFactory({
  service: largeConditionsServiceRef,
  initialization: 'always',
  deps: { httpRouter: coreServices.httpRouter },
  factory({ httpRouter }) {
    const router = Router();
    router.post(
      '/.well-known/backstage/permissions/apply-conditions',
      express.json({ limit: LIMIT }),
    );
    httpRouter.use(router);
  },
});
