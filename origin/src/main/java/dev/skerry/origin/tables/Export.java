package dev.skerry.origin.tables;

import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.tables.transfer.BucketAccess;
import dev.skerry.origin.tables.transfer.ExportFolder;
import dev.skerry.origin.tables.transfer.Manifest;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An export of a table as it was at a moment, or of what changed in a period, and how far it is.
 *
 * @param id the moment in which it was asked for in milliseconds since 1970, in 14 digits, a hyphen
 *     and 8 hexadecimal digits
 * @param table as it was defined when it was asked for
 * @param moments of what it is
 */
public record Export(
    String id, TableDefinition table, Wish wish, Moments moments, Progress progress) {
  /**
   * What was asked for.
   *
   * @param owner whose the bucket must be, or null
   * @param sse as it was asked for, or null
   * @param token of the client, or null
   * @param digest of the request
   * @param period of an incremental export, or null
   * @param moment of a full export, or null for now
   */
  public record Wish(
      String bucket,
      @Nullable String owner,
      @Nullable String prefix,
      @Nullable String sse,
      @Nullable String token,
      String digest,
      Manifest.@Nullable Period period,
      @Nullable Instant moment) {
    boolean isSame(Wish other) {
      return digest.equals(other.digest);
    }
  }

  /**
   * Between which commits the past is told.
   *
   * @param time the moment of a full export, of an incremental one its end
   * @param first the last commit before the period, of a full export none
   * @param last the last commit that is in it
   */
  record Moments(Instant time, Stamp first, Stamp last) {}

  /**
   * How far it is.
   *
   * @param next the place from which on nothing is exported yet
   * @param files data files that are written
   * @param items in them
   * @param bytes how large these are together
   */
  public record Progress(Key next, int files, long items, long bytes, TransferState state) {
    static final Progress BEGUN = new Progress(Key.START, 0, 0, 0, TransferState.RUNNING);

    Progress in(TransferState other) {
      return new Progress(next, files, items, bytes, other);
    }
  }

  /** When it was asked for. */
  public Instant started() {
    return Instant.ofEpochMilli(Long.parseLong(id.substring(0, id.indexOf('-'))));
  }

  /** Of which moment it is; of an incremental one the end of the period. */
  public Instant time() {
    return moments.time();
  }

  /** Its ARN, by the settings of the account whose it is. */
  public String arn(TablesSettings settings) {
    return settings.arn(table.name()) + "/export/" + id;
  }

  /** Its folder in the bucket. */
  public ExportFolder folder() {
    return new ExportFolder(wish.prefix(), id, wish.period() != null);
  }

  /** The bucket, for the account whose the table is. */
  BucketAccess.Place place() {
    return new BucketAccess.Place(table.account(), wish.bucket(), wish.owner());
  }

  Export at(Progress other) {
    return new Export(id, table, wish, moments, other);
  }

  byte[] toBytes() {
    Document document =
        Document.begin("an export")
            .text("id", id)
            .octets("table", TableDocument.encode(table))
            .text("bucket", wish.bucket())
            .text("owner", wish.owner())
            .text("prefix", wish.prefix())
            .text("sse", wish.sse())
            .text("token", wish.token())
            .text("digest", wish.digest())
            .moment("asked", wish.moment())
            .moment("time", moments.time())
            .number("first", moments.first().number())
            .number("last", moments.last().number())
            .octets("next", progress.next().octets())
            .number("files", progress.files())
            .number("items", progress.items())
            .number("bytes", progress.bytes())
            .moment("ended", progress.state().ended())
            .text("code", progress.state().code())
            .text("message", progress.state().message());
    Manifest.Period period = wish.period();
    if (period != null) {
      document.moment("from", period.from()).moment("to", period.to()).text("view", period.view());
    }
    return document.toBytes();
  }

  static Export of(byte[] kept) {
    Document document = Document.of("an export", kept);
    Instant from = document.moment("from");
    Wish wish =
        new Wish(
            document.requiredText("bucket"),
            document.text("owner"),
            document.text("prefix"),
            document.text("sse"),
            document.text("token"),
            document.requiredText("digest"),
            from == null
                ? null
                : new Manifest.Period(
                    from, document.requiredMoment("to"), document.requiredText("view")),
            document.moment("asked"));
    return new Export(
        document.requiredText("id"),
        TableDocument.decode(document.octets("table")),
        wish,
        new Moments(
            document.requiredMoment("time"),
            new Stamp(document.number("first")),
            new Stamp(document.number("last"))),
        new Progress(
            document.key("next"),
            (int) document.number("files"),
            document.number("items"),
            document.number("bytes"),
            new TransferState(
                document.moment("ended"), document.text("code"), document.text("message"))));
  }

  /** The summary that its manifest has. */
  Manifest.Summary summary(TablesSettings settings, Instant ended) {
    return new Manifest.Summary(
        arn(settings),
        started(),
        ended,
        settings.arn(table.name()),
        table.uuid(),
        moments.time(),
        wish.period(),
        wish.bucket(),
        wish.prefix(),
        Objects.requireNonNullElse(wish.sse(), "AES256"),
        folder().file("manifest-files.json"),
        progress.bytes(),
        progress.items());
  }
}
