import { getMetadataStorage } from 'class-validator';

/** Which property of a body is wrong, and whether it is one that nobody declared. */
export interface EnvelopeFinding {
  readonly property: string;
  readonly isUnknown: boolean;
}

interface Rule {
  readonly property: string;
  readonly isNeeded: (body: object, value: unknown) => boolean;
  readonly tests: readonly ((body: object, value: unknown) => boolean)[];
}

/**
 * Compiles what a class declares with class-validator into plain functions: `validateSync` looks all of it
 * up again for every object and makes one for every property, which costs a response more than its answers do.
 * Finds what `validateSync` finds with `whitelist` and `forbidNonWhitelisted`, for flat classes.
 */
export function compileEnvelope(target: new () => object): (body: object) => readonly EnvelopeFinding[] {
  const rules = rulesOf(target);
  const known = new Set(rules.map(({ property }) => property));
  return (body) => {
    const findings: EnvelopeFinding[] = [];
    for (const property of Object.keys(body)) {
      if (!known.has(property)) findings.push({ property, isUnknown: true });
    }
    for (const { property, isNeeded, tests } of rules) {
      const value = (body as Record<string, unknown>)[property];
      if (!isNeeded(body, value)) continue;
      if (!tests.every((test) => test(body, value))) findings.push({ property, isUnknown: false });
    }
    return findings;
  };
}

function rulesOf(target: new () => object): readonly Rule[] {
  const storage = getMetadataStorage();
  const all = storage.getTargetValidationMetadatas(target, '', true, false);
  return [...new Set(all.map(({ propertyName }) => propertyName))].map((property) => {
    const own = all.filter(({ propertyName }) => propertyName === property);
    const conditions = own
      .filter(({ type }) => type === 'conditionalValidation')
      .map(({ constraints }) => constraints[0] as Rule['isNeeded']);
    const tests = own.flatMap(({ type, constraintCls, constraints }) => {
      if (type !== 'customValidation') return [];
      return storage.getTargetValidatorConstraints(constraintCls).map(({ instance }) => {
        const targetName = target.name;
        return (object: object, value: unknown): boolean =>
          instance.validate(value, { value, constraints, targetName, object, property }) === true;
      });
    });
    return { property, isNeeded: (body, value) => conditions.every((needed) => needed(body, value)), tests };
  });
}
