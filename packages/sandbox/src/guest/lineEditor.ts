const MAX_LENGTH = 1024;
const MAX_HISTORY = 100;
/** The rest of an escape sequence: parameters, then one final letter. */
const SEQUENCE = /^\[[0-9;?]*[A-Za-z~]|^O[A-Za-z]|^[^[O]/;
const UNFINISHED = /^(\[[0-9;?]{0,16})?$|^O$/;

/** What the editor tells when keys have a meaning beyond the line. */
export type LineEvents = {
  line(text: string): void;
  interrupt(): void;
  endOfInput(): void;
  clear(): void;
};

/** A terminal's line discipline: edits one line, echoes what is typed. */
export class LineEditor {
  readonly #write: (text: string) => void;
  readonly #events: LineEvents;
  readonly #history: string[] = [];
  #line = '';
  #escape: string | undefined;
  #wasReturn = false;
  #back = 0;
  /** Whether what is typed can be seen; a password cannot. */
  isEchoing = true;

  constructor(write: (text: string) => void, events: LineEvents) {
    this.#write = write;
    this.#events = events;
  }

  /** The line as far as it is typed. */
  get line(): string {
    return this.isEchoing ? this.#line : '';
  }

  /** Forgets the line and what came before it. */
  reset(): void {
    this.#line = '';
    this.#escape = undefined;
    this.#history.length = 0;
    this.#back = 0;
  }

  /** Takes what is typed. */
  input(text: string): void {
    for (const char of text) {
      this.#key(char);
    }
  }

  #key(char: string): void {
    if (this.#escape !== undefined) {
      this.#escaped(this.#escape + char);
      return;
    }
    const followsReturn = this.#wasReturn;
    this.#wasReturn = char === '\r';
    const control = this.#controls[char];
    if (control) {
      control(followsReturn);
    } else {
      this.#insert(char);
    }
  }

  /** What the control keys do. */
  readonly #controls: Partial<
    Record<string, (followsReturn: boolean) => void>
  > = {
    // After a return it is the second half of a line end.
    '\n': followsReturn => (followsReturn ? undefined : this.#enter()),
    '\r': () => this.#enter(),
    '\b': () => this.#erase(1),
    '\x7f': () => this.#erase(1),
    '\x03': () => {
      this.#line = '';
      this.#write('^C\r\n');
      this.#events.interrupt();
    },
    '\x04': () => (this.#line ? undefined : this.#events.endOfInput()),
    '\x0c': () => this.#events.clear(),
    '\x15': () => this.#erase(this.#line.length),
    '\x17': () => this.#erase(/\S*\s*$/.exec(this.#line)?.[0].length ?? 0),
    '\x1b': () => {
      this.#escape = '';
    },
  };

  #escaped(sequence: string): void {
    if (UNFINISHED.test(sequence)) {
      this.#escape = sequence;
      return;
    }
    this.#escape = undefined;
    const [found] = SEQUENCE.exec(sequence) ?? [];
    if (found === '[A' || found === 'OA') {
      this.#recall(this.#back + 1);
    } else if (found === '[B' || found === 'OB') {
      this.#recall(this.#back - 1);
    }
  }

  #enter(): void {
    const line = this.#line;
    this.#line = '';
    this.#back = 0;
    if (this.isEchoing && line.trim() && this.#history[0] !== line) {
      this.#history.unshift(line);
      this.#history.length = Math.min(this.#history.length, MAX_HISTORY);
    }
    this.#write('\r\n');
    this.#events.line(line);
  }

  #recall(back: number): void {
    if (!this.isEchoing || back < 0 || back > this.#history.length) {
      return;
    }
    this.#erase(this.#line.length);
    this.#back = back;
    this.#line = back ? this.#history[back - 1] : '';
    this.#write(this.#line);
  }

  #insert(char: string): void {
    if (char < ' ' || this.#line.length >= MAX_LENGTH) {
      return;
    }
    this.#line += char;
    if (this.isEchoing) {
      this.#write(char);
    }
  }

  #erase(count: number): void {
    const erased = [...this.#line].slice(-count || this.#line.length);
    if (!count || !this.#line) {
      return;
    }
    this.#line = [...this.#line].slice(0, -erased.length).join('');
    if (this.isEchoing) {
      this.#write('\b \b'.repeat(erased.length));
    }
  }
}
