package dev.skerry.handler;

import dev.skerry.http.Fields;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A bucket that is bound to a handler, for one call of it. Each call waits for its answer, and
 * throws a {@link DataException} where S3 would refuse it.
 */
public final class Bucket {
  private static final byte[] NOTHING = {};

  private final Binding.Bucket bucket;
  private final BoundData data;

  Bucket(Binding.Bucket bucket, BoundData data) {
    this.bucket = bucket;
    this.data = data;
  }

  /**
   * An object.
   *
   * @param fields what is said of it: {@code content-type}, {@code etag}, {@code x-amz-meta-*}
   * @param content read-only; empty where only what is said of it was asked for
   */
  public record Found(Fields fields, ByteBuffer content) {
    /** Its content as a text in UTF-8. */
    public String text() {
      return StandardCharsets.UTF_8.decode(content.duplicate()).toString();
    }
  }

  /**
   * A page of keys.
   *
   * @param keys in the order of their UTF-8
   * @param cursor gives the next page; null for the last one
   */
  public record Page(List<String> keys, @Nullable String cursor) {}

  /** The object of a key; null if there is none. */
  public @Nullable Found get(String key) {
    return found("GET", key);
  }

  /** What is said of the object of a key; null if there is none. */
  public @Nullable Found head(String key) {
    return found("HEAD", key);
  }

  private @Nullable Found found(String operation, String key) {
    BoundData.Answer answer = ask(operation, key, Fields.EMPTY, NOTHING);
    if (answer.isDone()) {
      return new Found(answer.fields(), ByteBuffer.wrap(answer.content()).asReadOnlyBuffer());
    }
    try {
      var _ = DataException.unlessDone(answer);
    } catch (DataException e) {
      if (!e.code().equals("NoSuchKey")) {
        throw e;
      }
    }
    return null;
  }

  /**
   * Puts an object in place of what was there.
   *
   * @param fields what is said of it: {@code content-type}, {@code cache-control}, {@code
   *     x-amz-meta-*}
   */
  public void put(String key, byte[] content, Fields fields) {
    BoundData.Answer answer = ask("PUT", key, fields, content);
    if (!answer.isDone()) {
      var _ = DataException.unlessDone(answer);
    }
  }

  /** Deletes the object of a key, if there is one. */
  public void delete(String key) {
    var _ = DataException.unlessDone(ask("DELETE", key, Fields.EMPTY, NOTHING));
  }

  /**
   * A page of keys.
   *
   * @param prefix what they begin with
   * @param cursor of the page before; null for the first page
   */
  public Page list(String prefix, @Nullable String cursor) {
    Map<String, @Nullable Object> asked = new LinkedHashMap<>();
    asked.put("prefix", prefix);
    if (cursor != null) {
      asked.put("cursor", cursor);
    }
    byte[] json = JsonText.of(asked).getBytes(StandardCharsets.UTF_8);
    Map<String, @Nullable Object> told =
        DataException.unlessDone(ask("LIST", "", Fields.EMPTY, json));
    List<String> keys = new ArrayList<>();
    if (told.get("objects") instanceof List<?> all) {
      all.forEach(each -> keys.add(String.valueOf(((Map<?, ?>) each).get("key"))));
    }
    return new Page(keys, told.get("cursor") instanceof String next ? next : null);
  }

  private BoundData.Answer ask(String operation, String key, Fields fields, byte[] content) {
    return data.ask(new BoundData.Question(bucket, operation, key, fields, content));
  }
}
