import { TerminalHost } from '../terminal';

/** Where a command runs. */
export type ShellContext = {
  host: TerminalHost;
  user: string;
  device: string;
  now: Date;
};

/** What a command writes, and what happens afterwards. */
export type CommandResult = {
  output?: string;
  then?: 'logout' | 'reboot' | 'poweroff' | 'clear';
};

/** A command: what it is for, and what it does. */
export type Command = {
  summary: string;
  run(args: string[], context: ShellContext): CommandResult;
};
