import { Command, CommandResult } from './types';

const goes = (summary: string, then: CommandResult['then']): Command => ({
  summary,
  run: () => ({ then }),
});

/** Commands that end something. */
export const powerCommands: Record<string, Command> = {
  reboot: goes('starts the guest again', 'reboot'),
  poweroff: goes('switches the machine off', 'poweroff'),
  shutdown: {
    summary: 'switches the machine off (-r: starts it again)',
    run: args => ({ then: args.includes('-r') ? 'reboot' : 'poweroff' }),
  },
  exit: goes('signs you out', 'logout'),
  logout: goes('signs you out', 'logout'),
  clear: goes('clears the screen', 'clear'),
};
