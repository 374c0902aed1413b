import { ContractServer } from './contract';
import { define, Defined } from './define';

interface Rule {
  rule: string;
  [key: string]: unknown;
}

/** A schema's rules. */
export function rules(...list: Rule[]) {
  return { 'x-kubernetes-validations': list };
}

/** Texts that are short enough for rules to look at. */
export const text = { type: 'string', maxLength: 40 };

const spec = {
  type: 'object',
  ...rules(
    {
      rule: '!has(self.min) || !has(self.max) || self.min <= self.max',
      message: 'min must not be above max',
      fieldPath: '.min',
    },
    {
      rule: "!has(self.mode) || self.mode != 'off' || !has(self.max)",
      messageExpression: "'max is not for mode ' + self.mode",
      reason: 'FieldValueForbidden',
      fieldPath: '.max',
    },
    {
      rule: '!has(self.needs) || has(self.labels) && self.needs in self.labels',
      messageExpression: "self.labels['nothing']",
      message: ' the label is missing ',
      reason: 'FieldValueRequired',
      fieldPath: '.labels',
    },
    { rule: "!has(self.mode) || self.mode != 'broken' || self.max > 1" },
  ),
  properties: {
    min: { type: 'integer' },
    max: { type: 'integer' },
    mode: { type: 'string', maxLength: 10 },
    needs: text,
    labels: { type: 'object', maxProperties: 8, additionalProperties: text },
    size: {
      type: 'integer',
      ...rules({
        rule: 'self >= oldSelf',
        message: 'size cannot shrink',
      }),
    },
    name: {
      type: 'string',
      maxLength: 20,
      ...rules(
        { rule: 'self == oldSelf', message: 'name is immutable' },
        { rule: "self != 'taken'", reason: 'FieldValueDuplicate' },
      ),
    },
    once: {
      type: 'string',
      maxLength: 20,
      ...rules({
        rule: "oldSelf.hasValue() || self == 'first'",
        optionalOldSelf: true,
        message: 'begins with first',
      }),
    },
    even: {
      type: 'integer',
      ...rules({ rule: 'self % 2 == 0', message: 'must be even' }),
    },
    port: {
      'x-kubernetes-int-or-string': true,
      ...rules({ rule: 'type(self) == string || self < 65536' }),
    },
    anything: {
      'x-kubernetes-int-or-string': true,
      ...rules({ rule: 'self.size() > 0' }),
    },
    since: {
      type: 'string',
      format: 'date-time',
      ...rules({
        rule: "self > timestamp('2020-01-01T00:00:00Z')",
        message: 'too long ago',
      }),
    },
    wait: {
      type: 'string',
      format: 'duration',
      ...rules({ rule: "self <= duration('1h')", message: 'too long' }),
    },
    share: {
      type: 'number',
      ...rules({ rule: 'self <= 1.0', message: 'more than all' }),
    },
    'odd-name.x/y': { type: 'boolean' },
    namespace: text,
    parts: {
      type: 'array',
      maxItems: 5,
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['id'],
      items: {
        type: 'object',
        required: ['id'],
        ...rules({
          rule: '!has(oldSelf.value) || self.value == oldSelf.value',
          message: 'value is fixed',
        }),
        properties: { id: text, value: text },
      },
    },
    tags: {
      type: 'array',
      maxItems: 5,
      'x-kubernetes-list-type': 'set',
      items: text,
      ...rules({ rule: 'self == oldSelf', message: 'tags are fixed' }),
    },
    map: {
      type: 'object',
      maxProperties: 4,
      additionalProperties: {
        type: 'integer',
        ...rules({ rule: 'self > 0', message: 'must be positive' }),
      },
    },
  },
};

/** Widgets that are held to rules of all kinds. */
export function ruledWidgets(server: ContractServer): Promise<Defined> {
  return define(server, {
    version: { subresources: { status: {} } },
    schema: {
      type: 'object',
      ...rules({
        rule: "self.metadata.name != 'forbidden'",
        message: 'not this name',
      }),
      properties: {
        spec: {
          ...spec,
          'x-kubernetes-validations': [
            ...spec['x-kubernetes-validations'],
            {
              rule: '!has(self.odd__dash__name__dot__x__slash__y) || !self.odd__dash__name__dot__x__slash__y || has(self.__namespace__)',
              message: 'needs a namespace',
            },
          ],
        },
        status: {
          type: 'object',
          properties: {
            phase: {
              ...text,
              ...rules({ rule: "self != 'Bad'", message: 'no such phase' }),
            },
          },
        },
      },
    },
  });
}
