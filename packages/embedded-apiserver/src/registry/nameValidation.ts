const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const LABEL_1035 = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

function tooLong(max: number): string {
  return `must be no more than ${max} characters`;
}

/** What is wrong with a name that has to be an RFC 1123 subdomain. */
export function validateSubdomain(name: string): string[] {
  const problems: string[] = [];
  if (name.length > 253) {
    problems.push(tooLong(253));
  }
  if (!SUBDOMAIN.test(name)) {
    problems.push(
      "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
    );
  }
  return problems;
}

/** What is wrong with a name that has to be an RFC 1123 label. */
export function validateLabel(name: string): string[] {
  const problems: string[] = [];
  if (name.length > 63) {
    problems.push(tooLong(63));
  }
  if (SUBDOMAIN.test(name) && name.includes('.')) {
    problems.push('must not contain dots');
  } else if (!LABEL.test(name)) {
    problems.push(
      "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')",
    );
  }
  return problems;
}

const QUALIFIED =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const QUALIFIED_NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

/** What is wrong with a name that may have a domain before it. */
export function validateQualifiedName(text: string): string[] {
  const parts = text.split('/');
  if (parts.length > 2) {
    return [
      `a valid label key ${QUALIFIED} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  }
  const problems: string[] = [];
  const name = parts[parts.length - 1];
  if (parts.length === 2) {
    const [prefix] = parts;
    problems.push(
      ...(prefix === ''
        ? ['must be non-empty']
        : validateSubdomain(prefix)
      ).map(problem => `prefix part ${problem}`),
    );
  }
  if (name === '') {
    problems.push('name part must be non-empty');
  } else if (name.length > 63) {
    problems.push('name part must be no more than 63 bytes');
  }
  if (!QUALIFIED_NAME.test(name)) {
    problems.push(`name part ${QUALIFIED}`);
  }
  return problems;
}

/** What is wrong with the value of a label. */
export function validateLabelValue(value: string): string[] {
  const problems: string[] = [];
  if (value.length > 63) {
    problems.push('must be no more than 63 bytes');
  }
  if (value !== '' && !QUALIFIED_NAME.test(value)) {
    problems.push(
      "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')",
    );
  }
  return problems;
}

/** What is wrong with a name that has to be a DNS-1035 label. */
export function validateLabel1035(name: string): string[] {
  const problems: string[] = [];
  if (name.length > 63) {
    problems.push(tooLong(63));
  }
  if (!LABEL_1035.test(name)) {
    problems.push(
      "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')",
    );
  }
  return problems;
}

/** What is wrong with a name that only has to fit into a path. */
export function validatePathSegment(name: string): string[] {
  if (name === '.' || name === '..') {
    return [`may not be '${name}'`];
  }
  return ['/', '%']
    .filter(character => name.includes(character))
    .map(character => `may not contain '${character}'`);
}
