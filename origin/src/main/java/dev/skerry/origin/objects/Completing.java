package dev.skerry.origin.objects;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.objects.content.ContentId;
import dev.skerry.origin.objects.content.ContentStore;
import dev.skerry.origin.objects.content.Slice;
import dev.skerry.origin.objects.row.ValueReader;
import dev.skerry.origin.objects.row.ValueWriter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The end of uploads in parts. */
final class Completing {
  /** So long a completed upload can be completed again. */
  private static final Duration KEPT = Duration.ofDays(1);

  private static final int FORGOTTEN_AT_ONCE = 1_000;
  private static final int LAYOUT = 1;

  private final ContentStore contents;
  private final ObjectsSettings settings;
  private final ObjectWrites writes;

  Completing(ContentStore contents, ObjectsSettings settings, ObjectWrites writes) {
    this.contents = contents;
    this.settings = settings;
    this.writes = writes;
  }

  Uploads.Completed complete(
      Transaction transaction, Bucket bucket, String key, UploadId id, Completion completion) {
    byte[] before = transaction.get(RowKeys.completed(id));
    if (before != null) {
      return again(before, bucket, key, id);
    }
    Upload upload = Uploads.require(transaction, bucket, key, id);
    Map<Integer, Part> there = parts(transaction, id);
    List<Part> parts = named(there, completion);
    check(parts, completion);
    Checksum checksum = completion.digest().of(upload, parts);
    String etag = etag(parts);
    Traits traits = completion.traits().apply(upload.traits());
    Draft draft = new Draft(upload.owner(), traits, etag, checksum, upload.encryption());
    Target target =
        Target.of(bucket, key).when(completion.condition()).by(ObjectChange.Kind.COMPLETE);
    ObjectVersion object =
        writes.put(transaction, target, draft, compose(transaction, parts), now());
    parts.forEach(part -> there.remove(part.number()));
    there.values().forEach(left -> contents.release(transaction, left.content()));
    end(transaction, row(bucket, key, id), id);
    Uploads.Completed completed =
        new Uploads.Completed(key, object.id(), etag, checksum, upload.encryption());
    keep(transaction, bucket, id, completed);
    return completed;
  }

  private Instant now() {
    return settings.clock().instant();
  }

  private static Map<Integer, Part> parts(Transaction transaction, UploadId id) {
    Map<Integer, Part> parts = new TreeMap<>();
    Range all = Range.prefix(RowKeys.parts(id));
    for (Part part : Uploads.range(transaction, all, NewPart.NUMBER_MOST)) {
      parts.put(part.number(), part);
    }
    return parts;
  }

  private static List<Part> named(Map<Integer, Part> there, Completion completion) {
    if (completion.parts().isEmpty()) {
      throw new ObjectsException(ObjectsError.INVALID_ARGUMENT, "no parts are named");
    }
    List<Part> parts = new ArrayList<>();
    int last = 0;
    for (Completion.Named named : completion.parts()) {
      if (named.number() <= last) {
        throw new ObjectsException(
            ObjectsError.INVALID_PART_ORDER,
            "part %d is named after part %d".formatted(named.number(), last));
      }
      last = named.number();
      Part part = there.get(named.number());
      boolean same =
          part != null
              && part.etag().equals(named.etag())
              && (named.checksum() == null || named.checksum().equals(part.checksum()));
      if (part == null || !same) {
        throw new ObjectsException(
            ObjectsError.INVALID_PART, "part " + named.number() + " is not there or another");
      }
      parts.add(part);
    }
    return parts;
  }

  private void check(List<Part> parts, Completion completion) {
    for (Part part : parts.subList(0, parts.size() - 1)) {
      if (part.size() < settings.partBytesLeast()) {
        throw new ObjectsException(
            ObjectsError.ENTITY_TOO_SMALL,
            "part %d has %d bytes, expected %d or more"
                .formatted(part.number(), part.size(), settings.partBytesLeast()));
      }
    }
    long size = parts.stream().mapToLong(Part::size).sum();
    if (completion.size() != null && completion.size() != size) {
      throw new ObjectsException(
          ObjectsError.BAD_DIGEST,
          "the parts have %d bytes, expected %d".formatted(size, completion.size()));
    }
  }

