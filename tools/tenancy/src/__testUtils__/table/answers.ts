/** Answers of Backstage's own plugins, as far as the matrix reads them. */

export interface FacetsAnswer {
  facets?: Record<string, Array<{ value: string; count: number }>>;
}

export interface EntitiesAnswer<E> {
  items: E[];
  totalItems: number;
}

export interface SearchAnswer {
  results?: Array<{
    document: { kind: string; namespace: string; location: string };
  }>;
  nextPageCursor?: string;
}

export interface ErrorAnswer {
  error: { message: string };
}

export interface TaskAnswer {
  id: string;
  status: string;
}

/** What the document of a plugin's API says that there is. */
export interface OpenApiAnswer {
  paths: Record<string, Record<string, unknown>>;
}
