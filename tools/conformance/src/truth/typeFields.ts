import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** A field of a type that stands for objects of the API. */
export interface TypeField {
  /** Such as `spec.workers[].name`. */
  path: string;
  /** What its values can be: `string`, `number`, `boolean`, `object`, `array`, `any`. */
  types: string[];
  /** The only texts it can be, where there are such. */
  literals: string[];
  isOptional: boolean;
}

/** A type that stands for a kind of the API. */
export interface KindType {
  name: string;
  group: string;
  version: string;
  kind: string;
  fields: TypeField[];
}

/** All TypeScript files below a folder, without tests. */
export function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => /\.ts$/.test(file) && !/\.test\.ts$/.test(file))
    .filter(file => !file.includes('__testUtils__'))
    .map(file => join(folder, file));
}

function kindOfType(type: ts.Type, checker: ts.TypeChecker): string {
  if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) {
    return 'any';
  }
  if (type.flags & ts.TypeFlags.StringLike) {
    return 'string';
  }
  if (type.flags & ts.TypeFlags.NumberLike) {
    return 'number';
  }
  if (type.flags & ts.TypeFlags.BooleanLike) {
    return 'boolean';
  }
  return checker.isArrayType(type) ? 'array' : 'object';
}

function* fieldsOf(
  type: ts.Type,
  path: string,
  checker: ts.TypeChecker,
): Generator<TypeField> {
  for (const property of checker.getPropertiesOfType(type)) {
    const isTop =
      path === '' && /^(apiVersion|kind|metadata)$/.test(property.name);
    if (!isTop) {
      const childPath = path ? `${path}.${property.name}` : property.name;
      const isOptional = (property.flags & ts.SymbolFlags.Optional) !== 0;
      yield* valueOf(
        checker.getTypeOfSymbol(property),
        childPath,
        isOptional,
        checker,
      );
    }
  }
  const index = checker.getIndexTypeOfType(type, ts.IndexKind.String);
  if (index && !(index.flags & ts.TypeFlags.Unknown)) {
    yield* valueOf(index, `${path}{}`, true, checker);
  }
}

function* valueOf(
  declared: ts.Type,
  path: string,
  isOptional: boolean,
  checker: ts.TypeChecker,
): Generator<TypeField> {
  const type = checker.getNonNullableType(declared);
  const members = type.isUnion() ? type.types : [type];
  yield {
    path,
    types: [...new Set(members.map(member => kindOfType(member, checker)))],
    literals: members.flatMap(member =>
      member.isStringLiteral() ? [member.value] : [],
    ),
    isOptional,
  };
  for (const member of members) {
    const kind = kindOfType(member, checker);
    if (kind === 'array') {
      const [item] = checker.getTypeArguments(member as ts.TypeReference);
      yield* valueOf(item, `${path}[]`, true, checker);
    } else if (kind === 'object') {
      yield* fieldsOf(member, path, checker);
    }
  }
}

function textOf(node: ts.Expression | undefined): string | undefined {
  return node && ts.isStringLiteralLike(node) ? node.text : undefined;
}

/** Texts of an object literal's properties. */
function textsOf(node: ts.ObjectLiteralExpression): Record<string, string> {
  return Object.fromEntries(
    node.properties.flatMap(property => {
      const text = ts.isPropertyAssignment(property)
        ? textOf(property.initializer)
        : undefined;
      return text === undefined ? [] : [[property.name!.getText(), text]];
    }),
  );
}

function constantsOf(file: ts.SourceFile): ts.VariableDeclaration[] {
  return file.statements
    .filter(ts.isVariableStatement)
    .flatMap(statement => [...statement.declarationList.declarations]);
}

/** Interfaces with a constant `{name}Type: ResourceType` beside them. */
function* paired(
  file: ts.SourceFile,
  checker: ts.TypeChecker,
): Generator<KindType> {
  const constants = constantsOf(file);
  for (const statement of file.statements.filter(ts.isInterfaceDeclaration)) {
    const isObject = statement.heritageClauses?.some(clause =>
      clause.types.some(({ expression }) =>
        /^KubernetesObject$/.test(expression.getText()),
      ),
    );
    if (isObject) {
      const name = statement.name.text;
      const wanted = `${name[0].toLowerCase()}${name.slice(1)}Type`;
      const constant = constants.find(entry => entry.name.getText() === wanted);
      const value = constant?.initializer;
      if (value && ts.isObjectLiteralExpression(value)) {
        const { group, version, kind } = textsOf(value);
        const type = checker.getTypeAtLocation(statement);
        const fields = [...fieldsOf(type, '', checker)];
        yield { name, group, version, kind, fields };
      }
    }
  }
}

/** Constants made by `resource<Type>(group, version, kind)`. */
function* parameterized(
  file: ts.SourceFile,
  checker: ts.TypeChecker,
): Generator<KindType> {
  for (const { initializer } of constantsOf(file)) {
    if (
      initializer &&
      ts.isCallExpression(initializer) &&
      initializer.expression.getText() === 'resource' &&
      initializer.typeArguments?.length === 1
    ) {
      const [group, version, kind] = initializer.arguments.map(textOf);
      const [argument] = initializer.typeArguments;
      const type = checker.getTypeFromTypeNode(argument);
      yield {
        name: argument.getText(),
        group: group ?? '',
        version: version ?? '',
        kind: kind ?? '',
        // Its base type is that of config maps too.
        fields: [...fieldsOf(type, '', checker)].filter(
          ({ path }) => !/^data\b/.test(path),
        ),
      };
    }
  }
}

/** The types in some files that stand for kinds of the API, with all their fields. */
export function readKindTypes(files: string[]): KindType[] {
  const program = ts.createProgram(files, {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: [],
  });
  const checker = program.getTypeChecker();
  return files.flatMap(path => {
    const file = program.getSourceFile(path);
    return file
      ? [...paired(file, checker), ...parameterized(file, checker)]
      : [];
  });
}
