import { sample } from '../objects';
import { Random } from '../random';
import { Category, withBody } from '../request';

function oddName(random: Random): unknown {
  return random.pick<unknown>([
    'a'.repeat(253),
    'a'.repeat(254),
    `${'a'.repeat(63)}.`.repeat(3) + 'b'.repeat(61),
    `${'a'.repeat(63)}.`.repeat(3) + 'b'.repeat(62),
    'a'.repeat(64),
    '',
    ' ',
    'Upper',
    'under_score',
    '-a',
    'a-',
    '.a',
    'a.',
    'a..b',
    '.',
    '..',
    'a/b',
    'a%b',
    'a b',
    'ü',
    '日本',
    'a\u0000b',
    'a\nb',
    '__proto__',
    'constructor',
    7,
    null,
    true,
    {},
    ['a'],
    random.text(random.int(1, 300), 'abc-.'),
    random.text(random.int(1, 20), 'abC_-. /ü'),
  ]);
}

function oddLabels(random: Random): unknown {
  const key = random.pick([
    'a',
    '',
    'a/b',
    'a/b/c',
    '/a',
    'a/',
    'Upper/x',
    'example.com/x',
    'example..com/x',
    'a'.repeat(63),
    'a'.repeat(64),
    `${'a'.repeat(253)}/x`,
    `${'a'.repeat(254)}/x`,
    'ü',
    '-a',
    'a_b.c-d',
    '__proto__',
    'constructor',
  ]);
  const value = random.pick<unknown>([
    '',
    'a',
    'a b',
    '-a',
    'ü',
    'a'.repeat(63),
    'a'.repeat(64),
    7,
    null,
    true,
    {},
    [],
  ]);
  return random.pick<unknown>([
    Object.fromEntries([[key, value]]),
    Object.fromEntries([
      [key, value],
      ['z', 'ok'],
    ]),
    [],
    'text',
    7,
    null,
  ]);
}

/** Names and labels that may not be, in bodies and in paths. */
export const names: Category = (random, place) => {
  const { path, object } = sample(random, place);
  switch (random.int(0, 5)) {
    case 0: {
      const name = encodeURIComponent(String(oddName(random)));
      const method = random.pick(['GET', 'DELETE', 'HEAD']);
      return { method, path: `${path}/${name}?dryRun=All` };
    }
    case 1: {
      const name = encodeURIComponent(String(oddName(random)));
      return withBody(
        'PUT',
        `${path}/${name}?dryRun=All`,
        JSON.stringify(object),
      );
    }
    case 2:
      object.metadata[random.pick(['labels', 'annotations'])] =
        oddLabels(random);
      break;
    case 3:
      object.metadata.namespace = random.pick([
        oddName(random),
        place.namespace,
        'default',
      ]);
      break;
    case 4:
      object.metadata = { generateName: oddName(random) };
      break;
    default:
      object.metadata.name = oddName(random);
  }
  return withBody('POST', `${path}?dryRun=All`, JSON.stringify(object));
};
