import { check, Variables } from './check/checker';
import { conversions } from './library/conversions';
import { cidrType, ipType, networks } from './library/ip';
import { lists } from './library/lists';
import {
  formatType as namedFormat,
  namedFormats,
} from './library/namedFormats';
import { operators } from './library/operators';
import { Functions, functionsOf, Library } from './library/overload';
import { quantities, quantityType } from './library/quantity';
import { semvers, semverType } from './library/semver';
import { strings } from './library/strings';
import { time } from './library/time';
import { urls, urlType } from './library/url';
import { Activation, Evaluate, Frame } from './program/frame';
import { plan } from './program/plan';
import { parse } from './syntax/parser';
import { CelType, celTypes, typeOf } from './types/celType';
import { TypeValue, Value } from './values/value';

const LIBRARY: Library[] = [
  operators,
  conversions,
  time,
  strings,
  lists,
  urls,
  networks,
  quantities,
  semvers,
  namedFormats,
];

const NAMED_TYPES = [
  celTypes.bool,
  celTypes.int,
  celTypes.uint,
  celTypes.double,
  celTypes.string,
  celTypes.bytes,
  celTypes.null,
  celTypes.timestamp,
  celTypes.duration,
  urlType,
  ipType,
  cidrType,
  quantityType,
  semverType,
  namedFormat,
];

/** The names of types are variables, of the type `type`. */
const TYPE_NAMES: [string, CelType][] = [
  ...NAMED_TYPES.map((type): [string, CelType] => [type.name, typeOf(type)]),
  ...['list', 'map', 'type'].map((name): [string, CelType] => [
    name,
    typeOf(celTypes.dyn),
  ]),
];

const TYPE_VALUES: ReadonlyMap<string, Value> = new Map(
  TYPE_NAMES.map(([name]) => [name, new TypeValue(name)]),
);

/** An expression that was compiled. */
export interface Program {
  type: CelType;
  /** The variables it uses. */
  references: ReadonlySet<string>;
  /** @throws CelError */
  evaluate(activation: Activation): Value;
}

let standard: Functions | undefined;

function standardFunctions(): Functions {
  standard ??= functionsOf(LIBRARY);
  return standard;
}

const extended = new Map<Library, Functions>();

function functionsWith(library: Library): Functions {
  let functions = extended.get(library);
  if (!functions) {
    functions = functionsOf([...LIBRARY, library]);
    extended.set(library, functions);
  }
  return functions;
}

/** The variables and functions that expressions may use. */
export class Environment {
  private readonly variables: Variables;
  private readonly functions: Functions;

  constructor(variables: Record<string, CelType>, library?: Library) {
    this.variables = new Map([...TYPE_NAMES, ...Object.entries(variables)]);
    this.functions = library ? functionsWith(library) : standardFunctions();
  }

  /** @throws CelIssues */
  compile(source: string): Program {
    const expr = parse(source);
    const { type, references } = check(
      source,
      expr,
      this.functions,
      this.variables,
    );
    const run: Evaluate = plan(expr, {
      locals: new Map(),
      constants: TYPE_VALUES,
    });
    return {
      type,
      references,
      evaluate: activation => run(new Frame(activation)),
    };
  }
}
