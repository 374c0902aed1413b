import { StatusError } from '../errors/statusError';
import { goQuote } from '../util/goQuote';
import { Manager, Managers } from './managers';
import { FieldSet } from './fieldSet';
import { compareElements, Path, printPath } from './pathElement';

/** A field that somebody else owns and that an apply would change. */
export interface Conflict {
  id: string;
  manager: Manager;
  path: Path;
}

/** An apply that is refused because others own what it would change. */
export class ConflictError extends Error {
  constructor(readonly conflicts: Conflict[]) {
    super('conflict');
  }

  /** The fields in question. */
  paths(): FieldSet {
    return FieldSet.of(...this.conflicts.map(({ path }) => path));
  }

  /** Only the conflicts about fields that are not in a set. */
  without(allowed: FieldSet): ConflictError {
    return new ConflictError(
      this.conflicts.filter(({ path }) => !allowed.has(path)),
    );
  }

  /** The refusal that a client gets. */
  toStatus(): StatusError {
    const causes = this.conflicts.map(({ manager, path }) => ({
      reason: 'FieldManagerConflict',
      message: `conflict with ${printManager(manager)}`,
      field: printPath(path),
    }));
    return new StatusError(409, 'Conflict', this.text(), { causes });
  }

  private text(): string {
    const { conflicts } = this;
    if (conflicts.length === 1) {
      const [{ manager, path }] = conflicts;
      return `Apply failed with 1 conflict: conflict with ${printManager(
        manager,
      )}: ${printPath(path)}`;
    }
    const lines: string[] = [];
    let last = '';
    for (const { id, manager, path } of conflicts) {
      if (id !== last) {
        lines.push(`conflicts with ${printManager(manager)}:`);
        last = id;
      }
      lines.push(`- ${printPath(path)}`);
    }
    return `Apply failed with ${conflicts.length} conflicts: ${lines.join(
      '\n',
    )}`;
  }
}

function printManager(info: Manager): string {
  const { manager, operation, apiVersion, subresource } = info;
  const who = subresource
    ? `${goQuote(manager)} with subresource ${goQuote(subresource)}`
    : goQuote(manager);
  return operation === 'Update' ? `${who} using ${apiVersion}` : who;
}

/** All conflicts, those with the same owner together. */
export function conflictsOf(
  managers: Managers,
  sets: Map<string, FieldSet>,
): Conflict[] {
  const conflicts: Conflict[] = [];
  for (const id of [...sets.keys()].sort()) {
    const manager = managers.get(id) as Manager;
    sets
      .get(id)
      ?.forEach(path => conflicts.push({ id, manager, path }), compareElements);
  }
  return conflicts;
}
