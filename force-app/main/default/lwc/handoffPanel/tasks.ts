import { reduceErrors } from 'c/handoffErrors';

/** What the user starts and has to wait for. */
export type Task = 'start' | 'move' | 'score';

export interface TaskState {
  readonly running: Task | undefined;
  /** What came in the way of a task, for beside what started it. */
  readonly problems: Readonly<Partial<Record<Task, string | undefined>>>;
}

export const NOTHING_STARTED: TaskState = { running: undefined, problems: {} };

/** Does one thing at a time: what is started meanwhile is not done. */
export class Tasks {
  private state = NOTHING_STARTED;
  private readonly show: (state: TaskState) => void;

  /** @param show takes how it goes whenever that has changed */
  constructor(show: (state: TaskState) => void) {
    this.show = show;
  }

  async run(task: Task, work: () => Promise<void>): Promise<void> {
    if (this.state.running) return;
    this.change(task, task, undefined);
    try {
      await work();
      this.change(undefined, task, this.state.problems[task]);
    } catch (error) {
      this.change(undefined, task, reduceErrors(error).join(' '));
    }
  }

  /** Takes back what came in a task's way, once it was worked on. */
  forget(task: Task): void {
    this.change(this.state.running, task, undefined);
  }

  private change(running: Task | undefined, task: Task, problem: string | undefined): void {
    this.state = { running, problems: { ...this.state.problems, [task]: problem } };
    this.show(this.state);
  }
}
