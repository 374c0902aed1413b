import type { CatalogCollatorEntityTransformer } from '@backstage/plugin-search-backend-module-catalog';
import { KUBEDC_ANNOTATIONS } from '@kubedc/backstage-plugin-kubedc-common';

/** What Backstage's search for PostgreSQL takes out of every word that somebody asks for. */
const TAKEN_OUT = /[\0()|&:*!<]/g;

/**
 * Adds to the documents of Kube-DC entities the words that people would not be found with otherwise: search on PostgreSQL
 * asks for `10.0.0.5:5432` as `10.0.0.55432`, so the document has that too, in the field `keywords`, which nobody is shown.
 * Entities of other origin stay as they are.
 *
 * @param transform - makes the document of an entity
 * @public
 */
export function withSearchableWords(
  transform: CatalogCollatorEntityTransformer,
): CatalogCollatorEntityTransformer {
  return entity => {
    const document = transform(entity);
    return entity.metadata.annotations?.[KUBEDC_ANNOTATIONS.installation]
      ? {
          ...document,
          keywords: wordsAsAsked(`${document.title} ${document.text}`),
        }
      : document;
  };
}

/** The words that a search asks for in another way than they are written, each once, as it asks for them. */
function wordsAsAsked(text: string): string {
  const words = text.split(/[\s,]+/).flatMap(word => {
    const asked = word.replace(TAKEN_OUT, '');
    return asked === word || asked === '' ? [] : asked;
  });
  return [...new Set(words)].join(' ');
}
