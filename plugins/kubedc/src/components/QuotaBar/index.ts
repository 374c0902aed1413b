export { QuotaBar, formatAmount } from './QuotaBar';
