import { ask, Request } from '../../testing/ask';
import { CORE } from '../../testing/builtins';
import { contract } from '../../testing/contract';
import { causesOf } from '../../testing/causesOf';

contract('secrets that cannot be', server => {
  let ns: string;
  beforeAll(async () => {
    ns = await server().namespace();
  });

  it.each<[string, Request, string[]]>([
    [
      'docker bad json',
      [
        'POST',
        `${CORE}/secrets?dryRun=All`,
        {
          metadata: { name: 'x' },
          type: 'kubernetes.io/dockerconfigjson',
          stringData: { '.dockerconfigjson': 'nojson' },
        },
      ],
      [
        '422 Invalid',
        "- FieldValueInvalid data[.dockerconfigjson]: Invalid value: \"<secret contents redacted>\": invalid character 'o' in literal null (expecting 'u')",
      ],
    ],
    [
      'docker list',
      [
        'POST',
        `${CORE}/secrets?dryRun=All`,
        {
          metadata: { name: 'x' },
          type: 'kubernetes.io/dockerconfigjson',
          stringData: { '.dockerconfigjson': '[1]' },
        },
      ],
      [
        '422 Invalid',
        '- FieldValueInvalid data[.dockerconfigjson]: Invalid value: "<secret contents redacted>": json: cannot unmarshal array into Go value of type map[string]interface {}',
      ],
    ],
    [
      'docker empty',
      [
        'POST',
        `${CORE}/secrets?dryRun=All`,
        {
          metadata: { name: 'x' },
          type: 'kubernetes.io/dockerconfigjson',
          stringData: { '.dockerconfigjson': '' },
        },
      ],
      [
        '422 Invalid',
        '- FieldValueInvalid data[.dockerconfigjson]: Invalid value: "<secret contents redacted>": unexpected end of JSON input',
      ],
    ],
    [
      'docker trunc',
      [
        'POST',
        `${CORE}/secrets?dryRun=All`,
        {
          metadata: { name: 'x' },
          type: 'kubernetes.io/dockerconfigjson',
          stringData: { '.dockerconfigjson': '{"auths": ' },
        },
      ],
      [
        '422 Invalid',
        '- FieldValueInvalid data[.dockerconfigjson]: Invalid value: "<secret contents redacted>": unexpected end of JSON input',
      ],
    ],
    [
      'docker none',
      [
        'POST',
        `${CORE}/secrets?dryRun=All`,
        { metadata: { name: 'x' }, type: 'kubernetes.io/dockerconfigjson' },
      ],
      [
        '422 Invalid',
        '- FieldValueRequired data[.dockerconfigjson]: Required value',
      ],
    ],
    [
      'dockercfg none',
      [
        'POST',
        `${CORE}/secrets?dryRun=All`,
        { metadata: { name: 'x' }, type: 'kubernetes.io/dockercfg' },
      ],
      ['422 Invalid', '- FieldValueRequired data[.dockercfg]: Required value'],
    ],
    [
      'dockercfg bad',
      [
        'POST',
        `${CORE}/secrets?dryRun=All`,
        {
          metadata: { name: 'x' },
          type: 'kubernetes.io/dockercfg',
          stringData: { '.dockercfg': 'x' },
        },
      ],
      [
        '422 Invalid',
        '- FieldValueInvalid data[.dockercfg]: Invalid value: "<secret contents redacted>": invalid character \'x\' looking for beginning of value',
      ],
    ],
    [
      'basic none',
      [
        'POST',
        `${CORE}/secrets?dryRun=All`,
        { metadata: { name: 'x' }, type: 'kubernetes.io/basic-auth' },
      ],
      [
        '422 Invalid',
        '- FieldValueRequired data[password]: Required value',
        '- FieldValueRequired data[username]: Required value',
      ],
    ],
    [
      'ssh none',
      [
        'POST',
        `${CORE}/secrets?dryRun=All`,
        {
          metadata: { name: 'x' },
          type: 'kubernetes.io/ssh-auth',
          stringData: { 'ssh-privatekey': '' },
        },
      ],
      [
        '422 Invalid',
        '- FieldValueRequired data[ssh-privatekey]: Required value',
      ],
    ],
    [
      'tls',
      [
        'POST',
        `${CORE}/secrets?dryRun=All`,
        {
          metadata: { name: 'x' },
          type: 'kubernetes.io/tls',
          stringData: { 'tls.crt': '' },
        },
      ],
      ['422 Invalid', '- FieldValueRequired data[tls.key]: Required value'],
    ],
  ])('%s', async (_title, request, expected) => {
    expect(causesOf(await ask(server(), { ns }, request))).toEqual(expected);
  });
});
