import type { UseQueryResult } from '@tanstack/react-query';
import { useRights } from '../../hooks/useRights';
import type { Choice } from './ChoiceField';

type ChoiceQuery = Pick<
  UseQueryResult<unknown, Error>,
  'isPending' | 'error' | 'data'
>;

/**
 * The places where the person may run an operation; all of them where the form names none.
 *
 * @param place - what an id names
 */
export function useAllowedChoices(
  operation: string | undefined,
  place: 'project' | 'organization',
  {
    query,
    choices,
    installation,
  }: {
    query: ChoiceQuery;
    choices: readonly Choice[];
    /** Where they are, when the form says so itself. */
    installation?: string;
  },
): { query: ChoiceQuery; choices: readonly Choice[]; refusal?: string } {
  const rights = useRights(
    operation === undefined
      ? []
      : choices.map(({ id }) => ({
          operation,
          [place]: id,
          ...(installation !== undefined && { installation }),
        })),
  );
  if (operation === undefined) {
    return { query, choices };
  }
  return {
    query: {
      ...query,
      isPending: query.isPending || rights.some(right => right === undefined),
    },
    choices: choices.filter((_, index) => rights[index]?.allowed),
    refusal: rights.find(right => right?.allowed === false)?.reason,
  };
}
