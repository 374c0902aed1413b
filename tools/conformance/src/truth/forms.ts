import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';

interface Property {
  type: string;
  default?: unknown;
  enum?: unknown[];
  minimum?: number;
  maximum?: number;
}

interface Page {
  properties: Record<string, Property>;
  dependencies?: Record<string, { oneOf: Page[] }>;
}

/** The form of a template. */
export interface Form {
  name: string;
  /** Id of the operation it orders, such as `vm:create`. */
  operation: string;
  /** What it starts with. */
  defaults: Record<string, unknown>;
  /** Every value that can be chosen for a field; fields that people type into or pick from a list have none. */
  choices: Record<string, unknown[]>;
}

const TEMPLATES = join(
  dirname(require.resolve('@kubedc/conformance/package.json')),
  '../../templates',
);

function propertiesOf(pages: Page[]): [string, Property][] {
  return pages.flatMap(page => [
    ...Object.entries(page.properties),
    ...Object.values(page.dependencies ?? {}).flatMap(({ oneOf }) =>
      propertiesOf(oneOf),
    ),
  ]);
}

function choicesOf(property: Property): unknown[] {
  return [
    ...(property.enum ?? []),
    ...(property.type === 'boolean' ? [true, false] : []),
    ...[property.minimum, property.maximum].filter(
      value => value !== undefined,
    ),
  ];
}

/** The forms of all templates. */
export function readForms(): Form[] {
  return readdirSync(TEMPLATES, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(({ name }) => {
      const file = join(TEMPLATES, name, 'template.yaml');
      const { spec } = parse(readFileSync(file, 'utf8'));
      const [step] = spec.steps;
      const passed = Object.keys(step.input);
      const properties = propertiesOf(spec.parameters).filter(([field]) =>
        passed.includes(field),
      );
      return {
        name,
        operation: step.action.replace(/^kubedc:/, ''),
        defaults: Object.fromEntries(
          properties
            .filter(([, property]) => property.default !== undefined)
            .map(([field, property]) => [field, property.default]),
        ),
        choices: Object.fromEntries(
          properties
            .map(([field, property]) => [field, choicesOf(property)] as const)
            .filter(([, values]) => values.length > 0),
        ),
      };
    });
}
