// Plain syntax only: this file is read by versions of Node.js that are too old for the others.

/** Whether this Node.js can run the scripts; it need not be one that can run the portal. */
export function nodeIsUsable(version = process.versions.node) {
  return Number(version.split('.')[0]) >= 18;
}
