package dev.skerry.origin.objects.content;

import dev.skerry.origin.engine.Committed;
import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.engine.Work;
import dev.skerry.origin.objects.content.ContentException.Kind;
import dev.skerry.origin.objects.content.ContentRow.Composed;
import dev.skerry.origin.objects.content.ContentRow.Inline;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * All contents: receives them, opens them, and counts in transactions what refers to them.
 *
 * <p>May be used by any thread; blocks.
 */
public final class ContentStore implements AutoCloseable {
  /** How deep contents may be in slices of contents in slices of contents. */
  static final int DEPTH_MOST = 8;

  private final Engine engine;
  private final ContentRules rules;
  private final Depot depot;
  private final Pins pins = new Pins();
  private final SecureRandom random = new SecureRandom();

  private ContentStore(Engine engine, ContentRules rules, Depot depot) {
    this.engine = engine;
    this.rules = rules;
    this.depot = depot;
  }

  /**
   * Opens the contents of a folder, which one process at a time uses.
   *
   * @param engine has the rows; stays the caller's, and open longer
   * @throws IOException when the folder cannot be used, or another process uses it
   */
  public static ContentStore open(Engine engine, ContentSettings settings) throws IOException {
    return open(engine, settings, new LocalDisk());
  }

  static ContentStore open(Engine engine, ContentSettings settings, Disk disk) throws IOException {
    return new ContentStore(engine, settings.rules(), FileDepot.open(engine, settings, disk));
  }

  /** The rows of contents: what nearly every read of one reads. */
  public static Range rows() {
    return ContentKeys.contents();
  }

  /**
   * Opens the contents of a bucket, which all processes on the same rows may use at once.
   *
   * @param engine has the rows; stays the caller's, and open longer
   * @param bucket closed with this
   */
  public static ContentStore open(Engine engine, ContentRules rules, BackingBucket bucket) {
    return open(engine, rules, bucket, System::nanoTime);
  }

  /**
   * The same with a clock of its own for how long something has lasted.
   *
   * @param nanos a clock of nanoseconds that nobody sets
   */
  public static ContentStore open(
      Engine engine, ContentRules rules, BackingBucket bucket, LongSupplier nanos) {
    return new ContentStore(engine, rules, new BucketDepot(engine, bucket, rules.clock(), nanos));
  }

  /**
   * Begins to receive a content.
   *
   * @return to be closed
   */
  public Incoming receive(Sealing sealing) {
    ContentId id = newId();
    Segments.Begun encryption =
        sealing instanceof Sealing.None ? null : Segments.begin(id, sealing, rules.keys());
    return new Incoming(id, depot, rules.inlineBytes(), encryption);
  }

  private ContentId newId() {
    Instant now = rules.clock().instant();
    return new ContentId(ChronoUnit.MICROS.between(Instant.EPOCH, now), random.nextLong());
  }

  /**
   * Does work in a transaction that {@linkplain #take takes} a received content, which is kept when
   * it was committed, and also when nobody knows whether it was.
   */
  public <T, X extends Exception> Committed<T> commit(Received received, Work<T, X> work) throws X {
    try {
      Committed<T> committed = engine.transact(work);
      received.keep();
      return committed;
    } catch (EngineException.CommitUnknown e) {
      received.leave();
      throw e;
    }
  }

  /** Writes the row of a received content, to which the transaction is to refer once. */
  public void take(Transaction transaction, Received received) {
    received.settle(transaction);
    transaction.put(ContentKeys.content(received.id()), received.row().withReferences(1).encode());
  }

