package dev.skerry.origin.engine.cache;

import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.engine.Transaction;

/** A transaction that is committed by whoever began it, and takes its marks back itself. */
final class OwnTransaction extends MarkingTransaction {
  private final CachedEngine.Marked marked;
  private boolean committing;

  OwnTransaction(Transaction transaction, CachedEngine.Marked marked) {
    super(transaction, marked);
    this.marked = marked;
  }

  @Override
  public Stamp commit() {
    if (committing) {
      // Refused as used up, which says nothing of what the first commit wrote: no mark goes.
      return super.commit();
    }
    committing = true;
    try {
      Stamp stamp = super.commit();
      marked.end();
      return stamp;
    } catch (RuntimeException e) {
      marked.failed(e);
      throw e;
    }
  }

  @Override
  public void close() {
    super.close();
    if (!committing) {
      marked.end();
    }
  }
}
