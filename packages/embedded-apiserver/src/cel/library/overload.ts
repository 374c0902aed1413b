import { CelType } from '../types/celType';
import { Value } from '../values/value';

/** A function for certain types. */
export interface Overload {
  args: CelType[];
  result: CelType;
  /** Whether it is called as `first.name(rest)`. */
  isMember: boolean;
  run(...args: Value[]): Value;
}

/** Functions by name. */
export type Functions = Map<string, Overload[]>;

/** A part of the function library. */
export type Library = (define: Define) => void;

/** Adds functions to a library. */
export interface Define {
  /** `name(args)` */
  call(
    name: string,
    args: CelType[],
    result: CelType,
    run: (...args: never[]) => Value,
  ): void;
  /** `first.name(rest)` */
  method(
    name: string,
    args: CelType[],
    result: CelType,
    run: (...args: never[]) => Value,
  ): void;
}

/** The functions of some libraries together. */
export function functionsOf(libraries: Library[]): Functions {
  const functions: Functions = new Map();
  const add =
    (isMember: boolean): Define['call'] =>
    (name, args, result, run) => {
      const overloads = functions.get(name) ?? [];
      // The types of its arguments were checked before a function is called.
      const overload = { args, result, isMember, run: run as Overload['run'] };
      functions.set(name, [...overloads, overload]);
    };
  const define: Define = { call: add(false), method: add(true) };
  libraries.forEach(library => library(define));
  return functions;
}
