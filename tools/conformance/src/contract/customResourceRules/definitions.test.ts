import { contract } from '../../testing/contract';
import { definition, DEFINITIONS } from '../../testing/define';
import { rules } from '../../testing/ruledWidgets';

contract('rules in definitions', server => {
  it('says what is wrong with the rules of a definition', async () => {
    const group = `${server().unique('rules')}.example.com`;
    const wrong = async (schema: object) => {
      const { code, body } = await server().api.post(
        `${DEFINITIONS}?dryRun=All`,
        definition(group, {
          schema: { type: 'object', properties: { spec: schema } },
        }),
      );
      expect(code).toBe(422);
      const base = 'spec.validation.openAPIV3Schema.properties[spec].';
      return body.details.causes.map(
        ({ field, message, reason }: Record<string, string>) =>
          `${reason} ${field.replace(base, '')}: ${message.split('\n')[0]}`,
      );
    };
    expect(
      await wrong({
        type: 'object',
        ...rules(
          { rule: ' ' },
          { rule: 'true', message: ' ' },
          { rule: 'true', message: 'a\nb' },
          { rule: 'true &&\ntrue' },
          { rule: 'true', messageExpression: ' ' },
          { rule: 'true', fieldPath: '.nothing' },
        ),
      }),
    ).toEqual([
      'FieldValueRequired x-kubernetes-validations[0].rule: Required value: rule is not specified',
      'FieldValueInvalid x-kubernetes-validations[1].message: Invalid value: " ": must be non-empty if specified',
      'FieldValueInvalid x-kubernetes-validations[2].message: Invalid value: "a\\nb": must not contain line breaks',
      'FieldValueRequired x-kubernetes-validations[3].message: Required value: message must be specified if rule contains line breaks',
      'FieldValueRequired x-kubernetes-validations[4].messageExpression: Required value: messageExpression must be non-empty if specified',
      'FieldValueInvalid x-kubernetes-validations[5].fieldPath: Invalid value: ".nothing": must be a valid path',
    ]);
    expect(
      await wrong({
        type: 'object',
        properties: { size: { type: 'integer' } },
        ...rules(
          { rule: 'self.nothing > 1' },
          { rule: 'self.size' },
          { rule: 'true', messageExpression: '1' },
          { rule: 'true', optionalOldSelf: true },
        ),
      }),
    ).toEqual([
      'FieldValueInvalid x-kubernetes-validations[0].rule: Invalid value: {"Rule":"self.nothing \\u003e 1","Message":"","MessageExpression":"","Reason":null,"FieldPath":"","OptionalOldSelf":null}: compilation failed: ERROR: <input>:1:5: undefined field \'nothing\'',
      'FieldValueInvalid x-kubernetes-validations[1].rule: Invalid value: {"Rule":"self.size","Message":"","MessageExpression":"","Reason":null,"FieldPath":"","OptionalOldSelf":null}: cel expression must evaluate to a bool',
      'FieldValueInvalid x-kubernetes-validations[2].messageExpression: Invalid value: {"Rule":"true","Message":"","MessageExpression":"1","Reason":null,"FieldPath":"","OptionalOldSelf":null}: messageExpression must evaluate to a string',
      'FieldValueInvalid x-kubernetes-validations[3].optionalOldSelf: Invalid value: true: may not be set if oldSelf is not used in rule',
    ]);
    expect(
      await wrong({
        type: 'array',
        items: { type: 'integer', ...rules({ rule: 'self == oldSelf' }) },
        maxItems: 3,
      }),
    ).toEqual([
      'FieldValueInvalid items.x-kubernetes-validations[0].rule: Invalid value: "self == oldSelf": oldSelf cannot be used on the uncorrelatable portion of the schema within spec.validation.openAPIV3Schema.properties[spec]',
    ]);
  });
});
