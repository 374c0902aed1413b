export * from './PortalShell';
