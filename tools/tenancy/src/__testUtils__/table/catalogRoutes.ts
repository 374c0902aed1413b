import { parseEntityRef } from '@backstage/catalog-model';
import { TENANT } from '../people';
import type { EntitiesAnswer, FacetsAnswer } from './answers';
import { MACHINE } from './catalog';
import { everybody, operatorsOnly, type Ask, type Expected } from './types';

const PATH = '/api/catalog';

/** They may; but what is asked about is not there, or at no address that the portal reads. */
const TRIED: Expected = [200, 201, 204, 400, 403, 404, 500];

/** What the catalog serves beside its entities: queries as bodies, locations, and what reads addresses. */
export function catalogRouteAsks(): Ask[] {
  const { kind, namespace, name } = parseEntityRef(MACHINE);
  const changing = { ...operatorsOnly({ service: TRIED }), operator: TRIED };
  const body = { type: 'url', target: 'https://example.com/catalog-info.yaml' };
  return [
    {
      title: 'POST /api/catalog/entities/by-query of the tenant',
      question: () => ({
        method: 'POST',
        path: `${PATH}/entities/by-query`,
        body: { query: { 'metadata.namespace': namespace } },
      }),
      outcomes: everybody(200, { service: 200 }),
      inspect({ caller, answer }) {
        const { items, totalItems } = answer.body as EntitiesAnswer<unknown>;
        const isOther = caller === 'otherTenant';
        expect([items.length === 0, totalItems === 0]).toEqual([
          isOther,
          isOther,
        ]);
      },
    },
    {
      title: 'POST /api/catalog/entity-facets',
      question: () => ({
        method: 'POST',
        path: `${PATH}/entity-facets`,
        body: { facets: ['metadata.namespace', 'relations.ownedBy'] },
      }),
      outcomes: everybody(200, { service: 200 }),
      inspect({ caller, answer }) {
        const { facets = {} } = answer.body as FacetsAnswer;
        const values = facets['metadata.namespace'].map(({ value }) => value);
        expect(values.includes(namespace)).toBe(caller !== 'otherTenant');
      },
    },
    {
      title: 'GET /api/catalog/locations',
      question: () => ({ path: `${PATH}/locations` }),
      outcomes: everybody(200, { service: 200 }),
    },
    {
      title: 'POST /api/catalog/locations/by-query',
      question: () => ({
        method: 'POST',
        path: `${PATH}/locations/by-query`,
        body: { query: {} },
      }),
      outcomes: everybody(200, { service: 200 }),
    },
    {
      title: 'GET /api/catalog/locations/:id',
      question: () => ({ path: `${PATH}/locations/none` }),
      outcomes: everybody([403, 404], { service: 404 }),
    },
    {
      title: 'GET /api/catalog/locations/by-entity of the tenant',
      question: () => ({
        path: `${PATH}/locations/by-entity/${kind}/${namespace}/${name}`,
      }),
      // What comes from the platform has no file.
      outcomes: everybody([403, 404], { service: 404 }),
    },
    {
      title: 'PUT /api/catalog/locations/:id',
      question: () => ({ method: 'PUT', path: `${PATH}/locations/none`, body }),
      outcomes: changing,
    },
    {
      title: 'DELETE /api/catalog/locations/:id',
      question: () => ({ method: 'DELETE', path: `${PATH}/locations/none` }),
      outcomes: changing,
    },
    {
      title: 'POST /api/catalog/analyze-location',
      question: () => ({
        method: 'POST',
        path: `${PATH}/analyze-location`,
        body: { location: body },
      }),
      outcomes: changing,
    },
    {
      title: 'POST /api/catalog/validate-entity',
      question: () => ({
        method: 'POST',
        path: `${PATH}/validate-entity`,
        body: {
          location: `url:${body.target}`,
          entity: {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Group',
            metadata: { name: 'x', namespace: TENANT },
            spec: { type: 'team', children: [] },
          },
        },
      }),
      outcomes: changing,
    },
  ];
}
