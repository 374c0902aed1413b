/** Path of the page below the plugin's root; it belongs to the operators' page. */
export const SYNC_PATH = 'admin/sync';
