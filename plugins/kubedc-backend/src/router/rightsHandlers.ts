import {
  MAX_RIGHTS_QUESTIONS,
  projectReference,
} from '@kubedc/backstage-plugin-kubedc-common';
import type {
  RightsAnswers,
  RightsRequest,
} from '@kubedc/backstage-plugin-kubedc-common';
import { z } from 'zod/v3';
import type { OperationRights } from '../operations/OperationRights';
import type { Handlers } from './routes';
import { parseBy } from './validate';

const name = z
  .string({ required_error: 'A value is required' })
  .min(1, 'Use 1 to 253 characters')
  .max(253, 'Use 1 to 253 characters');

const question = z
  .object({
    operation: name,
    installation: name.optional(),
    namespace: name.optional(),
    name: name.optional(),
    project: projectReference.optional(),
    organization: name.optional(),
  })
  .strict();

const bodySchema: z.ZodType<RightsRequest, z.ZodTypeDef, unknown> = z
  .object({
    questions: z
      .array(question, { required_error: 'A value is required' })
      .max(
        MAX_RIGHTS_QUESTIONS,
        `Ask at most ${MAX_RIGHTS_QUESTIONS} questions at once`,
      ),
  })
  .strict();

/** Tells pages what somebody may do, before they offer it. */
export function createRightsHandlers(options: {
  operationRights: OperationRights;
}): Handlers<'askRights'> {
  return {
    async askRights({ credentials, req }): Promise<RightsAnswers> {
      const { questions } = parseBy(bodySchema, req.body, 'body');
      return {
        answers: await options.operationRights.answer(credentials, questions),
      };
    },
  };
}
