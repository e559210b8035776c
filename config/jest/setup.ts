import { setup } from '@sa11y/jest';

setup();

afterEach(() => {
  document.body.replaceChildren();
  sessionStorage.clear();
  jest.clearAllMocks();
});
