export { adaptJson } from './schema/adapt';
export { hasRules, validateRules } from './rules/validateRules';
export { validateRuleDefinitions } from './rules/validateRuleDefinitions';
