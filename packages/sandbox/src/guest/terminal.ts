import { GuestFacts } from './facts';
import { LineEditor } from './lineEditor';
import { runCommand } from './shell/runCommand';

/** A session of somebody who has signed in. */
export type Session = { user: string; since: Date };

/** What a terminal has of the machine around it. */
export type TerminalHost = {
  readonly facts: GuestFacts;
  readonly bootedAt: Date;
  sessions(): Session[];
  reboot(): void;
  powerOff(): void;
};

type State = 'silent' | 'login' | 'password' | 'shell';

const CLEAR = '\x1b[H\x1b[2J';

/** One terminal of a guest: boot messages, a login, a shell. */
export class Terminal {
  readonly #device: string;
  readonly #host: TerminalHost;
  readonly #listeners = new Set<(text: string) => void>();
  readonly #editor: LineEditor;
  #state: State = 'silent';
  #user = '';
  #since = new Date(0);
  #held: string[] | undefined;

  constructor(device: string, host: TerminalHost) {
    this.#device = device;
    this.#host = host;
    this.#editor = new LineEditor(text => this.#write(text), {
      line: text => this.#onLine(text),
      interrupt: () =>
        this.#state === 'shell' ? this.#prompt() : this.showLogin(),
      endOfInput: () => this.#onEnd(),
      clear: () => this.redraw(CLEAR),
    });
  }

  /** Who has signed in here, if anybody. */
  get session(): Session | undefined {
    return this.#state === 'shell'
      ? { user: this.#user, since: this.#since }
      : undefined;
  }

  /** Calls back with everything that is written; answers how to end that. */
  onOutput(listener: (text: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Takes what is typed. Nobody listens while the guest boots. */
  input(text: string): void {
    if (this.#held) {
      if (this.#held.length < 256) {
        this.#held.push(text);
      }
    } else if (this.#state !== 'silent') {
      this.#editor.input(text);
    }
  }

  /** Lets a paused guest wait: what is typed counts when it goes on. */
  setPaused(isPaused: boolean): void {
    if (isPaused) {
      this.#held ??= [];
    } else if (this.#held) {
      const held = this.#held;
      this.#held = undefined;
      held.forEach(text => this.input(text));
    }
  }

  /** Ends a session, as the guest goes down. */
  silence(): void {
    this.#state = 'silent';
    this.#editor.reset();
  }

  /** Writes a line of the system. */
  print(line: string): void {
    this.#write(`${line}\r\n`);
  }

  /** Asks who is there. */
  showLogin(): void {
    const { os, users, hostname } = this.#host.facts;
    this.#editor.reset();
    this.#editor.isEchoing = true;
    this.#state = 'login';
    this.#write(
      `\r\n${os.prettyName} ${hostname} ${this.#device}\r\n\r\n` +
        `A guest of the sandbox: sign in as ${users[0]} with any password.\r\n\r\n` +
        `${hostname} login: `,
    );
  }

  /** Writes the line again that is being typed. */
  redraw(before: string): void {
    if (this.#state === 'shell') {
      this.#write(`${before}${this.#promptText()}${this.#editor.line}`);
    } else if (this.#state === 'login') {
      const { hostname } = this.#host.facts;
      this.#write(`${before}${hostname} login: ${this.#editor.line}`);
    }
  }

  #write(text: string): void {
    this.#listeners.forEach(listener => listener(text));
  }

  #onLine(text: string): void {
    switch (this.#state) {
      case 'login':
        this.#user = text.trim();
        if (!this.#user) {
          this.redraw('');
          return;
        }
        this.#state = 'password';
        this.#editor.isEchoing = false;
        this.#write('Password: ');
        break;
      case 'password':
        this.#signIn(text);
        break;
      default:
        this.#run(text);
    }
  }

  #signIn(password: string): void {
    const { os, users, hostname } = this.#host.facts;
    this.#editor.isEchoing = true;
    if (!password || !users.includes(this.#user)) {
      this.#state = 'login';
      this.#write(`\r\nLogin incorrect\r\n${hostname} login: `);
      return;
    }
    this.#since = new Date();
    this.#state = 'shell';
    this.#write(
      `Welcome to ${os.prettyName} (GNU/Linux ${os.kernelRelease} ${os.machine})\r\n\r\n` +
        `Type "help" for what this guest can do.\r\n\r\n`,
    );
    this.#prompt();
  }

  #run(text: string): void {
    const result = runCommand(text, {
      host: this.#host,
      user: this.#user,
      device: this.#device,
      now: new Date(),
    });
    if (result.output !== undefined) {
      this.#write(`${result.output.replaceAll('\n', '\r\n')}\r\n`);
    }
    switch (result.then) {
      case 'logout':
        this.showLogin();
        break;
      case 'reboot':
        this.#host.reboot();
        break;
      case 'poweroff':
        this.#host.powerOff();
        break;
      case 'clear':
        this.redraw(CLEAR);
        break;
      default:
        this.#prompt();
    }
  }

  #onEnd(): void {
    if (this.#state === 'shell') {
      this.#write('logout\r\n');
    }
    this.showLogin();
  }

  #promptText(): string {
    const home = this.#user === 'root' ? '#' : '$';
    return `${this.#user}@${this.#host.facts.hostname}:~${home} `;
  }

  #prompt(): void {
    this.#write(this.#promptText());
  }
}
