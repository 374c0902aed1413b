import type { IncomingMessage } from 'node:http';
import type { KubernetesObject } from '@kubedc/backstage-plugin-kubedc-common';
import { UnreachableError } from '../errors';

/** A line of a watch. */
export interface WatchEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  object: KubernetesObject;
}

/**
 * The events of a watch as they come. A last line that was cut off is dropped: the watch goes on behind the event before
 * it, so nothing is lost.
 *
 * @throws UnreachableError when the connection breaks or says nothing for `silenceMs`, a SyntaxError for a whole line
 * that is no JSON.
 */
export async function* watchLines(
  response: IncomingMessage,
  silenceMs: number,
): AsyncGenerator<WatchEvent> {
  response.setEncoding('utf8');
  const timer = setTimeout(
    () =>
      response.destroy(
        new UnreachableError(`The watch was silent for ${silenceMs} ms`),
      ),
    silenceMs,
  );
  let rest = '';
  try {
    for await (const chunk of response as AsyncIterable<string>) {
      timer.refresh();
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (line.trim()) {
          yield JSON.parse(line) as WatchEvent;
        }
      }
    }
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ECONNRESET'
      ? new UnreachableError('The server closed the connection')
      : error;
  } finally {
    clearTimeout(timer);
    response.destroy();
  }
}
