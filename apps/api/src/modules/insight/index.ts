/**
 * Insight: screens that look across caseload and assignments, one statement each. Reads only, and never a word anyone wrote.
 */
export { InsightModule } from './insight.module.js';
