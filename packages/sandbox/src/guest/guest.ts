import { Clock } from '../runtime/clock';
import { bootMessages, shutdownMessages } from './bootMessages';
import { ExclusiveLine } from './exclusiveLine';
import { GuestFacts } from './facts';
import { Frame } from './frame';
import { Session, Terminal, TerminalHost } from './terminal';
import { TextScreen } from './textScreen';

/** How long a guest takes to come up. */
export const BOOT_SECONDS = 8;

/** What a guest can ask for. */
export type GuestPower = { reboot(): void; powerOff(): void };

/** The system inside an instance, as far as it can be seen from outside. */
export class Guest implements TerminalHost {
  readonly serial: Terminal;
  readonly screen: Terminal;
  readonly frame: Frame;
  readonly serialLine = new ExclusiveLine();
  readonly screenLine = new ExclusiveLine();
  readonly #clock: Clock;
  readonly #power: GuestPower;
  readonly #timers = new Set<NodeJS.Timeout>();
  #isGoingDown = false;
  facts: GuestFacts;
  bootedAt: Date;
  /** Times that it has been started again since its instance began. */
  reboots = 0;

  constructor(options: {
    facts: GuestFacts;
    startedAt: Date;
    clock: Clock;
    power: GuestPower;
  }) {
    this.facts = options.facts;
    this.bootedAt = options.startedAt;
    this.#clock = options.clock;
    this.#power = options.power;
    this.serial = new Terminal('ttyS0', this);
    this.screen = new Terminal('tty1', this);
    const text = new TextScreen();
    this.screen.onOutput(output => text.write(output));
    this.frame = new Frame(text);
    this.#boot();
  }

  /** Everybody who has signed in. */
  sessions(): Session[] {
    return [this.serial.session, this.screen.session].filter(
      (session): session is Session => session !== undefined,
    );
  }

  setPaused(isPaused: boolean): void {
    this.#terminals().forEach(terminal => terminal.setPaused(isPaused));
  }

  /** Asks for a restart, from inside. */
  reboot(): void {
    this.#power.reboot();
  }

  /** Asks to be switched off, from inside. */
  powerOff(): void {
    this.goDown('Power-Off');
    this.#power.powerOff();
  }

  /** Goes down and comes up again. */
  restart(): void {
    this.goDown('Reboot');
    this.reboots++;
    this.bootedAt = new Date();
    this.#isGoingDown = false;
    this.#boot();
  }

  /** Says good-bye. */
  goDown(how: 'Reboot' | 'Power-Off'): void {
    if (this.#isGoingDown) {
      return;
    }
    this.#isGoingDown = true;
    this.#clearTimers();
    for (const terminal of this.#terminals()) {
      terminal.setPaused(false);
      terminal.silence();
      shutdownMessages(how).forEach(line => terminal.print(line));
    }
  }

  /** Ends all that is connected. */
  end(reason: string): void {
    this.#clearTimers();
    this.#terminals().forEach(terminal => terminal.silence());
    this.serialLine.close(reason);
    this.screenLine.close(reason);
  }

  #terminals(): Terminal[] {
    return [this.serial, this.screen];
  }

  #boot(): void {
    for (const [seconds, line] of bootMessages(this.facts)) {
      this.#at(seconds, () =>
        this.#terminals().forEach(terminal => terminal.print(line)),
      );
    }
    this.#at(BOOT_SECONDS, () =>
      this.#terminals().forEach(terminal => terminal.showLogin()),
    );
  }

  /** Does something so long after the start, at once if that is past. */
  #at(seconds: number, task: () => void): void {
    const wait = this.bootedAt.getTime() + this.#clock.ms(seconds) - Date.now();
    if (wait <= 0) {
      task();
      return;
    }
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      task();
    }, wait);
    this.#timers.add(timer.unref());
  }

  #clearTimers(): void {
    this.#timers.forEach(timer => clearTimeout(timer));
    this.#timers.clear();
  }
}
