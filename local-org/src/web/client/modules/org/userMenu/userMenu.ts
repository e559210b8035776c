import { LightningElement } from 'lwc';
import { boot, type Person } from '../boot/boot.ts';

/** Who is signed in, and the other people one can be. Only the local org has this: it is how one walks a handoff through. */
export default class UserMenu extends LightningElement {
  isOpen = false;
  readonly user: Person = boot.user;
  readonly csrf: string = boot.csrf;

  get initials(): string {
    return boot.user.name
      .split(' ')
      .map((part) => part[0] ?? '')
      .join('');
  }

  get label(): string {
    return `Signed in as ${boot.user.name}, ${boot.user.role}. Switch user`;
  }

  get expanded(): string {
    return String(this.isOpen);
  }

  get people(): (Person & { isCurrent: boolean; current: string | null })[] {
    return boot.people.map((person) => {
      const isCurrent = person.id === boot.user.id;
      return { ...person, isCurrent, current: isCurrent ? 'true' : null };
    });
  }

  get languages(): { code: string; name: string; current: string | null }[] {
    return boot.languages.map((language) => ({
      ...language,
      current: language.code === boot.language ? 'true' : null
    }));
  }

  get returnTo(): string {
    return `${location.pathname}${location.search}`;
  }

  handleToggle(): void {
    this.isOpen = !this.isOpen;
  }

  handleKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.isOpen) return;
    this.isOpen = false;
    this.template?.querySelector('button')?.focus();
  }

  /** It lies over the page, so it goes when the focus does. */
  handleFocusOut(): void {
    requestAnimationFrame(() => {
      if (!this.template?.activeElement) this.isOpen = false;
    });
  }
}
