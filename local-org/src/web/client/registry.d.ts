/** Made by the bundler: the package's components that stand on its pages. */
declare module 'org/registry' {
  import type { LightningElement } from 'lwc';

  export const components: Record<string, (() => Promise<{ default: typeof LightningElement }>) | undefined>;
}
