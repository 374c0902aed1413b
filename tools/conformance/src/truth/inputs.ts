import fc from 'fast-check';
import type { z } from 'zod/v3';

/**
 * Texts that fields of operations ask for in ways that no pattern tells: amounts, networks, schedules. Odd but valid
 * forms are among them.
 */
const TEXTS = fc.oneof(
  fc
    .tuple(
      fc.integer({ min: 1, max: 9999 }),
      fc.constantFrom('', 'm', 'k', 'M', 'G', 'T', 'Ki', 'Mi', 'Gi', 'Ti'),
    )
    .map(([amount, unit]) => `${amount}${unit}`),
  fc.constantFrom(
    '1e3',
    '0.5',
    '.5Gi',
    '5.Gi',
    '+2Gi',
    '1E9',
    '100e6',
    '1.5Ti',
  ),
  fc
    .tuple(
      fc.integer({ min: 0, max: 0xffffffff }),
      fc.integer({ min: 8, max: 30 }),
    )
    .map(([address, bits]) => networkOf(address, bits)),
  fc.constantFrom(
    '0 2 * * *',
    '*/5 * * * *',
    '15 3 1,15 * 1-5',
    '0  4 * * SUN',
  ),
  fc.stringMatching(/^[a-z][a-z0-9]{0,20}$/),
  fc.string({ minLength: 1, maxLength: 40 }),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
);

function networkOf(address: number, bits: number): string {
  const size = 2 ** (32 - bits);
  const first = Math.floor(address / size) * size;
  const octets = [24, 16, 8, 0].map(
    shift => Math.floor(first / 2 ** shift) % 256,
  );
  return `${octets.join('.')}/${bits}`;
}

interface Check {
  kind: string;
  value?: number;
  regex?: RegExp;
  inclusive?: boolean;
}

interface Definition {
  typeName: string;
  checks?: Check[];
  values?: unknown[] | Record<string, unknown>;
  value?: unknown;
  innerType?: z.ZodTypeAny;
  schema?: z.ZodTypeAny;
  type?: z.ZodTypeAny;
  options?: z.ZodTypeAny[];
  valueType?: z.ZodTypeAny;
  shape?(): Record<string, z.ZodTypeAny>;
}

function textsOf(checks: Check[]): fc.Arbitrary<unknown> {
  const regex = checks.find(({ kind }) => kind === 'regex')?.regex;
  const min = checks.find(({ kind }) => kind === 'min')?.value ?? 0;
  const max = checks.find(({ kind }) => kind === 'max')?.value ?? 60;
  return regex
    ? fc.oneof(
        fc.stringMatching(regex).map(text => text.slice(0, max)),
        fc.stringMatching(regex),
      )
    : fc.oneof(
        TEXTS,
        fc.string({ minLength: min, maxLength: Math.min(max, 3000) }),
      );
}

function numbersOf(checks: Check[]): fc.Arbitrary<unknown> {
  const min = checks.find(({ kind }) => kind === 'min')?.value ?? -1000;
  const max = checks.find(({ kind }) => kind === 'max')?.value ?? 1_000_000;
  return checks.some(({ kind }) => kind === 'int')
    ? fc.integer({ min: Math.ceil(min), max: Math.floor(max) })
    : fc.double({ min, max, noNaN: true });
}

function candidates(schema: z.ZodTypeAny): fc.Arbitrary<unknown> {
  const definition = schema._def as Definition;
  switch (definition.typeName) {
    case 'ZodString':
      return textsOf(definition.checks ?? []);
    case 'ZodNumber':
      return numbersOf(definition.checks ?? []);
    case 'ZodBoolean':
      return fc.boolean();
    case 'ZodLiteral':
      return fc.constant(definition.value);
    case 'ZodEnum':
      return fc.constantFrom(...(definition.values as unknown[]));
    case 'ZodNativeEnum':
      return fc.constantFrom(...Object.values(definition.values!));
    case 'ZodOptional':
    case 'ZodDefault':
    case 'ZodNullable':
      return fc.option(inputsOf(definition.innerType!), { nil: undefined });
    case 'ZodEffects':
      return candidates(definition.schema!);
    case 'ZodArray':
      return fc.array(inputsOf(definition.type!), {
        minLength: 1,
        maxLength: 3,
      });
    case 'ZodRecord':
      return fc.dictionary(
        fc.stringMatching(/^[a-z][a-z0-9-]{0,10}[a-z0-9]$/),
        inputsOf(definition.valueType!),
        { maxKeys: 3 },
      );
    case 'ZodUnion':
    case 'ZodDiscriminatedUnion':
      return fc.oneof(...definition.options!.map(inputsOf));
    case 'ZodObject':
      return fieldsOf(definition.shape!());
    default:
      throw new Error(`inputs of ${definition.typeName} cannot be made up`);
  }
}

function fieldsOf(
  shape: Record<string, z.ZodTypeAny>,
  given: Record<string, fc.Arbitrary<unknown>> = {},
): fc.Arbitrary<Record<string, unknown>> {
  return fc
    .record(
      Object.fromEntries(
        Object.entries(shape).map(([name, schema]) => [
          name,
          given[name] ?? inputsOf(schema),
        ]),
      ),
    )
    .map(fields =>
      Object.fromEntries(
        Object.entries(fields).filter(([, value]) => value !== undefined),
      ),
    );
}

/** Values that a schema accepts. */
export function inputsOf(schema: z.ZodTypeAny): fc.Arbitrary<unknown> {
  return candidates(schema).filter(value => schema.safeParse(value).success);
}

/**
 * Valid inputs of an operation.
 *
 * @param given - fields whose values depend on the platform, such as offered versions
 */
export function operationInputs(
  schema: z.AnyZodObject,
  given: Record<string, fc.Arbitrary<unknown>>,
): fc.Arbitrary<Record<string, unknown>> {
  return fieldsOf(schema.shape, given).filter(
    input => schema.safeParse(input).success,
  );
}
