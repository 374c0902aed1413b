import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod/v3';
import { operationRegistry } from '../kinds';
import type { AnyOperationDeclaration } from './types';

const FOLDER = join(__dirname, '../../../../templates');

/** Fields of the scaffolder itself and of the Kube-DC frontend plugin. */
const FIELDS = [
  'OwnerPicker',
  'EntityPicker',
  'KubeDcProjectPicker',
  'KubeDcOrganizationPicker',
  'KubeDcImagePicker',
  'KubeDcVersionPicker',
  'KubeDcObjectName',
  'KubeDcReview',
  'KubeDcGrant',
  'KubeDcSecretText',
];

/** What steps pass on where an adopter's form asks for it; the portal takes the one that the person signed in with. */
const NOT_IN_FORMS = ['installation'];

/** Input of every step beside the operation's own: the person's leave for the task to act as them. */
const GRANT = 'grant';

/** How a step gets a field: what is secret from the task's secrets, which are forgotten. */
function expressionOf(
  field: string,
  { secretFields }: AnyOperationDeclaration,
) {
  return secretFields?.includes(field)
    ? `\${{ secrets.${field} or parameters.${field} }}`
    : `\${{ parameters.${field} }}`;
}

interface Property {
  type: string;
  default?: unknown;
  enum?: unknown[];
  enumNames?: string[];
  'ui:field'?: string;
  'ui:options'?: Record<string, unknown>;
}

interface Page {
  required?: string[];
  properties: Record<string, Property>;
  dependencies?: Record<string, { oneOf: Page[] }>;
}

interface Template {
  metadata: { name: string; annotations: Record<string, string> };
  spec: {
    parameters: Page[];
    steps: Array<{ id: string; action: string; input: Record<string, string> }>;
    output: unknown;
  };
}

