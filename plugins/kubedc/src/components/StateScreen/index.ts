export { StateScreen, type ScreenState } from './StateScreen';
export { QueryView, StaleNote } from './QueryView';
export { ProblemNotes } from './ProblemNotes';
export { ProblemScreen } from './ProblemScreen';
