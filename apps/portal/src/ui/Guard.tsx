import { Component, type ReactNode } from 'react';
import { ErrorState } from './States.js';

/** Stands around a screen: a fault of ours shows as words with a way on, and never as an empty page. */
export class Guard extends Component<{ children: ReactNode }, { error: unknown; failed: boolean }> {
  override state: { error: unknown; failed: boolean } = { error: null, failed: false };

  static getDerivedStateFromError(error: unknown): { error: unknown; failed: boolean } {
    return { error, failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <ErrorState error={this.state.error} onRetry={() => this.setState({ error: null, failed: false })} />
    );
  }
}
