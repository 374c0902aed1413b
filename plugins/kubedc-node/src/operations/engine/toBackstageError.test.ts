import { KubernetesApiError, UnreachableError } from '../../errors';
import { toBackstageError } from './toBackstageError';

const apiError = (code: number, message = 'in its own words') =>
  new KubernetesApiError({ code, reason: 'Reason', message });

describe('toBackstageError', () => {
  it.each([
    [400, 'InputError'],
    [401, 'NotAllowedError'],
    [403, 'NotAllowedError'],
    [404, 'NotFoundError'],
    [409, 'ConflictError'],
    [422, 'InputError'],
    [429, 'ServiceUnavailableError'],
    [500, 'ServiceUnavailableError'],
    [503, 'ServiceUnavailableError'],
  ])('answers %i with %s and the sentence', (code, name) => {
    expect(toBackstageError(apiError(code))).toMatchObject({
      name,
      message: 'in its own words',
    });
  });

  it('names the path in the object where it is no input field', () => {
    const error = new KubernetesApiError({
      code: 422,
      reason: 'Invalid',
      message: 'whole message',
      causes: [{ field: 'spec.template', message: 'Required value' }],
    });

    expect(toBackstageError(error, ['name'])).toMatchObject({
      field: 'spec.template',
      message: 'spec.template: Required value',
    });
  });

  it('answers 503 when there is no answer', () => {
    expect(toBackstageError(new UnreachableError('refused'))).toMatchObject({
      name: 'ServiceUnavailableError',
      message: 'refused',
    });
  });

  it('hands back what is no answer of an API', () => {
    const error = new TypeError('bug');

    expect(toBackstageError(error)).toBe(error);
  });
});
