import type { OsImage } from '@kubedc/backstage-plugin-kubedc-common';
import { parseQuantity, textOf } from '@kubedc/backstage-plugin-kubedc-common';
import { parse } from 'yaml';

/**
 * Key of the catalogue in its ConfigMap.
 *
 * @public
 */
export const IMAGES_KEY = 'images.yaml';

/**
 * An entry of the platform's image catalogue: what is offered, and what a virtual machine made from it needs.
 *
 * @public
 */
export interface OsImageEntry {
  image: OsImage;
  /** cloud-init user data; never empty, as KubeVirt refuses a volume without data. */
  cloudInit: string;
  /** For example `q35`. */
  machineType: string;
  /** For example `acpi`, `apic`, `smm`, `hyperv`, `tpm`. */
  features: string[];
}

type RawImage = Record<string, unknown>;

/**
 * Reads the platform's catalogue of OS images.
 *
 * @param yaml - the value of `images.yaml` in the ConfigMap.
 * @throws an Error when it is not YAML.
 * @public
 */
export function parseOsImageEntries(yaml: string): OsImageEntry[] {
  const catalogue: unknown = parse(yaml);
  const images = (catalogue as { images?: unknown } | null)?.images;
  const entries = (Array.isArray(images) ? images : []).flatMap(
    (raw: unknown) =>
      typeof raw === 'object' && raw !== null ? entryOf(raw as RawImage) : [],
  );
  return withUniqueIds(entries);
}

/**
 * Reads what the platform's catalogue offers. Entries without a name or an address are left out.
 *
 * @param yaml - the value of `images.yaml` in the ConfigMap.
 * @throws an Error when it is not YAML.
 * @public
 */
export function parseOsImages(yaml: string): OsImage[] {
  return parseOsImageEntries(yaml).map(entry => entry.image);
}

function entryOf(raw: RawImage): OsImageEntry[] {
  const title = textOf(raw.OS_NAME);
  // The platform writes its mirror's address here, and the upstream one where it has no mirror.
  const url = textOf(raw.OS_IMAGE_URL) ?? textOf(raw.OS_IMAGE_UPSTREAM);
  if (!title || !url) {
    return [];
  }
  return [
    {
      image: {
        id: slugOf(title),
        title,
        user: textOf(raw.CLOUD_USER) ?? 'cloud-user',
        url,
        minCpu: amountOf(raw.MIN_VCPU),
        minMemory: amountOf(raw.MIN_MEMORY),
        minDisk: amountOf(raw.MIN_STORAGE),
        firmware: raw.FIRMWARE_TYPE === 'efi' ? 'efi' : 'bios',
        family: familyOf(raw, title),
      },
      cloudInit: textOf(raw.CLOUD_INIT)?.trim() || '#cloud-config\n{}',
      machineType: textOf(raw.MACHINE_TYPE) ?? 'q35',
      features: (textOf(raw.FEATURES) ?? 'acpi')
        .split(',')
        .map(feature => feature.trim())
        .filter(Boolean),
    },
  ];
}

/** Two entries of one name are told apart by where they come from, so that ids do not depend on the order. */
function withUniqueIds(entries: OsImageEntry[]): OsImageEntry[] {
  const count = (id: string) =>
    entries.filter(entry => entry.image.id === id).length;
  const seen = new Set<string>();
  return entries.flatMap(entry => {
    const { id, url } = entry.image;
    const unique = count(id) > 1 ? `${id}-${slugOf(fileOf(url))}` : id;
    if (seen.has(unique)) {
      return [];
    }
    seen.add(unique);
    return [{ ...entry, image: { ...entry.image, id: unique } }];
  });
}

function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
}

function fileOf(url: string): string {
  return url.split(/[?#]/)[0].split('/').pop() ?? url;
}

function familyOf(raw: RawImage, title: string): string {
  const path = textOf(raw.OS_IMAGE_MIRROR_PATH)?.split('/')[0];
  return path ? slugOf(path) : slugOf(title.split(' ')[0]);
}

function amountOf(value: unknown): number {
  return parseQuantity(value) ?? 0;
}
