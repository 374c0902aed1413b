import { SyntaxIssue } from '../errors';
import { CallExpr, ComprehensionName, Expr } from './ast';

/** Macros by the number of their variables and arguments. */
const SHAPES: Record<
  string,
  { name: ComprehensionName; variables: number; args: number }[]
> = {
  all: [
    { name: 'all', variables: 1, args: 2 },
    { name: 'all', variables: 2, args: 3 },
  ],
  exists: [
    { name: 'exists', variables: 1, args: 2 },
    { name: 'exists', variables: 2, args: 3 },
  ],
  exists_one: [
    { name: 'existsOne', variables: 1, args: 2 },
    { name: 'existsOne', variables: 2, args: 3 },
  ],
  existsOne: [{ name: 'existsOne', variables: 2, args: 3 }],
  map: [
    { name: 'map', variables: 1, args: 2 },
    { name: 'map', variables: 1, args: 3 },
  ],
  filter: [{ name: 'filter', variables: 1, args: 2 }],
  sortBy: [{ name: 'sortBy', variables: 1, args: 2 }],
  transformList: [
    { name: 'transformList', variables: 2, args: 3 },
    { name: 'transformList', variables: 2, args: 4 },
  ],
  transformMap: [
    { name: 'transformMap', variables: 2, args: 3 },
    { name: 'transformMap', variables: 2, args: 4 },
  ],
  transformMapEntry: [
    { name: 'transformMapEntry', variables: 2, args: 3 },
    { name: 'transformMapEntry', variables: 2, args: 4 },
  ],
};

const NOT_A_NAME = [
  'argument is not an identifier',
  'argument must be a simple name',
];

function variableName(expr: Expr, problem: string): string {
  if (expr.kind !== 'identifier') {
    throw new SyntaxIssue(expr.position, problem);
  }
  return expr.name;
}

function expandHas({ args, position }: CallExpr): Expr {
  const [arg] = args;
  if (args.length === 1 && arg.kind === 'select' && !arg.isTest) {
    return { ...arg, isTest: true, position };
  }
  throw new SyntaxIssue(
    arg?.position ?? position,
    'invalid argument to has() macro',
  );
}

/**
 * What a call stands for when it is a macro.
 *
 * @throws SyntaxIssue when its arguments are not of the shape it needs
 */
export function expandMacro(node: CallExpr): Expr | undefined {
  const { name, target, args, position } = node;
  if (!target) {
    return name === 'has' && args.length === 1 ? expandHas(node) : undefined;
  }
  if ((name === 'optMap' || name === 'optFlatMap') && args.length === 2) {
    return {
      kind: 'optionalMap',
      isFlat: name === 'optFlatMap',
      target,
      variable: variableName(
        args[0],
        `${name}() variable name must be a simple identifier`,
      ),
      body: args[1],
      position,
    };
  }
  const shape = Object.hasOwn(SHAPES, name)
    ? SHAPES[name].find(candidate => candidate.args === args.length)
    : undefined;
  if (!shape) {
    return undefined;
  }
  const variables = args
    .slice(0, shape.variables)
    .map(arg => variableName(arg, NOT_A_NAME[shape.variables - 1]));
  const rest = args.slice(shape.variables);
  return {
    kind: 'comprehension',
    name: shape.name,
    range: target,
    variables,
    ...(rest.length > 1 && { filter: rest[0] }),
    body: rest[rest.length - 1],
    position,
  };
}
