package dev.skerry.origin.tables;

import dev.skerry.origin.tables.transfer.BucketAccess;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An import of objects of a bucket into a new table, and how far it is.
 *
 * @param id the moment in which it was asked for in milliseconds since 1970, in 14 digits, a hyphen
 *     and 8 hexadecimal digits
 * @param table as it was made
 */
public record Import(String id, TableDefinition table, Wish wish, Progress progress) {
  /** What records of objects are. */
  public enum Format {
    DYNAMODB_JSON,
    CSV
  }

  /**
   * What was asked for.
   *
   * @param owner whose the bucket must be, or null
   * @param prefix with which keys of objects begin, or null
   * @param delimiter between fields of CSV, or null where it was not said
   * @param header names of attributes of CSV; none where each object's first record has them
   * @param gzip whether objects are compressed
   * @param compression as it was asked for
   * @param digest of the request
   */
  public record Wish(
      String bucket,
      @Nullable String owner,
      @Nullable String prefix,
      Format format,
      @Nullable String delimiter,
      List<String> header,
      boolean gzip,
      @Nullable String compression,
      String token,
      String digest) {
    /** Keeps a copy of the list. */
    public Wish {
      header = List.copyOf(header);
    }
  }

  /**
   * How far it is.
   *
   * @param object the last that is done or begun, or null
   * @param etag its entity tag when it was begun, or null
   * @param records of it that are done; all for -1
   * @param octets of objects that are done, as they are in the bucket
   * @param processed records that were read
   * @param imported of these, items that were written
   */
  public record Progress(
      @Nullable String object,
      @Nullable String etag,
      long records,
      long octets,
      long processed,
      long imported,
      TransferState state) {
    /** Stands for all records of an object. */
    static final long ALL = -1;

    static final Progress BEGUN = new Progress(null, null, ALL, 0, 0, 0, TransferState.RUNNING);

    /** Records that are no items of the table. */
    public long errors() {
      return processed - imported;
    }

    Progress in(TransferState other) {
      return new Progress(object, etag, records, octets, processed, imported, other);
    }

    /** Whether the object is begun, and not done. */
    boolean isBegun() {
      return object != null && records != ALL;
    }

    Progress more(BucketAccess.Listed of, long done, long read, long written) {
      return new Progress(
          of.key(), of.etag(), done, octets, processed + read, imported + written, state);
    }

    Progress done(BucketAccess.Listed of) {
      return new Progress(of.key(), of.etag(), ALL, octets + of.size(), processed, imported, state);
    }
  }

  /** When it was asked for. */
  public Instant started() {
    return Instant.ofEpochMilli(Long.parseLong(id.substring(0, id.indexOf('-'))));
  }

  /** Its ARN, by the settings of the account whose it is. */
  public String arn(TablesSettings settings) {
    return settings.arn(table.name()) + "/import/" + id;
  }

  /** The bucket, for the account whose the table is. */
  BucketAccess.Place place() {
    return new BucketAccess.Place(table.account(), wish.bucket(), wish.owner());
  }

  Import at(Progress other) {
    return new Import(id, table, wish, other);
  }

  byte[] toBytes() {
    Document document =
        Document.begin("an import")
            .text("id", id)
            .octets("table", TableDocument.encode(table))
            .text("bucket", wish.bucket())
            .text("owner", wish.owner())
            .text("prefix", wish.prefix())
            .text("format", wish.format().name())
            .text("delimiter", wish.delimiter())
            .number("gzip", wish.gzip() ? 1 : 0)
            .text("compression", wish.compression())
            .text("token", wish.token())
            .text("digest", wish.digest())
            .text("object", progress.object())
            .text("etag", progress.etag())
            .number("records", progress.records())
            .number("octets", progress.octets())
            .number("processed", progress.processed())
            .number("imported", progress.imported())
            .moment("ended", progress.state().ended())
            .text("code", progress.state().code())
            .text("message", progress.state().message())
            .number("names", wish.header().size());
    for (int i = 0; i < wish.header().size(); i++) {
      document.text("name" + i, wish.header().get(i));
    }
    return document.toBytes();
  }

  static Import of(byte[] kept) {
    Document document = Document.of("an import", kept);
    List<String> header = new ArrayList<>();
    for (int i = 0; i < document.number("names"); i++) {
      header.add(document.requiredText("name" + i));
    }
    return new Import(
        document.requiredText("id"),
        TableDocument.decode(document.octets("table")),
        new Wish(
            document.requiredText("bucket"),
            document.text("owner"),
            document.text("prefix"),
            Format.valueOf(document.requiredText("format")),
            document.text("delimiter"),
            header,
            document.number("gzip") == 1,
            document.text("compression"),
            document.requiredText("token"),
            document.requiredText("digest")),
        new Progress(
            document.text("object"),
            document.text("etag"),
            document.number("records"),
            document.number("octets"),
            document.number("processed"),
            document.number("imported"),
            new TransferState(
                document.moment("ended"), document.text("code"), document.text("message"))));
  }
}
