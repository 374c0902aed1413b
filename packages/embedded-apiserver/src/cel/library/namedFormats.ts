import {
  validateLabel,
  validateLabel1035,
  validateLabelValue,
  validateQualifiedName,
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
