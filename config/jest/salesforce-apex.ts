/** Stand-in for `@salesforce/apex`, so that tests can see what was read again. */
export const refreshApex = jest.fn(() => Promise.resolve());
