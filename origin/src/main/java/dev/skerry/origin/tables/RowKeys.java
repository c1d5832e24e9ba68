package dev.skerry.origin.tables;

import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Position;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.engine.tuple.TupleReader;
import dev.skerry.origin.engine.tuple.TupleWriter;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.Item;
import dev.skerry.origin.tables.value.KeyEncoding;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * The keys of the rows of tables.
 *
 * <pre>
 * t c ACCOUNT NAME                                  a table's definition
 * t n                                               the number of the newest table
 * t i TABLE HASH PARTITION SORT                     an item, or where it is
 * t o TABLE IMAGE CHUNK                             a part of a large item, from 0
 * t x TABLE INDEX HASH PARTITION SORT PRIMARY KEY   an entry of an index
 * t r ACCOUNT OPERATION TOKEN                       a request that was done
 * t q MOMENT REQUEST                                when it is forgotten
 * t e TABLE SECONDS DIGEST                          when an item expires, with its row's key
 * t l TABLE                                         how items of a table expire
 * t s ACCOUNT NAME OPENED                           a stream that a table has or had
 * t g STAMP IMAGE                                   images that only the feed still refers to
 * t w TABLE INDEX                                   a job on a table or an index
 * t p TABLE LABEL                                   the policy of a table or a stream
 * t y TABLE                                         the counts of a table
 * t k TABLE HASH PARTITION                          the size of an item collection
 * t z                                               how far the feed was followed for counts
 * t a TABLE                                         what of a table's past is recorded
 * t v TABLE HASH PARTITION SORT STAMP ENTRY         an item as it was before a commit
 * t u TABLE SECOND                                  the last commit up to a second
 * t h                                               how far the feed was followed for the past
 * t b ACCOUNT BACKUP                                a backup, whose items are as a table's
 * t j ACCOUNT NUMBER                                a copy that is being made
 * t d TABLE                                         what was said of contributor insights
 * t f ACCOUNT EXPORT                                an export
 * t m ACCOUNT EXPORT                                that it is being made
 * t t EXPORT NUMBER                                 a data file of it
 * t I ACCOUNT IMPORT                                an import
 * t J ACCOUNT IMPORT                                that it is being made
 * </pre>
 *
 * <p>A partition, or a primary key in an index, of more than {@value #FOLDED_BYTES} octets is its
 * digest, so that every key is within the engine's limit. The sort key is always itself: it alone
 * orders a partition.
 */
final class RowKeys {
  static final int FOLDED_BYTES = 120;

  /** How many parts the space of hashes has of which segments are made. */
  private static final long BUCKETS = 4096;

  private static final Key ITEMS = Key.of("ti");
  private static final Key CATALOG = Key.of("tc");
  static final Key NEWEST = Key.of("tn");
  private static final Key LEFTOVERS = Key.of("tg");
  private static final Key STREAMS = Key.of("ts");
  private static final Key TIMES_TO_LIVE = Key.of("tl");

  static final Key JOBS = Key.of("tw");
  static final Key COUNTED = Key.of("tz");
  private static final Key REQUEST_ENDS = Key.of("tq");

  static final Key RECORDINGS = Key.of("ta");
  static final Key ARCHIVED = Key.of("th");
  private static final Key BACKUPS = Key.of("tb");
  static final Key COPIES = Key.of("tj");

  static final Key EXPORTS = Key.of("tf");
  static final Key EXPORTING = Key.of("tm");
  static final Key IMPORTS = Key.of("tI");
  static final Key IMPORTING = Key.of("tJ");

  private RowKeys() {}

  /** In front of an account's exports or imports, or the marks of those that are being made. */
  static Key transfers(Key space, String account) {
    return TupleWriter.after(space).string(account).key();
  }

  /** An account's export or import, or its mark. */
  static Key transfer(Key space, String account, String id) {
    return TupleWriter.after(transfers(space, account)).string(id).key();
  }

  /** In front of the data files of an export. */
  static Key exportFiles(String export) {
    return TupleWriter.after(Key.of("tt")).string(export).key();
  }

  /** A data file of an export. */
  static Key exportFile(String export, int number) {
    return TupleWriter.after(exportFiles(export)).unsigned(number).key();
  }

  /** What of a table's past is recorded. */
  static Key recording(long table) {
    return TupleWriter.after(RECORDINGS).unsigned(table).key();
  }

  /** In front of the items of a table as they were. */
  static Key past(long table) {
    return TupleWriter.after(Key.of("tv")).unsigned(table).key();
  }

  /** An item as it was before an entry of the feed, by its place among the items of its table. */
  static Key past(long table, Key place, Position before) {
    return TupleWriter.after(past(table))
        .raw(place.octets())
        .fixed64(before.stamp().number())
        .fixed32(before.index())
        .key();
  }

  /** In front of the seconds in which a table was changed. */
  static Key seconds(long table) {
    return TupleWriter.after(Key.of("tu")).unsigned(table).key();
  }

  /** The last commit that changed a table up to a second since 1970. */
  static Key second(long table, long second) {
    return TupleWriter.after(seconds(table)).fixed64(second).key();
  }

  /** In front of an account's backups. */
  static Key backups(String account) {
    return TupleWriter.after(BACKUPS).string(account).key();
  }

  /** An account's backup. */
  static Key backup(String account, String id) {
    return TupleWriter.after(backups(account)).string(id).key();
  }

  /** In front of the copies that are being made for an account. */
  static Key copies(String account) {
    return TupleWriter.after(COPIES).string(account).key();
  }

  /** A copy that is being made for an account to the rows of a number. */
  static Key copy(String account, long number) {
    return TupleWriter.after(copies(account)).unsigned(number).key();
  }

  /** Where the row of an item is among those of its table. */
  static Key place(long table, Key row) {
    byte[] octets = row.octets();
    return Key.wrap(Arrays.copyOfRange(octets, items(table).length(), octets.length));
  }

  static Range allDefinitions() {
    return Range.prefix(CATALOG);
  }

  static Range allItems() {
    return Range.prefix(ITEMS);
  }

  /**
   * How many octets an item's row has in front of its partition, with the hash of that: they are
   * one partition's, but for few that share them. 0 for other rows.
   */
  static int partitionLength(Key row) {
    if (row.length() <= ITEMS.length() || !row.startsWith(ITEMS)) {
      return 0;
    }
    int length = ITEMS.length() + 1 + row.at(ITEMS.length()) + Integer.BYTES;
    return length <= row.length() ? length : 0;
  }

  static Key catalog(String account, String name) {
    return TupleWriter.after(catalog(account)).string(name).key();
  }

  private static Key catalog(String account) {
    return TupleWriter.after(CATALOG).string(account).key();
  }

  /** The definitions of an account's tables behind a name; of all behind the empty name. */
  static Range catalogAfter(String account, String name) {
    Key all = catalog(account);
    return new Range(name.isEmpty() ? all : catalog(account, name).next(), all.afterPrefix());
  }

  /** A job on a part of a table. */
  static Key job(long table, int index) {
    return TupleWriter.after(JOBS).unsigned(table).unsigned(index).key();
  }

  /** All jobs. */
  static Range jobs() {
    return Range.prefix(JOBS);
  }

  /** The counts of a table. */
  static Key counts(long table) {
    return TupleWriter.after(Key.of("ty")).unsigned(table).key();
  }

  /** In front of the sizes of all item collections of a table. */
  static Key collections(long table) {
    return TupleWriter.after(Key.of("tk")).unsigned(table).key();
  }

  /** The size of the collection of an item. */
  static Key collection(TableDefinition table, Item item) {
    List<AttributeValue> values = KeySchema.values(table.schema().key().partition(), item);
    return partition(collections(table.number()), values);
  }

  /** What was said of contributor insights of a table. */
  static Key insights(long table) {
    return TupleWriter.after(Key.of("td")).unsigned(table).key();
  }

  /** In front of all policies of a table. */
  static Key policies(long table) {
    return TupleWriter.after(Key.of("tp")).unsigned(table).key();
  }

  /** The policy of a table, or of the stream of a label. */
  static Key policy(long table, String label) {
    return TupleWriter.after(policies(table)).string(label).key();
  }

  /** In front of all rows that items of a table have, but for large items' images. */
  static List<Key> ofTable(long table) {
    return List.of(
        items(table),
        indexes(table),
        expiries(table),
        collections(table),
        past(table),
        seconds(table));
  }

  /** What is kept of an account's request of a client's token. */
  static Key request(String account, String operation, String token) {
    return TupleWriter.after(Key.of("tr")).string(account).string(operation).string(token).key();
  }

  /** Until when it is kept, in milliseconds since 1970. */
  static Key requestEnd(long until, Key request) {
    return TupleWriter.after(REQUEST_ENDS).fixed64(until).raw(request.octets()).key();
  }

  /** Requests that are kept no longer than until a moment, in milliseconds since 1970. */
  static Range requestEndsBefore(long moment) {
    return new Range(REQUEST_ENDS, TupleWriter.after(REQUEST_ENDS).fixed64(moment).key());
  }

  /** In front of all items of a table. */
  static Key items(long table) {
    return TupleWriter.after(ITEMS).unsigned(table).key();
  }

  /** In front of all large items of a table. */
  static Key images(long table) {
    return TupleWriter.after(Key.of("to")).unsigned(table).key();
  }

  /** Whether a prefix is in front of all large items of a table, and not of one. */
  static boolean isOfAllImages(Key prefix) {
    Key images = Key.of("to");
    return prefix.equals(images(new TupleReader(prefix, images.length()).unsigned()));
  }

  /** In front of all entries of all indexes of a table. */
  static Key indexes(long table) {
    return TupleWriter.after(Key.of("tx")).unsigned(table).key();
  }

  /** In front of all entries of an index. */
  static Key index(long table, int index) {
    return TupleWriter.after(indexes(table)).unsigned(index).key();
  }

  /** In front of what a partition has. */
  static Key partition(Key space, List<AttributeValue> values) {
    TupleWriter writer = new TupleWriter();
    values.forEach(value -> KeyEncoding.append(writer, value));
    byte[] octets = writer.key().octets();
    return TupleWriter.after(space).fixed32(hash(octets)).bytes(folded(octets)).key();
  }

  /** The row of an item. */
  static Key item(TableDefinition table, Item item) {
    return within(items(table.number()), table.schema().key(), item);
  }

  /** The row of an item's entry in an index. */
  static Key entry(TableDefinition table, IndexDefinition index, Item item) {
    TupleWriter primary = new TupleWriter();
    KeySchema.values(table.schema().key().attributes(), item)
        .forEach(value -> KeyEncoding.append(primary, value));
    Key place = within(index(table.number(), index.number()), index.key(), item);
    return TupleWriter.after(place).bytes(folded(primary.key().octets())).key();
  }

  private static Key within(Key space, KeySchema schema, Item item) {
    TupleWriter writer =
        TupleWriter.after(partition(space, KeySchema.values(schema.partition(), item)));
    KeySchema.values(schema.sort(), item).forEach(value -> KeyEncoding.append(writer, value));
    return writer.key();
  }

  /** In front of a large item. */
  static Key image(long table, UUID image) {
    return TupleWriter.after(images(table))
        .fixed64(image.getMostSignificantBits())
        .fixed64(image.getLeastSignificantBits())
        .key();
  }

  /** A part of a large item. */
  static Key chunk(long table, UUID image, int number) {
    return TupleWriter.after(image(table, image)).unsigned(number).key();
  }

  /** Where it is told what only the feed refers to since a stamp. */
  static Key leftover(Stamp since, UUID unique) {
    return TupleWriter.after(LEFTOVERS)
        .fixed64(since.number())
        .fixed64(unique.getMostSignificantBits())
        .fixed64(unique.getLeastSignificantBits())
        .key();
  }

  /** What only the feed refers to since before a stamp. */
  static Range leftoversBefore(Stamp stamp) {
    return new Range(LEFTOVERS, TupleWriter.after(LEFTOVERS).fixed64(stamp.number()).key());
  }

  /** In front of when the items of a table expire. */
  static Key expiries(long table) {
    return TupleWriter.after(Key.of("te")).unsigned(table).key();
  }

  /** When the item of a row expires, in seconds since 1970. */
  static Key expiry(long table, long seconds, Key row) {
    return TupleWriter.after(expiries(table))
        .fixed64(seconds)
        .raw(digest("SHA-256", row.octets()))
        .key();
  }

  /** What expires from one second, included, to another, excluded. */
  static Range expiries(long table, long from, long to) {
    Key space = expiries(table);
    return new Range(
        TupleWriter.after(space).fixed64(from).key(), TupleWriter.after(space).fixed64(to).key());
  }

  /** In front of how the items of all tables expire. */
  static Key timesToLive() {
    return TIMES_TO_LIVE;
  }

  /** How the items of a table expire. */
  static Key timeToLive(long table) {
    return TupleWriter.after(TIMES_TO_LIVE).unsigned(table).key();
  }

  /** In front of all streams. */
  static Key streams() {
    return STREAMS;
  }

  /** In front of the streams of all tables of an account. */
  static Key streams(String account) {
    return TupleWriter.after(STREAMS).string(account).key();
  }

  /** In front of the streams of all tables of an account that had a name. */
  static Key streams(String account, String name) {
    return TupleWriter.after(streams(account)).string(name).key();
  }

  /** A stream. */
  static Key stream(String account, String name, Instant opened) {
    return TupleWriter.after(streams(account, name)).fixed64(opened.toEpochMilli()).key();
  }

  /** The part of a space that is a segment of so many. */
  static Range segment(Key space, long segment, long segments) {
    return new Range(bound(space, segment, segments), bound(space, segment + 1, segments));
  }

  private static Key bound(Key space, long segment, long segments) {
    long bucket = Math.ceilDiv(BUCKETS * segment, segments);
    return bucket == BUCKETS
        ? space.afterPrefix()
        : TupleWriter.after(space).fixed32((int) (bucket << 20)).key();
  }

  private static int hash(byte[] octets) {
    return ByteBuffer.wrap(digest("MD5", octets)).getInt();
  }

  private static byte[] folded(byte[] octets) {
    // What is before it tells them apart: nobody may choose a short one that is a long one's
    // digest.
    boolean isShort = octets.length <= FOLDED_BYTES;
    byte[] part = isShort ? octets : digest("SHA-256", octets);
    byte[] marked = new byte[part.length + 1];
    marked[0] = (byte) (isShort ? 1 : 2);
    System.arraycopy(part, 0, marked, 1, part.length);
    return marked;
  }

  private static byte[] digest(String algorithm, byte[] octets) {
    try {
      return MessageDigest.getInstance(algorithm).digest(octets);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }
}
