export { hasRules, validateRules } from './rules/validateRules';
export { validateRuleDefinitions } from './rules/validateRuleDefinitions';
