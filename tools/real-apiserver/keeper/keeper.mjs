// Owns the programs of a real API server, so that they end when the process which wanted them does, also when that one
// is killed: the channel to it closes then. Started by src/server/keeper.ts, which says what the messages mean.
import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

const children = new Map();

const send = message => {
  if (process.connected) process.send(message);
};

function start({ id, file, args, log, env }) {
  const output = openSync(log, 'a', 0o600);
  const child = spawn(file, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  children.set(id, child);
  child.once('error', error => {
    children.delete(id);
    send({ ended: id, reason: error.message });
  });
  child.once('exit', (code, signal) => {
    children.delete(id);
    send({ ended: id, reason: signal ?? `exit code ${code}` });
  });
}

process.on('message', message => {
  if (message.start) {
    try {
      start(message.start);
    } catch (error) {
      send({ ended: message.start.id, reason: error.message });
    }
  } else if (message.signal) {
    children.get(message.signal.id)?.kill(message.signal.name);
  }
});

process.on('disconnect', () => {
  for (const child of children.values()) child.kill('SIGKILL');
  process.exit();
});

// Ctrl-C and the like are for the process that wanted the programs; what it does then closes the channel.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {});
}
