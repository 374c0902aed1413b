import { operationRegistry } from '@kubedc/backstage-plugin-kubedc-common';
import { parse } from 'yaml';
import { examplesOf, operationExamples } from '.';

const creating = operationRegistry
  .all()
  .filter(({ target }) => target === 'new');

describe('examples', () => {
  it.each(creating.map(declaration => [declaration.id, declaration] as const))(
    'of %s fit its input',
    (_, declaration) => {
      const examples = operationExamples[declaration.kind] ?? [];

      expect(examples.length).toBeGreaterThan(0);
      for (const { input } of examples) {
        expect(declaration.input.strict().safeParse(input)).toMatchObject({
          success: true,
        });
      }
    },
  );

  it('are steps that name the action', () => {
    const [{ example }] = examplesOf(creating[0]);

    expect(parse(example).steps[0]).toMatchObject({
      action: `kubedc:${creating[0].id}`,
    });
  });
});
