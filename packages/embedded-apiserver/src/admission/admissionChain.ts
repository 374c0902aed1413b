import { AdmissionPlugin, AdmissionRequest } from './admissionPlugin';

/** All admission plugins, asked one after the other. */
export class AdmissionChain {
  constructor(private readonly plugins: AdmissionPlugin[]) {}

  admit(request: AdmissionRequest): void {
    for (const plugin of this.plugins) {
      plugin.admit?.(request);
    }
  }

  validate(request: AdmissionRequest): void {
    for (const plugin of this.plugins) {
      plugin.validate?.(request);
    }
  }
}
