package dev.skerry.control.data;

import dev.skerry.control.api.Call;
import dev.skerry.control.api.Reply;
import dev.skerry.control.objects.ObjectService;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.tag.ObjectTags;
import dev.skerry.origin.objects.ListPage;
import dev.skerry.origin.objects.ListQuestion;
import dev.skerry.origin.objects.ObjectVersion;
import dev.skerry.origin.objects.s3.InHouse;
import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.error.S3Exception;
import dev.skerry.origin.objects.s3.head.PercentCoding;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What handlers ask of buckets, as S3 answers the control plane's own account. */
public final class BucketQuestions {
  private static final int PAGE_MAX = 1_000;
  private static final String METADATA = "x-amz-meta-";

  /** What of an object's fields a handler may say when it puts one. */
  private static final Set<String> FIELDS =
      Set.of(
          FieldNames.CONTENT_TYPE,
          FieldNames.CONTENT_LANGUAGE,
          "content-disposition",
          FieldNames.CONTENT_ENCODING,
          FieldNames.CACHE_CONTROL);

  private final InHouse s3;
  private final String account;

  /**
   * Questions to buckets.
   *
   * @param account in whose name they are asked, 12 digits
   */
  public BucketQuestions(InHouse s3, String account) {
    this.s3 = s3;
    this.account = account;
  }

  /**
   * Answers a question to a bucket.
   *
   * @param encodedKey an object's, percent-encoded; null where the bucket's list is asked for
   */
  Reply answer(String bucket, @Nullable String encodedKey, Call call) {
    InHouse.Use use = new InHouse.Use(account, bucket, null);
    String tag = ObjectTags.all(bucket);
    Reply reply;
    try {
      if (encodedKey == null) {
        reply = list(use, call.content().whole());
      } else {
        String key = PercentCoding.decodePath(encodedKey);
        tag = ObjectTags.object(bucket, key);
        reply = object(use, key, call);
      }
    } catch (S3Exception e) {
      reply = Refused.reply(e.error().status(), e.error().code(), e.getMessage());
    }
    boolean reads = reply.status() >= 300 || tellsOf(call.head().method());
    reply.fields().set(FieldNames.SURROGATE_KEY, reads ? tag : "");
    return reply;
  }

  /** Whether what is answered to a method tells of what is there. */
  private static boolean tellsOf(String method) {
    return !method.equals("PUT") && !method.equals("DELETE");
  }

  private Reply object(InHouse.Use use, String key, Call call) {
    return ObjectService.reply(
        switch (call.head().method()) {
          case "GET" -> s3.read(use, key, false);
          case "HEAD" -> s3.read(use, key, true);
          case "PUT" -> s3.write(use, key, said(call.head().fields()), call.content().whole());
          case "DELETE" -> s3.delete(use, key);
          default -> throw S3Error.METHOD_NOT_ALLOWED.exception();
        });
  }

  private static Fields said(Fields all) {
    Fields said = new Fields();
    all.forEach(
        (name, value) -> {
          if (FIELDS.contains(name) || name.startsWith(METADATA)) {
            said.add(name, value);
          }
        });
    return said;
  }

  private Reply list(InHouse.Use use, byte[] content) {
    JsonNode asked;
    try {
      asked = JsonMapper.shared().readTree(content);
    } catch (JacksonException e) {
      return Refused.reply(400, "SerializationException", "the question is no JSON");
    }
    int limit = Math.clamp(asked.path("limit").asInt(PAGE_MAX), 1, PAGE_MAX);
    ListQuestion question =
        ListQuestion.first(limit)
            .under(asked.path("prefix").asString(""))
            .after(cursor(asked.path("cursor").asString("")));
    return listed(s3.list(use, question));
  }

  private static Reply listed(ListPage<ObjectVersion> page) {
    ObjectNode answer = JsonMapper.shared().createObjectNode();
    ArrayNode objects = answer.putArray("objects");
    for (ObjectVersion each : page.items()) {
      objects
          .addObject()
          .put("key", each.key())
          .put("size", each.body().size())
          .put("etag", each.body().etag())
          .put("uploaded", each.modified().toString());
    }
    ListQuestion.Position next = page.next();
    answer.put("truncated", next != null);
    if (next != null) {
      answer.put("cursor", cursor(next));
    }
    Fields fields = Fields.of(FieldNames.CONTENT_TYPE, "application/json");
    return new Reply(200, fields, JsonMapper.shared().writeValueAsBytes(answer));
  }

  /** A place as a text of letters and digits: the key itself may have any characters. */
  private static String cursor(ListQuestion.Position place) {
    byte[] key = place.key().getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
  }

  private static ListQuestion.@Nullable Position cursor(String text) {
    if (text.isEmpty()) {
      return null;
    }
    try {
      byte[] key = Base64.getUrlDecoder().decode(text);
      return ListQuestion.Position.behind(new String(key, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw S3Exception.argument("cursor", text, "The cursor is none that a page has.");
    }
  }
}
