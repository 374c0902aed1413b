import { textOf } from '../../kubernetes';
import type {
  FactDeclaration,
  FactValue,
  KindSettings,
  RelatedObjects,
} from '../types';
import { platformUseOf, type ObjectBucketClaim } from './type';

export const objectBucketClaimFacts: readonly FactDeclaration[] = [
  {
    id: 'storageClass',
    title: 'Storage class',
    type: 'text',
    group: 'what',
    column: true,
  },
  { id: 'use', title: 'Used by the platform for', type: 'text', group: 'what' },
  {
    id: 'bucket',
    title: 'Bucket',
    type: 'address',
    group: 'reach',
    column: true,
  },
  {
    id: 'endpoint',
    title: 'Endpoint',
    type: 'address',
    group: 'reach',
    column: true,
  },
];

export function summarizeObjectBucketClaim(
  claim: ObjectBucketClaim,
  _related: RelatedObjects,
  settings: KindSettings = {},
): Record<string, FactValue> {
  return {
    storageClass: textOf(claim.spec?.storageClassName) ?? null,
    use: platformUseOf(claim) ?? null,
    bucket: textOf(claim.spec?.bucketName) ?? null,
    endpoint: textOf(settings.s3) ?? null,
  };
}
