import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { gvkOf } from '@kubedc/backstage-plugin-kubedc-common';
import {
  everyPermission,
  pluginsOfBackend,
} from '../__testUtils__/everyPermission';
import {
  identities,
  LISTED_KINDS,
  PEOPLE,
  rightsOfPeople,
  userOf,
} from '../__testUtils__/people';
import { createKubedcPolicyDecision } from './createKubedcPolicyDecision';

/** The table stands in the README, where adopters read it. */
function readTable(): { head: string[]; rows: string[][] } {
  const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8');
  const [, section] = readme.split('## Decision table\n');
  const [head, , ...rows] = section
    .split('\n## ')[0]
    .split('\n')
    .filter(line => line.startsWith('|'))
    .map(line => line.split('|').slice(1, -1))
    .map(cells => cells.map(cell => cell.replaceAll('`', '').trim()));
  return { head, rows };
}

const catalog = (rule: string, params?: object) => ({
  rule,
  resourceType: 'catalog-entity',
  ...(params && { params }),
});
const foreign = { not: catalog('IS_FROM_KUBEDC') };
const conditional = (
  pluginId: string,
  resourceType: string,
  conditions: object,
) => ({
  result: AuthorizeResult.CONDITIONAL,
  pluginId,
  resourceType,
  conditions,
});
const entities = (...anyOf: object[]) =>
  conditional('catalog', 'catalog-entity', { anyOf });

/** What the words in the table's cells mean. */
const DECISIONS: Record<string, (ref: string) => object> = {
  yes: () => ({ result: AuthorizeResult.ALLOW }),
  no: () => ({ result: AuthorizeResult.DENY }),
  'not of a platform': () => entities(foreign),
  'what they may list': () =>
    entities(
      catalog('IS_KUBEDC_OBJECT', {
        installation: 'zurich',
        types: LISTED_KINDS.map(({ type }) => gvkOf(type)),
        namespaces: ['acme-dev', 'acme-prod'],
      }),
      {
        allOf: [
          catalog('IS_ENTITY_KIND', { kinds: ['Domain', 'Group', 'User'] }),
          catalog('IS_IN_KUBEDC_ORGANIZATION', {
            organizations: ['acme'],
            installation: 'zurich',
          }),
        ],
      },
      foreign,
    ),
  'their whole platform': () =>
    entities(catalog('IS_KUBEDC_OBJECT', { installation: 'zurich' }), foreign),
  'on their platform': () =>
    conditional('kubedc', 'kubedc-resource', {
      rule: 'IS_ON_INSTALLATION',
      resourceType: 'kubedc-resource',
      params: { installations: ['zurich'] },
    }),
  'their own': ref =>
    conditional('scaffolder', 'scaffolder-task', {
      rule: 'IS_TASK_OWNER',
      resourceType: 'scaffolder-task',
      params: { createdBy: [ref] },
    }),
};

const permissions = everyPermission();
const { head, rows } = readTable();
const [, ...people] = head;

describe('decision table', () => {
  const decide = createKubedcPolicyDecision({
    identity: identities,
    rights: rightsOfPeople(),
  });

  it('has a row for every permission of every plugin of the portal, and no other', () => {
    expect(pluginsOfBackend()).toContain(
      '@backstage/plugin-scaffolder-backend',
    );
    expect(permissions.length).toBeGreaterThan(30);
    expect(rows.map(([name]) => name)).toEqual(
      permissions.map(({ name }) => name),
    );
    expect(people).toEqual(Object.keys(PEOPLE));
  });

  describe.each(rows)('%s', (name, ...cells) => {
    const permission = permissions.find(each => each.name === name)!;

    it.each(people.map((person, index) => [person, cells[index]]))(
      '%s: %s',
      async (person, cell) => {
        await expect(decide({ permission }, userOf(person))).resolves.toEqual(
          DECISIONS[cell](PEOPLE[person].ref),
        );
      },
    );

    it('nobody: no', async () => {
      await expect(decide({ permission })).resolves.toEqual({
        result: AuthorizeResult.DENY,
      });
    });
  });
});
