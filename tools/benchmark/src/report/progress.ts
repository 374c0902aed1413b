/** Says on stderr what is being done, with the time since the start: some of it takes minutes. */
export function say(message: string): void {
  process.stderr.write(
    `[${(performance.now() / 1000).toFixed(0).padStart(4)} s] ${message}\n`,
  );
}
