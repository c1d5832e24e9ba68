package dev.skerry.origin.objects.content;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.objects.content.ContentRow.Inline;

/** Counts what refers to contents. */
final class References {
  private References() {}

  /** Takes one away; of the last, the depot's clock tells when. */
  static void release(Transaction transaction, ContentId id, Depot depot) {
    byte[] value = transaction.get(ContentKeys.content(id));
    if (value == null) {
      throw new EngineException.Corrupt("content " + id + " is referred to and not there", null);
    }
    ContentRow row = ContentRow.decode(value);
    if (row.references() > 1) {
      transaction.put(ContentKeys.content(id), row.withReferences(row.references() - 1).encode());
    } else if (row.place() instanceof Inline) {
      transaction.delete(ContentKeys.content(id));
    } else {
      transaction.put(ContentKeys.content(id), row.withReferences(0).encode());
      transaction.put(
          ContentKeys.doomed(id), new DoomedRow(depot.tick(transaction), null).encode());
    }
  }
}
