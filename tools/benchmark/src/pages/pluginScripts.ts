import { gzipSync } from 'node:zlib';
import { packageOf } from './packages';
import { bySource, type SourceMap } from './sourceMap';

/** A script that a page loads. */
export interface Script {
  url: string;
  code: string;
  map?: SourceMap;
}

/** What a plugin adds to the scripts of a page, in bytes after gzip. */
export interface PluginScripts {
  /** Of the scripts that the page only loads with it, all. */
  own: number;
  /** Of the scripts that the page loads anyway, what of them is the plugin's. */
  shared: number;
}

const zipped = (text: string): number =>
  text ? gzipSync(text, { level: 6 }).length : 0;

/**
 * Tells what a plugin adds to the scripts of a page.
 *
 * @param script - What the page loads with the plugin's part of it, and whether it does without, too.
 * @param others - Names of the packages that an app has without the plugin.
 */
export function pluginScripts(
  scripts: ReadonlyArray<Script & { anyway: boolean }>,
  plugin: RegExp,
  others: ReadonlySet<string>,
): PluginScripts {
  const isOurs = (source: string) => {
    const name = packageOf(source);
    return plugin.test(source) || (name !== undefined && !others.has(name));
  };
  let own = 0;
  let shared = 0;
  for (const { code, map, anyway } of scripts) {
    if (!anyway) {
      own += zipped(code);
    } else if (map) {
      const ours = [...bySource(code, map)]
        .filter(([source]) => isOurs(source))
        .map(([, text]) => text);
      shared += zipped(ours.join(''));
    }
  }
  return { own, shared };
}
