import {
  validateLabel,
  validateLabel1035,
  validateSubdomain,
} from '../../registry/nameValidation';
import { hasFormat } from '../../schema/formats';
import { goQuote } from '../../util/goQuote';
import { celTypes, listOf, opaque, optionalOf } from '../types/celType';
import { ListValue } from '../values/collections';
import { OpaqueValue, OptionalValue } from '../values/value';
import { Define } from './overload';

const { string } = celTypes;

/** The type of the named formats. */
export const formatType = opaque('kubernetes.NamedFormat');

type Validate = (text: string) => string[];

const NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const NAME_HELP =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const VALUE_HELP =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

const validateQualifiedName: Validate = text => {
  const parts = text.split('/');
  const name = parts[parts.length - 1];
  if (parts.length > 2) {
    return [
      `a valid label key ${NAME_HELP} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  }
  const problems: string[] = [];
  if (parts.length === 2) {
    const [prefix] = parts;
    problems.push(
      ...(prefix === ''
        ? ['prefix part must be non-empty']
        : validateSubdomain(prefix).map(why => `prefix part ${why}`)),
    );
  }
  if (name === '') {
    problems.push('name part must be non-empty');
  } else if (name.length > 63) {
    problems.push('name part must be no more than 63 characters');
  }
  if (!NAME.test(name)) {
    problems.push(`name part ${NAME_HELP}`);
  }
  return problems;
};

const validateLabelValue: Validate = text => {
  const problems =
    text.length > 63 ? ['must be no more than 63 characters'] : [];
  return text === '' || NAME.test(text) ? problems : [...problems, VALUE_HELP];
};

/** The start of a name may end with what a whole name may not end with. */
function asPrefix(validate: Validate): Validate {
  return text => validate(text.replace(/-$/, 'a'));
}

function has(format: string, problem: string): Validate {
  return text => (hasFormat(format, text) ? [] : [problem]);
}

const validateUri: Validate = text => {
  if (hasFormat('uri', text)) {
    return [];
  }
  const why = text === '' ? 'empty url' : 'invalid URI for request';
  return [`parse ${goQuote(text)}: ${why}`];
};

const FORMATS: Record<string, Validate> = {
  dns1123Label: validateLabel,
  dns1123Subdomain: validateSubdomain,
  dns1035Label: validateLabel1035,
  qualifiedName: validateQualifiedName,
  dns1123LabelPrefix: asPrefix(validateLabel),
  dns1123SubdomainPrefix: asPrefix(validateSubdomain),
  dns1035LabelPrefix: asPrefix(validateLabel1035),
  labelValue: validateLabelValue,
  uri: validateUri,
  uuid: has('uuid', 'does not match the UUID format'),
  byte: has('byte', 'invalid base64'),
  date: has('date', 'invalid date'),
  datetime: has('date-time', 'invalid datetime'),
};

class FormatValue extends OpaqueValue {
  readonly type = formatType;

  constructor(readonly name: string, readonly validate: Validate) {
    super();
  }

  equals(other: OpaqueValue): boolean {
    return (other as FormatValue).name === this.name;
  }
}

/** The formats of Kubernetes' names. */
export function namedFormats({ call, method }: Define): void {
  for (const [name, validate] of Object.entries(FORMATS)) {
    const value = new FormatValue(name, validate);
    call(`format.${name}`, [], formatType, () => value);
  }
  call('format.named', [string], optionalOf(formatType), (name: string) =>
    Object.hasOwn(FORMATS, name)
      ? new OptionalValue(new FormatValue(name, FORMATS[name]))
      : OptionalValue.none,
  );
  method(
    'validate',
    [formatType, string],
    optionalOf(listOf(string)),
    (value: FormatValue, text: string) => {
      const problems = value.validate(text);
      return problems.length
        ? new OptionalValue(new ListValue(problems))
        : OptionalValue.none;
    },
  );
}
