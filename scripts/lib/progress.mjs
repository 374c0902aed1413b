const began = Date.now();

/** Seconds since the command began, as text of equal width. */
export const elapsed = () =>
  `${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s`;

/** One line of what happens now. */
export function say(text) {
  console.log(`[${elapsed()}] ${text}`);
}

/** An empty line and a heading, between the parts of a long run. */
export function heading(text) {
  console.log(
    `\n[${elapsed()}] ── ${text} ${'─'.repeat(Math.max(0, 60 - text.length))}`,
  );
}

/**
 * Says every `intervalMs` that something is still going on, with what `detail()` knows of it.
 * Returns the function that ends it.
 */
export function stillGoing(text, detail = () => '', intervalMs = 10_000) {
  const timer = setInterval(() => {
    const more = detail();
    say(`${text}${more ? ` (${more})` : ''}`);
  }, intervalMs);
  return () => clearInterval(timer);
}