const templates = readdirSync(FOLDER, { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .map(({ name }) => {
    const yaml = readFileSync(join(FOLDER, name, 'template.yaml'), 'utf8');
    return [name, parse(yaml) as Template] as const;
  });

/** All properties of a form, those that depend on others included. */
function propertiesOf(pages: Page[]): Array<[string, Property]> {
  return pages.flatMap(page => [
    ...Object.entries(page.properties),
    ...Object.values(page.dependencies ?? {}).flatMap(({ oneOf }) =>
      propertiesOf(oneOf),
    ),
  ]);
}

function declarationOf(template: Template): AnyOperationDeclaration {
  const id = template.spec.steps[0].action.replace(/^kubedc:/, '');
  return operationRegistry.byId(id)!;
}

describe('templates', () => {
  it('are one for each operation that makes something, all listed', () => {
    const creating = operationRegistry
      .all()
      .filter(({ target }) => target === 'new')
      .map(({ id }) => id.split(':').reverse().join('-'));
    expect(templates.map(([name]) => name).sort()).toEqual(creating.sort());
    const { spec } = parse(readFileSync(join(FOLDER, 'all.yaml'), 'utf8')) as {
      spec: { targets: string[] };
    };
    expect(spec.targets.slice().sort()).toEqual(
      templates.map(([name]) => `./${name}/template.yaml`).sort(),
    );
  });

  it.each(templates)(
    '%s calls its operation with all its fields',
    (name, template) => {
      const [step] = template.spec.steps;
      const declaration = declarationOf(template);
      expect(template.metadata.name).toBe(name);
      expect(template.metadata.annotations['kube-dc.com/operation']).toBe(
        declaration.id,
      );
      expect(Object.keys(step.input).sort()).toEqual(
        [...Object.keys(declaration.input.shape), GRANT].sort(),
      );
      for (const [field, value] of Object.entries(step.input)) {
        expect(value).toBe(expressionOf(field, declaration));
      }
    },
  );

  it.each(templates)(
    '%s asks for exactly the fields it passes on',
    (_, template) => {
      const asked = propertiesOf(template.spec.parameters).map(
        ([field]) => field,
      );
      const passed = Object.keys(template.spec.steps[0].input).filter(
        field => !NOT_IN_FORMS.includes(field),
      );
      expect(new Set(asked)).toEqual(new Set([...passed, 'review']));
    },
  );

  it.each(templates)(
    '%s offers only what the operation takes',
    (_, template) => {
      const { shape } = declarationOf(template).input;
      for (const [field, property] of propertiesOf(template.spec.parameters)) {
        const values = [
          ...(property.default === undefined ? [] : [property.default]),
          ...(property.enum ?? []),
        ];
        for (const value of values) {
          expect([
            field,
            (shape[field] as z.ZodTypeAny).safeParse(value).success,
          ]).toEqual([field, true]);
        }
        const titles = property.enumNames ?? property.enum ?? [];
        expect(titles).toHaveLength(property.enum?.length ?? 0);
      }
    },
  );

  it.each(templates)(
    '%s requires what the operation requires',
    (_, template) => {
      const { shape } = declarationOf(template).input;
      const required = template.spec.parameters.flatMap(page => [
        ...(page.required ?? []),
        ...Object.values(page.dependencies ?? {}).flatMap(({ oneOf }) =>
          oneOf.flatMap(branch => branch.required ?? []),
        ),
      ]);
      const needed = Object.keys(shape).filter(
        field => !(shape[field] as z.ZodTypeAny).isOptional(),
      );
      expect(required).toEqual(expect.arrayContaining(needed));
    },
  );

  it.each(templates)(
    '%s uses fields that exist and ends with a review',
    (_, template) => {
      const declaration = declarationOf(template);
      const properties = propertiesOf(template.spec.parameters);
      const used = properties.flatMap(
        ([, property]) => property['ui:field'] ?? [],
      );
      expect(FIELDS).toEqual(expect.arrayContaining(used));
      expect(Object.fromEntries(properties)[GRANT]).toMatchObject({
        'ui:field': 'KubeDcGrant',
        'ui:options': { operations: [declaration.id] },
      });
      for (const field of declaration.secretFields ?? []) {
        expect(Object.fromEntries(properties)[field]).toMatchObject({
          'ui:field': 'KubeDcSecretText',
        });
      }
      const names = properties.filter(
        ([, property]) => property['ui:field'] === 'KubeDcObjectName',
      );
      expect(names).toHaveLength(1);
      const [[field, { 'ui:options': options }]] = names;
      const longest = 'n'.repeat(options?.maxLength as number);
      expect(options?.kind).toBe(declaration.kind);
      expect(
        (declaration.input.shape[field] as z.ZodTypeAny).safeParse(longest),
      ).toMatchObject({ success: true });
      expect(
        template.spec.parameters[template.spec.parameters.length - 1].properties
          .review,
      ).toMatchObject({
        'ui:field': 'KubeDcReview',
        'ui:options': { operation: declaration.id },
      });
    },
  );

  it.each(templates)(
    '%s gives each field one set of options',
    // The scaffolder merges the options of equally named fields, whatever branch of the form they are in.
    (_, template) => {
      const withOptions = propertiesOf(template.spec.parameters)
        .filter(([, property]) => property['ui:field'])
        .map(([field]) => field);
      expect(new Set(withOptions).size).toBe(withOptions.length);
    },
  );

  it.each(templates)(
    '%s shows only what the operation answers',
    (_, template) => {
      const { shape } = declarationOf(template).output;
      const used = [
        ...JSON.stringify(template.spec.output).matchAll(
          /steps\.(\w+)\.output\.(\w+)/g,
        ),
      ];
      expect(used.map(([, , field]) => field)).toContain('entityRef');
      for (const [, step, field] of used) {
        expect(step).toBe(template.spec.steps[0].id);
        expect(shape).toHaveProperty(field);
      }
    },
  );
});
