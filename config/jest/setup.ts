import { setup } from '@sa11y/jest';

setup();

// jsdom cannot read container queries, and says so with the whole stylesheet for every element that has one.
const { error } = console;
jest.spyOn(console, 'error').mockImplementation((...args: unknown[]) => {
  if (!String(args[0]).includes('Could not parse CSS stylesheet')) error(...args);
});

afterEach(() => {
  document.body.replaceChildren();
  sessionStorage.clear();
  jest.clearAllMocks();
});
