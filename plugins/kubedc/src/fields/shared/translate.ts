import {
  translationApiRef,
  type TranslationFunction,
} from '@backstage/frontend-plugin-api';
import type { ApiHolder } from '@backstage/core-plugin-api';
import { kubedcTranslationRef } from '../../translation';

/** Translates where no hook can be: in validators. */
export type Translate = TranslationFunction<(typeof kubedcTranslationRef)['T']>;

/**
 * The translation function of the language in use.
 *
 * @throws Error when the texts are not loaded, which cannot be once a field is on screen.
 */
export function translatorOf(apiHolder: ApiHolder): Translate {
  const snapshot = apiHolder
    .get(translationApiRef)
    ?.getTranslation(kubedcTranslationRef);
  if (!snapshot?.ready) {
    throw new Error('The texts of the kubedc plugin are not loaded');
  }
  return snapshot.t;
}
