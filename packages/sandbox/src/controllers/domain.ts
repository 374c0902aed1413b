/** Domain of the platform; reserved for examples, it leads nowhere. */
export const PLATFORM_DOMAIN = 'kube-dc.example';