  /**
   * Counts that the transaction refers to an open content once more.
   *
   * @throws ContentException TOO_DEEP when slices of it may not be parts of another
   */
  public void refer(Transaction transaction, OpenContent content) {
    byte[] value = transaction.get(ContentKeys.content(content.id()));
    ContentRow row = value == null ? content.row().withReferences(0) : ContentRow.decode(value);
    if (value == null && !(row.place() instanceof Inline)) {
      throw new ContentException(Kind.GONE, "content " + content.id() + " is not there any more");
    }
    if (row.references() == 0) {
      transaction.delete(ContentKeys.doomed(content.id()));
    }
    transaction.put(
        ContentKeys.content(content.id()), row.withReferences(row.references() + 1).encode());
  }

  /** How deep a content is in slices. */
  public int depth(OpenContent content) {
    return content.row().depth();
  }

  /** Whether slices of a content of a depth can be parts of another. */
  public boolean composes(int depth) {
    return depth < DEPTH_MOST;
  }

  /**
   * Makes a content of slices, to which the transaction is to refer once. The references that the
   * transaction takes from elsewhere to the slices' contents become this content's.
   *
   * @param depth of the deepest of the slices' contents
   */
  public ContentId compose(Transaction transaction, List<Slice> slices, int depth) {
    ContentId id = newId();
    long length = Composition.write(transaction, id, slices);
    transaction.put(
        ContentKeys.content(id),
        new ContentRow(1, length, ContentRow.Seal.NONE, new Composed(slices.size(), depth + 1))
            .encode());
    return id;
  }

  /** Counts that the transaction removes one that referred to a content. */
  public void release(Transaction transaction, ContentId id) {
    References.release(transaction, id, depot);
  }

  /**
   * A slice and where it is.
   *
   * @param offset of its first octet in the content that it is a part of
   */
  public record Placed(Slice slice, long offset) {}

  /** The slice of a number of a composed content whose slices' numbers ascend; null for none. */
  public @Nullable Placed slice(OpenContent content, int number) {
    return engine
        .<Optional<Placed>, RuntimeException>read(
            snapshot -> Composition.numbered(snapshot, content.id(), content.length(), number))
        .orElse(null);
  }

  /** The slices of a composed content in their order; none of another. */
  public List<Slice> slices(Reads reads, ContentId id) {
    return Composition.all(reads, id);
  }

  /**
   * Opens a content that a record refers to, or did a moment ago.
   *
   * @return to be closed
   * @throws ContentException GONE when it is not there any more, so that the record is not either
   */
  public OpenContent open(ContentId id) {
    if (!pins.pin(id)) {
      throw new ContentException(Kind.GONE, "content " + id + " is being removed");
    }
    AtomicBoolean closed = new AtomicBoolean();
    Runnable unpin =
        () -> {
          if (closed.compareAndSet(false, true)) {
            pins.unpin(id);
          }
        };
    try {
      byte[] value = engine.get(ContentKeys.content(id));
      if (value == null) {
        throw new ContentException(Kind.GONE, "content " + id + " is not there any more");
      }
      ContentRow row = ContentRow.decode(value);
      if (row.references() == 0) {
        throw new ContentException(Kind.GONE, "content " + id + " is to be removed");
      }
      return new OpenContent(engine, depot, rules.keys(), id, row, unpin);
    } catch (RuntimeException e) {
      unpin.run();
      throw e;
    }
  }

  /** The contents that nothing refers to, to be removed behind the calls. */
  public Removal removal() {
    return new Removal(engine, depot, pins);
  }

  /** What has no row, as processes leave it that do not end in good order. */
  public Orphans orphans() {
    return depot.orphans();
  }

  /** What looks whether contents are as they were written. */
  public Scrubber scrubber() {
    return new Scrubber(engine, depot, pins);
  }

  /** Whether other processes use the same contents, or may do so. */
  public boolean isShared() {
    return depot instanceof BucketDepot;
  }

  /**
   * Ends what is asked of another service, so that nobody waits for one that does not answer; all
   * that needs it fails from then on.
   */
  public void cut() {
    depot.cut();
  }

  /** Nobody receives or takes contents any more. */
  @Override
  public void close() {
    depot.close();
  }
}
