import { realServerAddress } from '../testing/realServer';
import { equalBehaviour } from './equalBehaviour';
import { Portal } from './portal';
import { portalManifests } from './portalManifests';
import { REAL_CRDS } from './realDefinitions';
import { RealPlatform } from './realPlatform';
import { RecordedSandbox, StoredObject } from './recordSandbox';
import { Replay } from './replay';
import { liveThrough } from './sandboxLife';

if (!REAL_CRDS) {
  process.stderr.write(
    '\nLEFT OUT: the real definitions on the real API server, because KUBEDC_REAL_CRDS names no folder; the sandbox’s take their place\n',
  );
}

// That there is none has been said aloud by the setup of the run.
const describeReal = realServerAddress() ? describe : describe.skip;

/** The demo tenants, and all that can happen to their objects. */
async function recordLife(): Promise<RecordedSandbox> {
  const sandbox = await RecordedSandbox.start();
  try {
    await liveThrough(sandbox.server);
  } finally {
    await sandbox.stop();
  }
  return sandbox;
}

describeReal('a real API server with the platform’s definitions', () => {
  let platform: RealPlatform;
  let replay: Replay;
  let objects: StoredObject[];
  let portal: Portal;

  beforeAll(async () => {
    const recording = recordLife();
    platform = await RealPlatform.start();
    const sandbox = await recording;
    replay = new Replay(platform.api);
    await replay.run(sandbox.versions);
    objects = sandbox.versions.map(({ object }) => object);
    portal = new Portal(platform.api);
    await portal.start();
  });

  afterAll(async () => {
    await portal?.stop();
    await platform?.stop();
  });

  it('takes and keeps every version of every object of the sandbox', () => {
    expect(replay.problems).toEqual([]);
    for (const kind of [
      'Organization',
      'Project',
      'VirtualMachine',
      'VirtualMachineInstance',
      'DataVolume',
      'KdcCluster',
      'KdcDatabase',
      'ObjectBucketClaim',
      'Pod',
    ]) {
      expect([kind, replay.stored.get(kind) ?? 0]).toEqual([
        kind,
        expect.any(Number),
      ]);
      expect(replay.stored.get(kind)).toBeGreaterThan(2);
    }
  });

  (REAL_CRDS ? describe : describe.skip)('finds no difference:', () => {
    equalBehaviour(
      () => platform,
      kind => objects.filter(object => object.kind === kind),
    );
  });

  describe('takes and keeps what the portal writes:', () => {
    portalManifests(() => portal);
  });
});
