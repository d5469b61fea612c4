import { type TypedAnswers } from './typed-answers.js';

/** A form being filled in. */
export interface OpenDraft {
  readonly agency: string;
  readonly service: string;
  /** ISO 8601 with offset. */
  readonly startedAt: string;
  /** Fixed by the first attempt to send, so that a second one sends the same response. */
  readonly sending?: { readonly at: string; readonly locale: string };
  readonly typed: TypedAnswers;
  /** Pages on which "continue" was pressed with something missing: they show their errors. */
  readonly attempted: readonly string[];
}

/** What is left of a form once it is sent. */
export interface SentDraft {
  readonly receipt: string;
  readonly status: 'accepted' | 'held';
}

export type DraftState = OpenDraft | SentDraft;

export function isSent(state: DraftState): state is SentDraft {
  return 'receipt' in state;
}

/** The draft after somebody pressed "continue" on a page. */
export function withPage(
  draft: OpenDraft,
  page: string,
  typed: TypedAnswers,
  isComplete: boolean,
): OpenDraft {
  const others = draft.attempted.filter((key) => key !== page);
  return {
    ...draft,
    typed: { ...draft.typed, ...typed },
    attempted: isComplete ? others : [...others, page],
  };
}
