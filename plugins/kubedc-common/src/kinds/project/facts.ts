import { textOf } from '../../kubernetes';
import type { FactDeclaration, FactValue } from '../types';
import type { Project } from './type';

export const projectFacts: readonly FactDeclaration[] = [
  {
    id: 'namespace',
    title: 'Backing namespace',
    type: 'text',
    group: 'what',
    column: true,
  },
  {
    id: 'cidr',
    title: 'Network',
    type: 'address',
    group: 'reach',
    column: true,
  },
  {
    id: 'egress',
    title: 'Way out',
    type: 'text',
    group: 'reach',
    column: true,
  },
  { id: 'gateway', title: 'Gateway address', type: 'address', group: 'reach' },
];

const EGRESS: Record<string, string> = {
  cloud: 'Cloud network',
  public: 'Public network',
};

export function summarizeProject(project: Project): Record<string, FactValue> {
  const egress = textOf(project.spec?.egressNetworkType);
  return {
    namespace: textOf(project.status?.namespace) ?? null,
    cidr: textOf(project.spec?.cidrBlock) ?? null,
    egress:
      egress && Object.hasOwn(EGRESS, egress) ? EGRESS[egress] : egress ?? null,
    gateway: textOf(project.spec?.gwLanIp) ?? null,
  };
}
