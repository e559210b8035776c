/*
 * npm's `prepare` script: lets git run the hooks of this folder. There is nothing to do in CI, and in a copy without
 * git or without the development dependencies it may not fail, or `npm install` would.
 */
if (!process.env.CI) {
  try {
    const { default: husky } = await import('husky');
    const problem = husky();
    if (problem) process.stderr.write(`Git hooks are not set up: ${problem}\n`);
  } catch (error) {
    process.stderr.write(`Git hooks are not set up: ${error.message}\n`);
  }
}
