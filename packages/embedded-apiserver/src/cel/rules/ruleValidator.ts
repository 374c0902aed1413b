import { Schema } from '../../schema/types';
import { isObject } from '../../types';
import { asResource, declareSchema, mapValues } from '../schema/declare';
import { compileRules, CompiledRule, Rule, rulesOf } from './compileRules';

/** The rules of a place of a schema and of the places below it. */
export interface RuleNode {
  schema: Schema;
  rules: CompiledRule[];
  usesOldSelf: boolean;
  isRoot: boolean;
  properties: [string, RuleNode][];
  values?: RuleNode;
  items?: RuleNode;
  allOf: RuleNode[];
}

/** Whether there is a rule anywhere in a schema. */
function hasRules(schema: Schema): boolean {
  const values = mapValues(schema);
  return (
    rulesOf(schema).length > 0 ||
    Object.values(schema.properties ?? {}).some(hasRules) ||
    (!!schema.items && hasRules(schema.items)) ||
    (!!values && hasRules(values)) ||
    !!schema.allOf?.some(hasRules)
  );
}

function compileNode(
  rulesSchema: Schema,
  place: Schema,
  isResource: boolean,
  isRoot: boolean,
): RuleNode | undefined {
  if (!hasRules(rulesSchema)) {
    return undefined;
  }
  const schema = isResource ? asResource(place) : place;
  const type = declareSchema(schema);
  const rules = rulesOf(rulesSchema);
  const isEmbedded = (s: Schema) => !!s['x-kubernetes-embedded-resource'];
  const child = (from: Schema | undefined, to: Schema | undefined) =>
    from && to && compileNode(from, to, isEmbedded(to), false);
  const compiled: CompiledRule[] = type
    ? compileRules(rules, schema, type)
    : rules.map((rule: Rule) => ({
        rule,
        usesOldSelf: false,
        error: 'failed to convert to declType for CEL validation rules',
      }));
  const properties = Object.entries(rulesSchema.properties ?? {}).flatMap(
    ([name, property]): [string, RuleNode][] => {
      const node = child(property, place.properties?.[name]);
      return node ? [[name, node]] : [];
    },
  );
  return {
    schema,
    rules: compiled,
    usesOldSelf: compiled.some(({ usesOldSelf }) => usesOldSelf),
    isRoot,
    properties,
    values: child(mapValues(rulesSchema), mapValues(place)),
    items: child(rulesSchema.items, place.items),
    allOf: (rulesSchema.allOf ?? []).flatMap(part => {
      const node = compileNode(part, place, isResource, isRoot);
      return node ? [node] : [];
    }),
  };
}

const compiledNodes = new WeakMap<Schema, { node?: RuleNode }>();

/** The rules of the schema of a resource; nothing when it has none. */
export function ruleNode(schema: Schema): RuleNode | undefined {
  let found = compiledNodes.get(schema);
  if (!found) {
    found = { node: compileNode(schema, schema, true, true) };
    compiledNodes.set(schema, found);
  }
  return found.node;
}

/** The children of an object's place that are in the object. */
export function childrenOf(
  node: RuleNode,
  object: Record<string, unknown>,
): { key: string; node: RuleNode; isField: boolean }[] {
  if (node.values) {
    const { values } = node;
    return Object.keys(object).map(key => ({
      key,
      node: values,
      isField: false,
    }));
  }
  return node.properties
    .filter(([key]) => isObject(object) && Object.hasOwn(object, key))
    .map(([key, child]) => ({ key, node: child, isField: true }));
}
