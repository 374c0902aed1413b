import { ServerResponse } from 'node:http';
import { Socket } from 'node:net';

/**
 * Answers the requests of one connection one after the other. A client may send
 * many at once and not read; only one answer is to wait in memory for it.
 */
export class ConnectionTurns {
  private readonly last = new WeakMap<Socket, Promise<void>>();

  /** Does the task when the answers before it have been sent. */
  take(socket: Socket, res: ServerResponse, task: () => void): void {
    const before = this.last.get(socket);
    const done = new Promise<void>(resolve => {
      res.once('close', resolve);
    });
    this.last.set(socket, done);
    done.then(() => {
      if (this.last.get(socket) === done) {
        this.last.delete(socket);
      }
    });
    if (before) {
      before.then(task);
    } else {
      task();
    }
  }
}
