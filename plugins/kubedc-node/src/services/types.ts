import type { Installation, InstallationEntry } from '../installations/types';
import type { Mirror } from '../mirror/types';
import type { KubernetesTransport } from '../transport/types';

/**
 * The configured installations and what is shared about each in this process.
 *
 * @public
 */
export interface PlatformService {
  /** All configured installations, also broken ones. */
  list(): InstallationEntry[];
  /**
   * A working installation; without a name the only one.
   *
   * @throws InputError naming `installation` when there is none of that name, or no name and several; the
   * configuration's error when it is broken.
   */
  get(name?: string): Installation;
  /** Transport with the portal's own account. */
  transport(installation: string): KubernetesTransport;
  /** The installation's mirror, started on first use. */
  mirror(installation: string): Mirror;
}
