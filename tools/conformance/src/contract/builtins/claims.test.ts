import { ask, Request } from '../../testing/ask';
import { CORE } from '../../testing/builtins';
import { contract } from '../../testing/contract';
import { inOrder, said } from '../../testing/said';

contract('claims for storage', server => {
  let names: Record<string, string>;
  beforeAll(async () => {
    names = { ns: await server().namespace() };
  });

  it.each<[string, Request, string[]]>([
    [
      'claim without access mode',
      [
        'POST',
        `${CORE}/persistentvolumeclaims?dryRun=All`,
        {
          metadata: { name: 'x' },
          spec: { resources: { requests: { storage: '1Gi' } } },
        },
      ],
      [
        '422 Invalid',
        'PersistentVolumeClaim "x" is invalid: spec.accessModes: Required value: at least 1 access mode is required',
        '/PersistentVolumeClaim x',
        '- FieldValueRequired spec.accessModes: Required value: at least 1 access mode is required',
      ],
    ],
    [
      'claim without storage',
      [
        'POST',
        `${CORE}/persistentvolumeclaims?dryRun=All`,
        { metadata: { name: 'x' }, spec: { accessModes: ['ReadWriteOnce'] } },
      ],
      [
        '422 Invalid',
        'PersistentVolumeClaim "x" is invalid: spec.resources[storage]: Required value',
        '/PersistentVolumeClaim x',
        '- FieldValueRequired spec.resources[storage]: Required value',
      ],
    ],
    [
      'claim access mode',
      [
        'POST',
        `${CORE}/persistentvolumeclaims?dryRun=All`,
        {
          metadata: { name: 'x' },
          spec: {
            accessModes: ['Odd'],
            resources: { requests: { storage: '1Gi' } },
          },
        },
      ],
      [
        '422 Invalid',
        'PersistentVolumeClaim "x" is invalid: spec.accessModes: Unsupported value: "Odd": supported values: "ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"',
        '/PersistentVolumeClaim x',
        '- FieldValueNotSupported spec.accessModes: Unsupported value: "Odd": supported values: "ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"',
      ],
    ],
  ])('are refused: %s', async (_title, request, text) => {
    expect(inOrder(said(await ask(server(), names, request)))).toEqual(
      inOrder(text),
    );
  });
});
