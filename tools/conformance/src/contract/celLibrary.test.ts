import { contract, ContractServer } from '../testing/contract';
import { define, definition, DEFINITIONS } from '../testing/define';
import { failures } from './cel/failures';
import { kubernetesValues } from './cel/kubernetesValues';
import { languageValues } from './cel/languageValues';
import { mistakes } from './cel/mistakes';
import { textAndListValues } from './cel/textAndListValues';

/** As many as a definition may have before it costs too much. */
const CHUNK = 25;

/** All at once: a real server takes a second to serve what is defined. */
async function eachChunk<T>(
  rows: T[],
  work: (chunk: T[]) => Promise<void>,
): Promise<void> {
  const count = Math.ceil(rows.length / CHUNK);
  await Promise.all(
    Array.from({ length: count }, (_, i) =>
      work(rows.slice(i * CHUNK, (i + 1) * CHUNK)),
    ),
  );
}

const schema = (rules: object[]) => ({
  type: 'object',
  'x-kubernetes-validations': rules,
});

/** What the server says about an object that breaks all rules. */
async function complaints(
  server: ContractServer,
  rules: object[],
): Promise<string[]> {
  const widgets = await define(server, {
    scope: 'Cluster',
    schema: schema(rules),
  });
  const { code, body } = await server.api.post(
    widgets.path(),
    widgets.object('any'),
  );
  expect(code).toBe(422);
  return body.details.causes.map((cause: { message: string }) => cause.message);
}

contract('the function library of CEL', server => {
  it.each([
    ['the language', languageValues],
    ['texts and lists', textAndListValues],
    ["Kubernetes' types", kubernetesValues],
  ])('gives the values of %s', async (_title, rows) => {
    await eachChunk(rows, async chunk => {
      const messages = await complaints(
        server(),
        chunk.map(([expression], i) => ({
          rule: 'false',
          message: `row ${i} has no value`,
          messageExpression: `'row ${i} is %s'.format([${expression}])`,
        })),
      );
      expect(
        Object.fromEntries(chunk.map(([e], i) => [e, messages[i]])),
      ).toEqual(
        Object.fromEntries(
          chunk.map(([e, value], i) => [
            e,
            `Invalid value: row ${i} is ${value}`,
          ]),
        ),
      );
    });
  });

  it('says why an evaluation fails', async () => {
    await eachChunk(failures, async chunk => {
      const messages = await complaints(
        server(),
        chunk.map(([expression], i) => ({
          rule: `[${expression}].size() == 1`,
          message: `row ${i}`,
        })),
      );
      expect(
        Object.fromEntries(chunk.map(([e], i) => [e, messages[i]])),
      ).toEqual(
        Object.fromEntries(
          chunk.map(([e, error], i) => [
            e,
            error.startsWith('no such overload')
              ? `Invalid value: "object": '${error}': call arguments did not match a supported operator, function or macro signature for rule: row ${i}`
              : `Invalid value: "object": ${error} evaluating rule: row ${i}`,
          ]),
        ),
      );
    });
  });

  it('refuses what does not compile, and says where and why', async () => {
    const group = `${server().unique('rules')}.example.com`;
    await eachChunk(mistakes, async chunk => {
      const rules = chunk.map(([expression]) => ({
        rule: `[${expression}].size() == 1`,
        message: 'a message',
      }));
      const { code, body } = await server().api.post(
        `${DEFINITIONS}?dryRun=All`,
        definition(group, { schema: schema(rules) }),
      );
      expect(code).toBe(422);
      const causes: { field: string; message: string }[] = body.details.causes;
      const found = causes.map(({ field, message }) => [
        field,
        [...message.matchAll(/^.*?ERROR: <input>:1:(\d+): (.*)$/gm)].map(
          ([, column, text]) => `${Number(column) - 1}: ${text}`,
        ),
      ]);
      expect(found).toEqual(
        chunk.map(([, problems], i) => [
          `spec.validation.openAPIV3Schema.x-kubernetes-validations[${i}].rule`,
          problems,
        ]),
      );
    });
  });
});
