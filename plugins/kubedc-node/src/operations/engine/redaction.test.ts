import { KubernetesApiError } from '../../errors';
import { z } from 'zod/v3';
import { createRedactor, operationRedactor, redactError } from './redaction';

const userData = [
  '#cloud-config',
  'password: hunter2-mark',
  'chpasswd: { expire: false }',
  'ssh_authorized_keys:',
  '  - ssh-ed25519 AAAAmark bob',
  'runcmd: ["echo \\"quoted-mark\\""]',
].join('\n');

describe('createRedactor', () => {
  const redact = createRedactor([userData]);

  it.each([
    ['as it is', userData],
    ['quoted', JSON.stringify(userData)],
    [
      'quoted within something quoted',
      JSON.stringify(JSON.stringify(userData)),
    ],
    ['as base64', Buffer.from(userData).toString('base64')],
    ['in an address', encodeURIComponent(userData)],
    ['one line of it', 'yaml: line 2: password: hunter2-mark'],
    ['one value of it', 'invalid value "hunter2-mark"'],
    ['one item of it', 'cannot use "ssh-ed25519 AAAAmark bob"'],
  ])('blacks it out %s', (_, text) => {
    const clean = redact(`refused: ${text} is bad`);
    expect(clean).not.toMatch(/mark/);
    expect(clean).not.toContain(Buffer.from('mark').toString('base64'));
    expect(clean).toContain('***');
    expect(clean).toMatch(/^refused: .* is bad$/s);
  });

  it('leaves a sentence without secrets as it is', () => {
    const sentence =
      'virtualmachines.kubevirt.io "web-1" is forbidden: exceeded quota';
    expect(redact(sentence)).toBe(sentence);
  });

  it('does nothing where there is no secret', () => {
    expect(createRedactor(['', ''])('a b')).toBe('a b');
  });
});

describe('operationRedactor', () => {
  const declaration = { secretFields: ['userData', 'keys'] };

  it('takes what is not a text, and what will be trimmed, for secret too', () => {
    const redact = operationRedactor(declaration, {
      userData: '  spaced-mark ',
      keys: { first: ['nested-mark'] },
      name: 'web-1',
    });
    expect(redact('"spaced-mark" and nested-mark of web-1')).toBe(
      '"***" and *** of web-1',
    );
  });

  it('takes nothing apart that its field does not take', () => {
    const split = jest.spyOn(String.prototype, 'split');
    const lines = 'line-of-it\n'.repeat(1_000);
    const bounded = {
      secretFields: ['userData'],
      input: z.object({ userData: z.string().max(100) }),
    };
    const redact = operationRedactor(bounded, { userData: lines });
    const ofMany = operationRedactor(bounded, { userData: [lines, lines] });
    const taken = split.mock.calls.length;
    split.mockRestore();

    expect(taken).toBe(0);
    expect(redact(`received "${lines}"`)).toBe('received "***"');
    expect(ofMany('expected a string')).toBe('expected a string');
    const small = operationRedactor(bounded, { userData: 'a: hidden-mark' });
    expect(small('"hidden-mark" is bad')).toBe('"***" is bad');
  });

  it('takes half a character for a secret like any other', () => {
    const redact = operationRedactor(declaration, { userData: 'half-\ud800' });
    expect(redact('"half-\ud800" and half-%EF%BF%BD')).toBe('"***" and ***');
  });

  it.each([undefined, null, 'text', [], 7])('takes %p for no input', input => {
    expect(operationRedactor(declaration, input)('text 7')).toBe('text 7');
  });
});

describe('redactError', () => {
  it('cleans message, stack, causes, and what caused it', () => {
    const cause = new KubernetesApiError({
      code: 422,
      reason: 'Invalid',
      message: 'Invalid value: "hunter2-mark"',
      causes: [{ field: 'spec.a', message: 'Invalid value: "hunter2-mark"' }],
    });
    const error = Object.assign(new Error('hunter2-mark is bad', { cause }), {
      sentence: 'hunter2-mark',
    });

    const clean = redactError(error, createRedactor(['hunter2-mark']));

    expect(clean).toBe(error);
    expect(error.message).toBe('*** is bad');
    expect(error.stack).not.toContain('mark');
    expect(error.sentence).toBe('***');
    expect(cause.message).toBe('Invalid value: "***"');
    expect(cause.causes).toEqual([
      { field: 'spec.a', message: 'Invalid value: "***"' },
    ]);
  });

  it('hands back what is no error, and ends where causes go round', () => {
    expect(redactError('text', text => text)).toBe('text');
    const error: Error & { cause?: unknown } = new Error('round');
    error.cause = error;
    expect(redactError(error, () => '***')).toBe(error);
  });
});
