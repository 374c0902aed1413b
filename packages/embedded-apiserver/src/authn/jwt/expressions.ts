import { FieldError, invalid } from '../../errors/fieldError';

/** The refusal of an expression that this server cannot evaluate. */
export function validateExpression(
  expression: string,
  path: string,
): FieldError[] {
  return [
    invalid(
      path,
      expression,
      'expressions are not implemented by the embedded API server',
    ),
  ];
}
