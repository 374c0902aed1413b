import { realServerAddress } from '../testing/realServer';
import { Portal } from './portal';
import { portalManifests } from './portalManifests';
import { REAL_CRDS } from './realDefinitions';
import { RealPlatform } from './realPlatform';
import { RecordedSandbox } from './recordSandbox';
import { Replay } from './replay';

jest.setTimeout(120_000);

if (!REAL_CRDS) {
  process.stderr.write(
    '\nLEFT OUT: the real definitions on the real API server, because KUBEDC_REAL_CRDS names no folder; the sandbox’s take their place\n',
  );
}

// That there is none has been said aloud by the setup of the run.
const describeReal = realServerAddress() ? describe : describe.skip;

describeReal('a real API server with the platform’s definitions', () => {
  let platform: RealPlatform;
  let replay: Replay;
  let portal: Portal;

  beforeAll(async () => {
    const recording = RecordedSandbox.start();
    platform = await RealPlatform.start();
    const sandbox = await recording;
    await sandbox.stop();
    replay = new Replay(platform.api);
    await replay.run(sandbox.versions);
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

  describe('takes and keeps what the portal writes:', () => {
    portalManifests(() => portal);
  });
});
