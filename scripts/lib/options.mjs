import { Failure } from './failure.mjs';

/**
 * Splits arguments into our own options, which come first, and the rest, which is for `backstage-cli`.
 *
 * `known` maps an option's name to the values it takes, or to `true` for one without a value.
 */
export function parseOptions(args, known) {
  const own = {};
  let i = 0;
  for (; i < args.length; i++) {
    const match = /^--([a-z-]+)(?:=(.*))?$/.exec(args[i]);
    const takes = match && Object.hasOwn(known, match[1]) && known[match[1]];
    if (!takes) break;
    const [, name, inline] = match;
    if (takes === true) {
      if (inline !== undefined) throw new Failure(`--${name} takes no value.`);
      own[name] = true;
      continue;
    }
    const value = inline ?? args[++i];
    if (!takes.includes(value)) {
      throw new Failure(
        `--${name} is one of ${takes.join(', ')}, not '${value ?? ''}'.`,
      );
    }
    own[name] = value;
  }
  return { own, rest: args.slice(i) };
}
