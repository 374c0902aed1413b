import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Pages load their parts lazily, and the first test of a file compiles them; a busy machine takes its time for that.
configure({ asyncUtilTimeout: 60_000 });
