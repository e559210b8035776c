import { components } from 'org/registry';
import { LightningElement, api } from 'lwc';
import type { PageComponent, PageModel } from '../view/view.ts';

type Constructor = typeof LightningElement;

interface ShownComponent extends PageComponent {
  /** The package's own component, once it is loaded. */
  implementation?: Constructor;
  isHighlights: boolean;
  isPath: boolean;
  isDetails: boolean;
  isActivities: boolean;
  isRelatedList: boolean;
  isTabset: boolean;
}

/** The components of one region of a page, or of one tab. */
export default class PageRegion extends LightningElement {
  @api page?: PageModel;
  @api recordId = '';
  private loaded: Record<string, Constructor> = {};
  private given: PageComponent[] = [];

  @api
  get components(): PageComponent[] {
    return this.given;
  }

  set components(value: PageComponent[]) {
    this.given = value;
    for (const { name } of value) void this.load(name);
  }

  get shown(): ShownComponent[] {
    return this.given.map((component) => {
      const { name } = component;
      const implementation = this.loaded[name];
      return {
        ...component,
        ...(implementation ? { implementation } : {}),
        isHighlights: name === 'force:highlightsPanel',
        isPath: name === 'runtime_sales_pathassistant:pathAssistant',
        isDetails: name === 'force:detailPanel',
        isActivities: name === 'runtime_sales_activities:activityPanel',
        isRelatedList: name === 'force:relatedListSingleContainer',
        isTabset: name === 'flexipage:tabset'
      };
    });
  }

  private async load(name: string): Promise<void> {
    const module = await components[name]?.();
    if (module) this.loaded = { ...this.loaded, [name]: module.default };
  }
}
