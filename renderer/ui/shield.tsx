import { Component, type ReactNode } from 'react';
import { FailureNote } from './failure-note.tsx';

export interface ShieldProps {
  /** What cannot be drawn then, as a sentence begins. */
  readonly what: string;
  readonly children: ReactNode;
}

interface ShieldState {
  readonly failure: { readonly why: string } | null;
}

/**
 * Keeps a fault in drawing one part to that part: without it React takes the whole page away, and with
 * it every other item and its way back. A class, as React offers this to no function.
 */
export class Shield extends Component<ShieldProps, ShieldState> {
  static getDerivedStateFromError(error: unknown): ShieldState {
    return { failure: { why: String(error) } };
  }

  override readonly state: ShieldState = { failure: null };

  override render(): ReactNode {
    const { failure } = this.state;
    if (failure === null) return this.props.children;
    return (
      <FailureNote
        message={`${this.props.what} could not be drawn: ${failure.why}. Nothing was done to any item.`}
        retryLabel="Draw it again"
        onRetry={() => this.setState({ failure: null })}
      />
    );
  }
}
