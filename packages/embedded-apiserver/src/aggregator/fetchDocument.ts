import https from 'node:https';
import { remoteHeaders, requestOptions, Target } from './forward';

const TIMEOUT_MS = 5_000;
const AGGREGATOR = {
  name: 'system:kube-aggregator',
  groups: ['system:masters'],
};

/** Reads a document of an aggregated server, as the server itself. */
export function fetchDocument(target: Target, path: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = https.request(
      {
        ...requestOptions(target),
        method: 'GET',
        path,
        headers: {
          accept: 'application/json',
          host: target.servername,
          ...remoteHeaders(AGGREGATOR),
        },
        timeout: TIMEOUT_MS,
      },
      response => {
        const chunks: Buffer[] = [];
        response.on('data', chunk => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          if (response.statusCode !== 200) {
            reject(
              new Error(
                `bad status from https://${target.host}:${target.port}${path}: ${response.statusCode}`,
              ),
            );
            return;
          }
          try {
            resolve(JSON.parse(Buffer.concat(chunks).toString()));
          } catch (error) {
            reject(error);
          }
        });
      },
    );
    request.on('timeout', () => request.destroy(new Error('timed out')));
    request.on('error', reject);
    request.end();
  });
}
