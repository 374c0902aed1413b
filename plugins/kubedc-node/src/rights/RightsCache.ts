import { createHash } from 'node:crypto';
import type { KubernetesIdentity } from '../transport';
import { subjectsOf, type Subject } from './subjects';

/** Milliseconds an answer is kept: long enough for a page that refreshes, short enough to withdraw a right. */
const MAX_AGE_MS = 25_000;

/** Milliseconds for what is put together from answers, which may be old themselves. */
const MAX_SCOPE_AGE_MS = 4_000;

/** Where such answers are kept: no namespace has this name. */
const SCOPES = '*';

/**
 * Milliseconds after a binding changed in which answers may still be old: the portal may hear of a change before the
 * part of the API server that decides.
 */
const SETTLING_MS = 2_000;

const MAX_ANSWERS = 20_000;

/** Also those of whom no answer is held: whoever makes up tokens is somebody else to the cache with each of them. */
const MAX_PEOPLE = 20_000;

interface Entry {
  until: number;
  answer: Promise<unknown>;
}

interface Person {
  subjects: readonly Subject[];
  /** By namespace, empty for cluster-wide, then by question. */
  namespaces: Map<string, Map<string, Entry>>;
  size: number;
  /** Milliseconds since the epoch up to which answers may be old. */
  settledAt: number;
}

/**
 * Answers about people, kept for a short time. Equal questions that come while one is on its way share its answer, and
 * failures are not kept. Holds a bounded number of answers: those of the person who has not asked for longest go first.
 */
export class RightsCache {
  readonly #people = new Map<string, Person>();
  readonly #now: () => number;
  readonly #maxAnswers: number;
  readonly #maxPeople: number;
  /** A request asks many questions about one identity. */
  readonly #keys = new WeakMap<KubernetesIdentity, string>();
  #size = 0;

  constructor(
    options: {
      now?: () => number;
      maxAnswers?: number;
      maxPeople?: number;
    } = {},
  ) {
    this.#now = options.now ?? Date.now;
    this.#maxAnswers = options.maxAnswers ?? MAX_ANSWERS;
    this.#maxPeople = options.maxPeople ?? MAX_PEOPLE;
  }

  /** Number of answers that are held. */
  get size(): number {
    return this.#size;
  }

  /** Number of people who are remembered, with or without answers. */
  get people(): number {
    return this.#people.size;
  }

  /**
   * The kept answer, or that of `ask`.
   *
   * @param namespace - what the answer is about; absent for cluster-wide
   */
  get<T>(
    identity: KubernetesIdentity | undefined,
    namespace: string | undefined,
    question: string,
    ask: () => Promise<T>,
  ): Promise<T> {
    return this.#get(identity, namespace ?? '', question, ask, MAX_AGE_MS);
  }

  /**
   * The same for answers that are put together from others, about all namespaces.
   *
   * @param keep - tells of an answer whether it is worth keeping
   */
  getScope<T>(
    identity: KubernetesIdentity | undefined,
    question: string,
    ask: () => Promise<T>,
    keep: (answer: T) => boolean,
  ): Promise<T> {
    return this.#get(identity, SCOPES, question, ask, MAX_SCOPE_AGE_MS, keep);
  }

  #get<T>(
    identity: KubernetesIdentity | undefined,
    namespace: string,
    question: string,
    ask: () => Promise<T>,
    maxAgeMs: number,
    keep: (answer: T) => boolean = () => true,
  ): Promise<T> {
    const kept = this.#person(identity)
      .namespaces.get(namespace)
      ?.get(question);
    const now = this.#now();
    if (kept && kept.until > now) {
      return kept.answer as Promise<T>;
    }
    const answer = ask();
    // Looked up afterwards, as asking may ask for more and make others go.
    const person = this.#person(identity);
    const until = now + maxAgeMs;
    const entry: Entry = {
      answer,
      until: person.settledAt > now ? Math.min(person.settledAt, until) : until,
    };
    this.#put(person, namespace, question, entry);
    const drop = () => this.#drop(person, namespace, question, entry);
    answer.then(value => keep(value) || drop(), drop);
    this.#shrink();
    return answer;
  }

  /**
   * Forgets what may have changed for some subjects.
   *
   * @param namespace - only there; absent: everywhere
   */
  forget(subjects: readonly Subject[], namespace?: string): void {
    const changed = new Set(subjects);
    for (const person of this.#people.values()) {
      if (person.subjects.some(subject => changed.has(subject))) {
        person.settledAt = this.#now() + SETTLING_MS;
        const gone =
          namespace === undefined
            ? [...person.namespaces.keys()]
            : [namespace, SCOPES].filter(name => person.namespaces.has(name));
        for (const name of gone) {
          this.#dropNamespace(person, name);
        }
      }
    }
  }

  #person(identity: KubernetesIdentity | undefined): Person {
    const key = this.#keyOf(identity);
    const person = this.#people.get(key) ?? {
      subjects: identity ? subjectsOf(identity) : [],
      namespaces: new Map(),
      size: 0,
      settledAt: 0,
    };
    // The one who asked last stands last.
    this.#people.delete(key);
    this.#people.set(key, person);
    return person;
  }

  #keyOf(identity: KubernetesIdentity | undefined): string {
    if (!identity) {
      return '';
    }
    const key = this.#keys.get(identity) ?? keyOf(identity);
    this.#keys.set(identity, key);
    return key;
  }

  #put(person: Person, namespace: string, question: string, entry: Entry) {
    let questions = person.namespaces.get(namespace);
    if (!questions) {
      questions = new Map();
      person.namespaces.set(namespace, questions);
    }
    if (!questions.has(question)) {
      person.size += 1;
      this.#size += 1;
    }
    questions.set(question, entry);
  }

  #drop(person: Person, namespace: string, question: string, entry: Entry) {
    const questions = person.namespaces.get(namespace);
    if (questions?.get(question) === entry) {
      questions.delete(question);
      person.size -= 1;
      this.#size -= 1;
    }
  }

  #dropNamespace(person: Person, namespace: string): void {
    const size = person.namespaces.get(namespace)?.size ?? 0;
    person.namespaces.delete(namespace);
    person.size -= size;
    this.#size -= size;
  }

  #shrink(): void {
    while (
      this.#size > this.#maxAnswers ||
      this.#people.size > this.#maxPeople
    ) {
      const [key, oldest] = this.#people.entries().next().value!;
      if (this.#people.size > 1) {
        this.#people.delete(key);
        this.#size -= oldest.size;
        oldest.size = 0;
        oldest.namespaces.clear();
      } else {
        this.#dropNamespace(oldest, oldest.namespaces.keys().next().value!);
      }
    }
  }
}

/** A token is told apart by its hash, so that none can be read from memory by its key. */
function keyOf({ user, groups, token }: KubernetesIdentity): string {
  return JSON.stringify([
    user,
    [...new Set(groups)].sort(),
    token && createHash('sha256').update(token).digest('base64'),
  ]);
}
