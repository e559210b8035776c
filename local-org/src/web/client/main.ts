import '@lwc/synthetic-shadow';
import { createElement } from 'lwc';
import Shell from './modules/org/shell/shell.ts';

document.querySelector('#app')?.append(createElement('org-shell', { is: Shell }));
