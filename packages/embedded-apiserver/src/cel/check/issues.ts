import { CelIssue } from '../errors';
import { CelType, formatType } from '../types/celType';

/** Collects what the checker finds. */
export class IssueList {
  readonly issues: CelIssue[] = [];

  add(position: number, message: string): void {
    this.issues.push({ position, message });
  }

  noMatchingOverload(
    position: number,
    name: string,
    args: CelType[],
    isMember: boolean,
  ): void {
    const texts = args.map(formatType);
    const signature = isMember
      ? `${texts[0]}.(${texts.slice(1).join(', ')})`
      : `(${texts.join(', ')})`;
    this.add(
      position,
      `found no matching overload for '${name}' applied to '${signature}'`,
    );
  }

  undeclared(position: number, name: string): void {
    this.add(position, `undeclared reference to '${name}' (in container '')`);
  }

  mismatch(position: number, expected: CelType, actual: CelType): void {
    this.add(
      position,
      `expected type '${formatType(expected)}' but found '${formatType(
        actual,
      )}'`,
    );
  }
}
