import { dirname, join } from 'node:path';
import { customResourceDefinitions } from '@kubedc/sandbox/definitions';
import { pathInSchema } from './compareType';
import { Definition } from './definition';
import { factsOf, KindFacts, storageVersionOf } from './facts';
import { KindType, readKindTypes, sourcesIn } from './typeFields';

/** The definitions that the sandbox installs. */
export const ourDefinitions =
  customResourceDefinitions as unknown as Definition[];

/** Groups of kinds that every API server has, which are no custom resources. */
const BUILT_IN =
  /^(|apps|batch|(resource|storage|rbac\.authorization)\.k8s\.io)$/;

const folderOf = (name: string) =>
  dirname(require.resolve(`${name}/package.json`));

const isCustom = ({ group }: KindType) => !BUILT_IN.test(group);

/** The types that the portal reads custom resources with. */
export function portalTypes(): KindType[] {
  const folder = folderOf('@kubedc/backstage-plugin-kubedc-common');
  return readKindTypes(sourcesIn(join(folder, 'src/kinds'))).filter(isCustom);
}

/** The types that the sandbox writes custom resources with. */
export function sandboxTypes(): KindType[] {
  const file = join(folderOf('@kubedc/sandbox'), 'src/kinds.ts');
  return readKindTypes([file]).filter(isCustom);
}

/** A kind's name as its definition has it would need its plural; group and kind say the same. */
export function idOf({ group, kind }: { group: string; kind: string }): string {
  return `${kind}.${group}`;
}

function* pathsTo(path: string): Generator<string> {
  const parts = path.match(/\[\]|\{\}|\.?[^.[\]{}]+/g) ?? [];
  for (let count = 1; count <= parts.length; count += 1) {
    yield parts.slice(0, count).join('');
  }
}

/** Versions and paths of the fields that are used, by {@link idOf}. */
function usedFields(): Map<string, { version: string; paths: Set<string> }> {
  const used = new Map<string, { version: string; paths: Set<string> }>();
  const use = (id: string, version: string, paths: string[]) => {
    const entry = used.get(id) ?? { version, paths: new Set<string>() };
    paths.forEach(path => {
      for (const each of pathsTo(path)) {
        entry.paths.add(each);
      }
    });
    used.set(id, entry);
  };
  for (const definition of ourDefinitions) {
    const version = storageVersionOf(definition);
    const facts = factsOf(definition, version);
    use(idOf(facts), version, Object.keys(facts.fields));
  }
  for (const type of [...portalTypes(), ...sandboxTypes()]) {
    use(
      idOf(type),
      type.version,
      type.fields.map(({ path }) => path),
    );
  }
  return used;
}

/**
 * Everything about the kinds of all definitions, or about the used ones what is used of them.
 *
 * @throws Error when a used kind or its version is not among the definitions
 */
export function usedFacts(
  definitions: Iterable<Definition>,
): Map<string, KindFacts> {
  const byId = new Map(
    [...definitions].map(definition => [
      idOf({
        group: definition.spec.group,
        kind: definition.spec.names.kind,
      }),
      definition,
    ]),
  );
  const result = new Map<string, KindFacts>();
  for (const [id, { version, paths }] of usedFields()) {
    const definition = byId.get(id);
    if (!definition) {
      throw new Error(`there is no definition of ${id}`);
    }
    const { fields, ...kind } = factsOf(definition, version);
    const known = new Set([...paths].map(path => pathInSchema(path, fields)));
    const usedOnly = Object.entries(fields).filter(([path]) => known.has(path));
    result.set(id, { ...kind, fields: Object.fromEntries(usedOnly) });
  }
  return result;
}
