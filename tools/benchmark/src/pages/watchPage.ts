declare global {
  interface Window {
    watched: Watched;
  }
}

/** What {@link watchPage} leaves in a page. All times are in milliseconds. */
export interface Watched {
  /** From the answer with the list until its row is painted, and what follows at once is done: a second of quiet comes. */
  untilInteractive(): Promise<number>;
  /** From the answer that says so until a text is painted. */
  untilShown(text: string): Promise<number>;
}

/**
 * Watches a page from within, before any script of its own runs.
 *
 * It is sent to the browser as text: nothing outside of it may be used.
 */
export function watchPage({
  listPath,
  row,
}: {
  /** What the address of the list's answer ends with. */
  listPath: string;
  /** A text of the list. */
  row: string;
}): void {
  const QUIET_MS = 1_000;
  // A machine that is never idle ends there, too.
  const MOST_MS = 30_000;
  const long: Array<{ end: number }> = [];
  new PerformanceObserver(list => {
    for (const { startTime, duration } of list.getEntries()) {
      long.push({ end: startTime + duration });
    }
  }).observe({ type: 'longtask', buffered: true });
  performance.setResourceTimingBufferSize(10_000);

  const answers = () =>
    performance
      .getEntriesByType('resource')
      .filter(
        (entry): entry is PerformanceResourceTiming =>
          entry instanceof PerformanceResourceTiming &&
          new URL(entry.name).pathname.endsWith(listPath) &&
          entry.responseEnd > 0,
      )
      .map(({ responseEnd }) => responseEnd);

  const has = (text: string) => document.body?.textContent?.includes(text);

  /** When a text that is not there yet is painted, from the start of the page. */
  const whenPainted = (text: string) =>
    new Promise<number>(resolve => {
      const observer = new MutationObserver(() => {
        if (has(text)) {
          observer.disconnect();
          // The task after the frame with it.
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => resolve(performance.now());
            port2.postMessage('');
          });
        }
      });
      observer.observe(document, {
        childList: true,
        subtree: true,
        characterData: true,
      });
    });

  const idleAfter = async (since: number): Promise<number> => {
    for (;;) {
      const last = Math.max(since, ...long.map(({ end }) => end));
      const now = performance.now();
      if (now - last >= QUIET_MS || now - since >= MOST_MS) {
        return last;
      }
      await new Promise(resolve => {
        setTimeout(resolve, 100);
      });
    }
  };

  const listed = whenPainted(row);
  window.watched = {
    async untilInteractive() {
      const shown = await listed;
      const answer = Math.min(...answers());
      return (await idleAfter(shown)) - answer;
    },
    async untilShown(text) {
      const shown = await whenPainted(text);
      // The last answer before it: the list is asked for again and again.
      const answer = Math.max(...answers().filter(at => at <= shown));
      return shown - answer;
    },
  };
}
