import { listOf, textOf } from '../../kubernetes';

/** What is asked for, each class of devices once. */
export function deviceClassesOf(
  spec:
    | {
        devices?: {
          requests?: Array<{ exactly?: { deviceClassName?: string } }>;
        };
      }
    | undefined,
): string[] {
  return [
    ...new Set(
      listOf(spec?.devices?.requests).flatMap(
        ({ exactly }) => textOf(exactly?.deviceClassName) ?? [],
      ),
    ),
  ];
}
