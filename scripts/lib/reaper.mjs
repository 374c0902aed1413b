// Ends what a command started when the command itself is gone without having done so (it was killed, or crashed).
// Reads the leaders of process groups from its standard input, `+pid` for a new one and `-pid` for one that is done;
// the end of the input is the end of the command.
import { createInterface } from 'node:readline';

const GRACE_MS = 5_000;
/** What does not end even then is a zombie, which nobody can end. */
const DESPAIR_MS = 30_000;
const leaders = new Set();

function signalAll(signal) {
  for (const pid of leaders) {
    try {
      process.kill(-pid, signal);
    } catch {
      // The group has ended.
      leaders.delete(pid);
    }
  }
}

// Ctrl-C and the like are for the command; what remains after it is ours.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {});
}

for await (const line of createInterface({ input: process.stdin })) {
  const pid = Number(line.slice(1));
  if (line.startsWith('+')) leaders.add(pid);
  else leaders.delete(pid);
}
signalAll('SIGTERM');
const begun = Date.now();
while (leaders.size > 0 && Date.now() - begun < DESPAIR_MS) {
  await new Promise(resolve => setTimeout(resolve, 100));
  signalAll(Date.now() - begun > GRACE_MS ? 'SIGKILL' : 0);
}
