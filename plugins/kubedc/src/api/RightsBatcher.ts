import { MAX_RIGHTS_QUESTIONS } from '@kubedc/backstage-plugin-kubedc-common';
import type {
  RightsAnswer,
  RightsQuestion,
} from '@kubedc/backstage-plugin-kubedc-common';

interface Waiting {
  question: RightsQuestion;
  resolve: (answer: RightsAnswer) => void;
  reject: (error: unknown) => void;
}

/** Brings the questions of everything that is drawn at once to the backend in one request. */
export class RightsBatcher {
  readonly #ask: (questions: RightsQuestion[]) => Promise<RightsAnswer[]>;
  #waiting: Waiting[] = [];

  constructor(ask: (questions: RightsQuestion[]) => Promise<RightsAnswer[]>) {
    this.#ask = ask;
  }

  ask(question: RightsQuestion): Promise<RightsAnswer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ question, resolve, reject });
      if (this.#waiting.length === 1) {
        // After all that React draws in one go.
        setTimeout(() => this.#send());
      }
    });
  }

  #send(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (let at = 0; at < waiting.length; at += MAX_RIGHTS_QUESTIONS) {
      this.#sendPart(waiting.slice(at, at + MAX_RIGHTS_QUESTIONS));
    }
  }

  async #sendPart(waiting: Waiting[]): Promise<void> {
    try {
      const answers = await this.#ask(waiting.map(({ question }) => question));
      waiting.forEach(({ resolve }, index) => resolve(answers[index]));
    } catch (error) {
      waiting.forEach(({ reject }) => reject(error));
    }
  }
}
