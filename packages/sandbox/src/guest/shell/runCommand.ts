import { diskCommands } from './diskCommands';
import { fileCommands } from './fileCommands';
import { powerCommands } from './powerCommands';
import { systemCommands } from './systemCommands';
import { Command, CommandResult, ShellContext } from './types';

const commands = new Map<string, Command>(
  Object.entries({
    ...systemCommands,
    ...diskCommands,
    ...fileCommands,
    ...powerCommands,
  }),
);

/** The words of a line; quotes keep blanks together. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|'([^']*)'|\S+/g)].map(
    ([all, double, single]) => double ?? single ?? all,
  );
}

function help(): CommandResult {
  const lines = [...commands]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([name, { summary }]) => `  ${name.padEnd(12)}${summary}`);
  return { output: ['This guest can do:', ...lines].join('\n') };
}

/** Runs a line that was typed at a prompt. */
export function runCommand(line: string, context: ShellContext): CommandResult {
  const [first, ...rest] = wordsOf(line);
  const [name, ...args] =
    first === 'sudo' && rest.length ? rest : [first, ...rest];
  if (name === undefined) {
    return {};
  }
  if (name === 'help') {
    return help();
  }
  const command = commands.get(name);
  return command
    ? command.run(args, context)
    : { output: `-bash: ${name}: command not found` };
}
