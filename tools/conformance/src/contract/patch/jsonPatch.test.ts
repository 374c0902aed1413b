import { contract } from '../../testing/contract';
import { patched, PatchType } from '../../testing/patched';
import { said } from '../../testing/said';

contract('JSON patches', server => {
  let path: string;
  beforeAll(async () => {
    ({ path } = await patched(server()));
  });

  it.each<[string, PatchType, unknown, string[]]>([
    [
      'test fails',
      'json',
      [{ op: 'test', path: '/data/a', value: '2' }],
      [
        '422 Invalid',
        'the server rejected our request due to an error in our request',
        '/ ',
      ],
    ],
    [
      'test of nothing',
      'json',
      [{ op: 'test', path: '/data/none', value: '2' }],
      [
        '422 Invalid',
        'the server rejected our request due to an error in our request',
        '/ ',
      ],
    ],
    [
      'remove nothing',
      'json',
      [{ op: 'remove', path: '/data/none' }],
      [
        '422 Invalid',
        'the server rejected our request due to an error in our request',
        '/ ',
      ],
    ],
    [
      'replace nothing',
      'json',
      [{ op: 'replace', path: '/data/none', value: '' }],
      ['200'],
    ],
    [
      'add below nothing',
      'json',
      [{ op: 'add', path: '/binaryData/x', value: '' }],
      [
        '422 Invalid',
        'the server rejected our request due to an error in our request',
        '/ ',
      ],
    ],
    [
      'unknown operation',
      'json',
      [{ op: 'invent', path: '/data/a' }],
      [
        '422 Invalid',
        'the server rejected our request due to an error in our request',
        '/ ',
      ],
    ],
    [
      'no path',
      'json',
      [{ op: 'remove' }],
      [
        '422 Invalid',
        'the server rejected our request due to an error in our request',
        '/ ',
      ],
    ],
    [
      'no object',
      'json',
      { op: 'remove', path: '/data/a' },
      [
        '400 BadRequest',
        'error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp',
      ],
    ],
    [
      'too many',
      'json',
      Array.from({ length: 10_001 }, () => ({
        op: 'test',
        path: '/data/a',
        value: '1',
      })),
      [
        '413 RequestEntityTooLarge',
        'Request entity too large: The allowed maximum operations in a JSON patch is 10000, got 10001',
      ],
    ],
    [
      'wrong type',
      'json',
      [{ op: 'replace', path: '/data', value: 5 }],
      [
        '422 Invalid',
        ' "" is invalid: patch: Invalid value: <object>: json: cannot unmarshal number into Go struct field ConfigMap.data of type map[string]string',
        '/ ',
        '- FieldValueInvalid patch: Invalid value: <object>: json: cannot unmarshal number into Go struct field ConfigMap.data of type map[string]string',
      ],
    ],
    [
      'wrong value',
      'json',
      [{ op: 'replace', path: '/data/a', value: 5 }],
      [
        '422 Invalid',
        ' "" is invalid: patch: Invalid value: <object>: json: cannot unmarshal number into Go struct field ConfigMap.data of type string',
        '/ ',
        '- FieldValueInvalid patch: Invalid value: <object>: json: cannot unmarshal number into Go struct field ConfigMap.data of type string',
      ],
    ],
    [
      'name',
      'json',
      [{ op: 'replace', path: '/metadata/name', value: 'other' }],
      [
        '400 BadRequest',
        'the name of the object (other) does not match the name on the URL (steady)',
      ],
    ],
    [
      'version',
      'json',
      [{ op: 'replace', path: '/apiVersion', value: 'v2' }],
      [
        '422 Invalid',
        ' "" is invalid: patch: Invalid value: <object>: no kind "ConfigMap" is registered for version "v2" in scheme "pkg/runtime/scheme.go:111"',
        '/ ',
        '- FieldValueInvalid patch: Invalid value: <object>: no kind "ConfigMap" is registered for version "v2" in scheme "pkg/runtime/scheme.go:111"',
      ],
    ],
    ['malformed', 'json', '[{', ['400 BadRequest']],
  ])('are refused: %s', async (_title, type, patch, text) => {
    const answer = await server().api.patch(`${path}/steady`, type, patch);
    const lines = said(answer).map(line =>
      line.replace(/object meta: [-0-9a-f]{36}/, 'object meta: <uid>'),
    );
    // How a parser words its complaint may differ.
    expect(lines.slice(0, text.length)).toEqual(text);
  });
});
