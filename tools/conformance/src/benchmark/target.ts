import { ServerAddress } from '../testing/realServer';

/** What a server's processes hold, in bytes. */
export interface Memory {
  /** Of all its processes. */
  resident: number;
  /** Live objects after a collection, where the server can tell. */
  heap?: number;
}

/** A server that is measured, in processes of its own. */
export interface Target {
  name: string;
  address: ServerAddress;
  /** From the call to the first answer, in milliseconds. */
  startMs: number;
  memory(): Promise<Memory>;
  stop(): Promise<void>;
}
