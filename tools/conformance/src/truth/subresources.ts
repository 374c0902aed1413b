/**
 * The subresources of KubeVirt that change something, and the fields that their bodies can have. Bodies with other
 * fields are refused.
 */
export const KUBEVIRT_SUBRESOURCES: Readonly<
  Record<string, Readonly<Record<string, readonly string[]>>>
> = {
  virtualmachines: {
    start: ['paused', 'dryRun'],
    stop: ['gracePeriod', 'dryRun'],
    restart: ['gracePeriodSeconds', 'dryRun'],
    migrate: ['addedNodeSelector', 'dryRun'],
    addvolume: ['name', 'disk', 'volumeSource', 'dryRun'],
    removevolume: ['name', 'dryRun'],
    memorydump: ['claimName', 'hotPlug', 'remove'],
  },
  virtualmachineinstances: {
    pause: ['dryRun'],
    unpause: ['dryRun'],
    freeze: ['unfreezeTimeout'],
    unfreeze: [],
    softreboot: [],
    addvolume: ['name', 'disk', 'volumeSource', 'dryRun'],
    removevolume: ['name', 'dryRun'],
  },
};
