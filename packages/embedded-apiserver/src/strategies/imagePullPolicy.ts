/** When an image is pulled, if nobody says it: newly each time if it may move. */
export function pullPolicy(image: string): string {
  const tag = /:([^/:@]+)$/.exec(image.split('@')[0])?.[1];
  const isDigest = image.includes('@');
  return !isDigest && (!tag || tag === 'latest') ? 'Always' : 'IfNotPresent';
}
