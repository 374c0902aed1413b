import type { KubernetesClient } from '@kubedc/backstage-plugin-kubedc-node';
import { leaksIn, type Marks } from '../leaks';
import type { Caller, SignedIn } from '../people';

/** A request to the portal. */
export interface Question {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** From the portal's root, encoded. */
  path: string;
  body?: unknown;
  headers?: Record<string, string>;
}

/** What came back: all of it, as a leak can be anywhere. */
export interface Answer<T = unknown> {
  status: number;
  /** Headers and body as they came. */
  raw: string;
  /** The body, parsed when it is JSON. */
  body: T;
}

/** Milliseconds an answer may take, or a stream is listened to. */
const TIMEOUT_MS = 120_000;

/** The portal with everybody signed in, and the platform beneath. */
export class World {
  readonly url: string;
  readonly admin: KubernetesClient;
  /** Id of a run that the tenant's administrator started. */
  runOfOrgAdmin = '';
  /** Id of a task that the tenant's administrator started. */
  taskOfOrgAdmin = '';
  /** Id of a notification that the tenant's administrator got. */
  notificationOfOrgAdmin = '';
  #marks: Marks = new Map();
  readonly #tokens: Record<Caller, string | undefined>;
  readonly #kubernetes: (caller: SignedIn) => KubernetesClient;

  constructor(options: {
    url: string;
    tokens: Record<Caller, string | undefined>;
    admin: KubernetesClient;
    kubernetes: (caller: SignedIn) => KubernetesClient;
  }) {
    this.url = options.url;
    this.admin = options.admin;
    this.#tokens = options.tokens;
    this.#kubernetes = options.kubernetes;
  }

  /** The Kubernetes API as a person, without the portal: the authority that the portal is held to. */
  kubernetes(caller: SignedIn): KubernetesClient {
    return this.#kubernetes(caller);
  }

  token(caller: Caller): string | undefined {
    return this.#tokens[caller];
  }

  /** Says what tells of a tenant. */
  mark(marks: Marks): void {
    this.#marks = marks;
  }

  /** What an answer tells of tenants that the caller must not learn of. */
  leaksIn(seen: Parameters<typeof leaksIn>[1]): string[] {
    return leaksIn(this.#marks, seen);
  }

  /** Asks the portal; what the body is, who asks knows. */
  async ask<T = unknown>(
    caller: Caller,
    question: Question,
  ): Promise<Answer<T>> {
    const token = this.#tokens[caller];
    const response = await fetch(`${this.url}${question.path}`, {
      method: question.method ?? 'GET',
      redirect: 'manual',
      headers: {
        ...(question.body !== undefined && {
          'content-type': 'application/json',
        }),
        ...(token && { authorization: `Bearer ${token}` }),
        ...question.headers,
      },
      body:
        question.body === undefined ? undefined : JSON.stringify(question.body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await response.text();
    return {
      status: response.status,
      raw: `${JSON.stringify([...response.headers])}\n${text}`,
      body: parsed(text) as T,
    };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not everything that is served is JSON.
    return text;
  }
}
