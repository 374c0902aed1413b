import { request } from 'node:http';

function answers(url) {
  return new Promise(resolve => {
    const call = request(url, { timeout: 60_000 }, response => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    call.once('timeout', () => call.destroy());
    call.once('error', () => resolve(false));
    call.end();
  });
}

/** Resolves when `url` answers 200; rejects when `cancelled` settles first. */
export async function untilServed(url, cancelled) {
  let over = false;
  cancelled.then(
    () => (over = true),
    () => (over = true),
  );
  while (!over) {
    if (await answers(url)) return;
    await new Promise(resolve => setTimeout(resolve, 200));
  }
}
