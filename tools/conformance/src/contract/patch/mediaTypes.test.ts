import { contract } from '../../testing/contract';
import { Defined } from '../../testing/define';
import { patched } from '../../testing/patched';
import { said } from '../../testing/said';

contract('media types of patches', server => {
  let ns: string;
  let path: string;
  let widgets: Defined;
  beforeAll(async () => {
    ({ ns, path, widgets } = await patched(server()));
  });

  it.each<[string, string, string, string[]]>([
    [
      'built in',
      '{path}/steady',
      'application/json',
      ['415 UnsupportedMediaType', '415: Unsupported Media Type', '/ '],
    ],
    [
      'custom',
      '{widgets}/steady',
      'application/json',
      [
        '415 UnsupportedMediaType',
        'the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml',
      ],
    ],
    [
      'custom, strategic',
      '{widgets}/steady',
      'application/strategic-merge-patch+json',
      [
        '415 UnsupportedMediaType',
        'the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml',
      ],
    ],
    [
      'nothing',
      '{path}/steady',
      '',
      ['415 UnsupportedMediaType', '415: Unsupported Media Type', '/ '],
    ],
    [
      'text',
      '{path}/steady',
      'text/plain',
      ['415 UnsupportedMediaType', '415: Unsupported Media Type', '/ '],
    ],
    [
      'with parameters',
      '{path}/steady',
      'application/merge-patch+json; charset=utf-8',
      ['200'],
    ],
  ])('have a media type: %s', async (_title, target, contentType, text) => {
    const answer = await server().api.request(
      'PATCH',
      target.replace('{path}', path).replace('{widgets}', widgets.path(ns)),
      { body: '{}', contentType },
    );
    expect(said(answer)).toEqual(text);
  });
});
