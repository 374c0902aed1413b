/** Path of the page below the plugin's root; its tab is for who may read something of it. */
export const AUDIT_PATH = 'audit';
