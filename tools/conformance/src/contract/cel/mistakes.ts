/** Expressions that do not compile: where, and why. */
export const mistakes: [expression: string, problems: string[]][] = [
  [
    '[1, 2].existsOne(x, x == 2)',
    [
      "17: undeclared reference to 'existsOne' (in container '')",
      "18: undeclared reference to 'x' (in container '')",
      "21: undeclared reference to 'x' (in container '')",
    ],
  ],
  [
    '"%s".format([dyn("a"), dyn(1)])',
    ['12: too many arguments supplied to string.format (expected 1, got 2)'],
  ],
  [
    '"%d".format(["x"])',
    [
      '14: error during formatting: decimal clause can only be used on integers, was given string',
    ],
  ],
  ['"%s".format([])', ['12: index 0 out of range']],
  [
    '"%q".format([1])',
    [
      '12: could not parse formatting clause: unrecognized formatting clause "q"',
    ],
  ],
  ['[1, "a"]', ["5: expected type 'int' but found 'string'"]],
  [
    '{"a": 1, 2: "b"}',
    [
      "10: expected type 'string' but found 'int'",
      "13: expected type 'int' but found 'string'",
    ],
  ],
  [
    '1 + "a"',
    ["3: found no matching overload for '_+_' applied to '(int, string)'"],
  ],
  [
    '1 == 1.0',
    ["3: found no matching overload for '_==_' applied to '(int, double)'"],
  ],
  [
    '1 == "a"',
    ["3: found no matching overload for '_==_' applied to '(int, string)'"],
  ],
  [
    '"a" + 1',
    ["5: found no matching overload for '_+_' applied to '(string, int)'"],
  ],
  [
    'undefinedVariable',
    ["1: undeclared reference to 'undefinedVariable' (in container '')"],
  ],
  ['nosuch(1)', ["7: undeclared reference to 'nosuch' (in container '')"]],
  ['"a".nosuch()', ["11: undeclared reference to 'nosuch' (in container '')"]],
  ['1.nosuch', ["2: type 'int' does not support field selection"]],
  ['[1].all(x, x)', ["12: expected type 'bool' but found 'int'"]],
  [
    '1.all(x, true)',
    [
      "1: expression of type 'int' cannot be range of a comprehension (must be list, map, or dynamic)",
    ],
  ],
  ['[1].map(1, x)', ['9: argument is not an identifier']],
  ['has(1)', ['5: invalid argument to has() macro']],
  ['has("a".b)', ["4: type 'string' does not support field selection"]],
  ['"a".b', ["4: type 'string' does not support field selection"]],
  ['[1, 2].foo', ["7: type 'list(int)' does not support field selection"]],
  [
    'true ? 1 : "a"',
    [
      "6: found no matching overload for '_?_:_' applied to '(bool, int, string)'",
    ],
  ],
  ['true && 1', ["9: expected type 'bool' but found 'int'"]],
  ['!1', ["1: found no matching overload for '!_' applied to '(int)'"]],
  ['-"a"', ["1: found no matching overload for '-_' applied to '(string)'"]],
  [
    '[1] + ["a"]',
    [
      "5: found no matching overload for '_+_' applied to '(list(int), list(string))'",
    ],
  ],
  [
    '1 in ["a"]',
    [
      "3: found no matching overload for '@in' applied to '(int, list(string))'",
    ],
  ],
  ['if', ['1: reserved identifier: if']],
  ['namespace', ['1: reserved identifier: namespace']],
  ['duration("x")', ['10: invalid duration argument']],
  ['timestamp("x")', ['11: invalid timestamp argument']],
  ['"a".matches("(")', ['13: invalid matches argument']],
  ['size(1)', ["5: found no matching overload for 'size' applied to '(int)'"]],
  [
    '\'%s\'.format([quantity("1")])',
    [
      '22: error during formatting: string clause can only be used on strings, bools, bytes, ints, doubles, maps, lists, types, durations, and timestamps, was given kubernetes.Quantity',
    ],
  ],
  ['[1, ?2]', ["6: expected type 'optional_type(int)' but found 'int'"]],
  ['{?"a": 1}', ["8: expected type 'optional_type(int)' but found 'int'"]],
  [
    'optional.of(1).optMap(x, y)',
    ["26: undeclared reference to 'y' (in container '')"],
  ],
  [
    'optional.of(1).optMap(1, x)',
    ['23: optMap() variable name must be a simple identifier'],
  ],
  [
    '1.optMap(x, x)',
    [
      "9: found no matching overload for 'hasValue' applied to 'int.()'",
      "9: found no matching overload for 'value' applied to 'int.()'",
    ],
  ],
  [
    '{"a": 1}.all(k, v, w, true)',
    [
      "13: undeclared reference to 'all' (in container '')",
      "14: undeclared reference to 'k' (in container '')",
      "17: undeclared reference to 'v' (in container '')",
      "20: undeclared reference to 'w' (in container '')",
    ],
  ],
  [
    '[1, 2].sum(3)',
    ["11: found no matching overload for 'sum' applied to 'list(int).(int)'"],
  ],
  [
    '[["a"]].sort()',
    [
      "13: found no matching overload for 'sort' applied to 'list(list(string)).()'",
    ],
  ],
  [
    '"%s".format([optional.of(1)])',
    [
      '25: error during formatting: string clause can only be used on strings, bools, bytes, ints, doubles, maps, lists, types, durations, and timestamps, was given optional_type',
    ],
  ],
];