  /** The references of the parts become those of the slices. */
  private ObjectWrites.Octet compose(Transaction transaction, List<Part> parts) {
    List<Slice> slices = new ArrayList<>();
    int depth = 0;
    long size = 0;
    for (Part part : parts) {
      slices.add(
          new Slice(part.number(), part.content(), part.offset(), part.size(), part.checksum()));
      depth = Math.max(depth, part.depth());
      size += part.size();
    }
    ContentId id = contents.compose(transaction, slices, depth);
    return new ObjectWrites.Octet(id, size, parts.size());
  }

  /** The MD5 of the parts' MD5s, a hyphen and how many they are. */
  private static String etag(List<Part> parts) {
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      for (Part part : parts) {
        String etag = part.etag();
        boolean digest = etag.length() == 32 && etag.chars().allMatch(HexFormat::isHexDigit);
        md5.update(digest ? HexFormat.of().parseHex(etag) : etag.getBytes(US_ASCII));
      }
      return HexFormat.of().formatHex(md5.digest()) + '-' + parts.size();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }

  /** Removes an upload and its parts, with the references that they have. */
  void remove(Transaction transaction, Bucket bucket, String key, UploadId id) {
    remove(transaction, row(bucket, key, id), id);
  }

  /** Removes the upload of a row. */
  void remove(Transaction transaction, Key row, UploadId id) {
    parts(transaction, id).values().forEach(part -> contents.release(transaction, part.content()));
    end(transaction, row, id);
  }

  private static Key row(Bucket bucket, String key, UploadId id) {
    return RowKeys.upload(bucket.number(), ObjectKeys.octets(key), id);
  }

  private static void end(Transaction transaction, Key row, UploadId id) {
    transaction.delete(row);
    transaction.delete(Range.prefix(RowKeys.parts(id)));
  }

  private void keep(
      Transaction transaction, Bucket bucket, UploadId id, Uploads.Completed completed) {
    ValueWriter out = new ValueWriter().octet(LAYOUT).number(bucket.number());
    out.text(completed.key()).text(completed.version().text()).text(completed.etag());
    out.optional(completed.checksum(), Checksum::write);
    Encryption.write(out, completed.encryption());
    transaction.put(RowKeys.completed(id), out.toArray());
    long until = now().plus(KEPT).toEpochMilli();
    transaction.put(RowKeys.forgotten(until, id), new byte[0]);
  }

  private static Uploads.Completed again(byte[] value, Bucket bucket, String key, UploadId id) {
    ValueReader in = new ValueReader("a completed upload", value);
    in.layout(LAYOUT);
    long number = in.number();
    String itsKey = in.text();
    VersionId version = VersionId.parse(in.text());
    if (version == null) {
      throw in.corrupt("no version id");
    }
    if (number != bucket.number() || !itsKey.equals(key)) {
      throw new ObjectsException(
          ObjectsError.NO_SUCH_UPLOAD, "there is no upload " + id + " of the key");
    }
    return new Uploads.Completed(
        key, version, in.text(), in.optional(Checksum::read), Encryption.read(in));
  }

  boolean forget(Engine engine) {
    Range old = RowKeys.forgottenBefore(now().toEpochMilli());
    List<Row> rows =
        engine.<List<Row>, RuntimeException>read(
            snapshot -> snapshot.scan(Scan.of(old).upTo(FORGOTTEN_AT_ONCE)).rows());
    if (!rows.isEmpty()) {
      engine.write(
          transaction -> {
            for (Row row : rows) {
              Key key = row.key();
              transaction.delete(RowKeys.completed(RowKeys.uploadId(key)));
              transaction.delete(key);
            }
          });
    }
    return rows.size() == FORGOTTEN_AT_ONCE;
  }
}
