package dev.skerry.origin.objects.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.origin.access.signature.Place;
import dev.skerry.origin.objects.s3.head.Operation;
import dev.skerry.origin.objects.s3.head.PercentCoding;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One line of an access log: a call and what was answered. Source: "Amazon S3 server access log
 * format".
 *
 * @param owner the canonical id of the bucket's
 * @param ask null for a call that was refused before it was known what it asks for
 * @param took from when the call came until its answer began
 */
record LogLine(
    String owner,
    S3Call call,
    String bucket,
    @Nullable Ask ask,
    S3.Answered answered,
    Instant at,
    Duration took) {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("'['dd/MMM/uuuu:HH:mm:ss Z']'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final String NONE = "-";
  private static final Pattern CUSTOMERS_KEYS =
      Pattern.compile(
          "(?i)((?:^|&)x-amz-(?:copy-source-)?server-side-encryption-customer-[^=&]*=)[^&]*");
  private static final int TEXT_CHARS_MAX = 2_048;

  /** The line with its end, of octets that are ASCII. */
  String text() {
    S3Reply reply = answered.reply();
    Fields fields = reply.fields();
    long sent = length(reply.body());
    StringBuilder line = new StringBuilder(512);
    word(line, owner);
    word(line, bucket);
    line.append(MOMENT.format(at)).append(' ');
    word(line, call.client());
    word(line, ask == null ? null : requester(ask));
    word(line, fields.first("x-amz-request-id"));
    word(line, ask == null ? "REST." + call.head().method() + ".UNKNOWN" : operation(ask));
    word(line, ask == null ? null : key(ask));
    quoted(line, call.head().method() + ' ' + target(call.head()) + " HTTP/1.1");
    word(line, Integer.toString(reply.status()));
    word(line, code(reply));
    word(line, sent == 0 || call.head().method().equals("HEAD") ? null : Long.toString(sent));
    word(line, size(reply));
    word(line, null); // when the last octet was sent is not known here
    word(line, Long.toString(took.toMillis()));
    quoted(line, call.head().fields().first("referer"));
    quoted(line, call.head().fields().first("user-agent"));
    word(line, ask == null ? null : ask.query().value("versionId").orElse(null));
    word(line, fields.first("x-amz-id-2"));
    word(line, ask == null ? null : signature(ask));
    word(line, null); // the cipher suite
    word(line, ask == null ? null : placed(ask.caller().place()));
    word(line, call.head().authority());
    word(line, null); // the version of TLS
    word(line, null); // the access point
    line.append(NONE).append('\n'); // whether a list was needed
    return line.toString();
  }

  private static void word(StringBuilder line, @Nullable String text) {
    line.append(text == null || text.isEmpty() ? NONE : safe(text, true)).append(' ');
  }

  private static void quoted(StringBuilder line, @Nullable String text) {
    if (text == null || text.isEmpty()) {
      line.append("\"-\" ");
    } else {
      line.append('"').append(safe(text, false)).append("\" ");
    }
  }

  /** What came from a client can neither end its place in the line nor the line. */
  private static String safe(String text, boolean word) {
    StringBuilder safe = new StringBuilder();
    byte[] octets = text.getBytes(UTF_8);
    for (int i = 0; i < Math.min(octets.length, TEXT_CHARS_MAX); i++) {
      int octet = octets[i] & 0xFF;
      boolean plain = octet > ' ' && octet < 0x7F && octet != '"';
      if (plain || (octet == ' ' && !word)) {
        safe.append((char) octet);
      } else {
        safe.append('%').append(String.format(Locale.ROOT, "%02X", octet));
      }
    }
    return safe.toString();
  }

  private static @Nullable String requester(Ask ask) {
    return ask.caller().identity() == null ? null : ask.caller().requester().canonicalId();
  }

  /** {@code REST.GET.OBJECT}. */
  private static String operation(Ask ask) {
    Operation operation = ask.operation();
    String method = ask.call().head().method();
    String resource =
        switch (operation) {
          case UPLOAD_PART -> "PART";
          case UPLOAD_PART_COPY -> "PART_COPY";
          case COPY_OBJECT -> "OBJECT";
          case LIST_PARTS, COMPLETE_MULTIPART_UPLOAD, ABORT_MULTIPART_UPLOAD -> "UPLOAD";
          case DELETE_OBJECTS -> "MULTI_OBJECT_DELETE";
          case LIST_OBJECT_VERSIONS -> "BUCKETVERSIONS";
          case LIST_OBJECTS_V2 -> "BUCKET";
          case GET_BUCKET_LOGGING, PUT_BUCKET_LOGGING -> "LOGGING_STATUS";
          case GET_BUCKET_POLICY, PUT_BUCKET_POLICY, DELETE_BUCKET_POLICY -> "BUCKETPOLICY";
          case PREFLIGHT -> "PREFLIGHT";
          default -> {
            String parameter = operation.parameter();
            yield parameter == null
                ? operation.level().name()
                : parameter.toUpperCase(Locale.ROOT).replace('-', '_');
          }
        };
    boolean copies = operation == Operation.COPY_OBJECT;
    return "REST." + (copies ? "COPY" : method) + '.' + resource;
  }

  private static @Nullable String key(Ask ask) {
    String key = ask.address().key();
    return key == null ? null : PercentCoding.encodePath(key);
  }

  /** Keys of customers come in the query of URLs that are signed beforehand. */
  private static String target(Request head) {
    String query = head.query();
    return query == null
        ? head.path()
        : head.path() + '?' + CUSTOMERS_KEYS.matcher(query).replaceAll("$1-");
  }

  private static @Nullable String code(S3Reply reply) {
    if (reply.status() < 400 || !(reply.body() instanceof S3Body.Octets(byte[] octets))) {
      return null;
    }
    String document = new String(octets, UTF_8);
    int from = document.indexOf("<Code>");
    int to = document.indexOf("</Code>");
    return from < 0 || to < from ? null : document.substring(from + "<Code>".length(), to);
  }

  /** Of the object that was written or read. */
  private @Nullable String size(S3Reply reply) {
    if (ask == null || ask.address().key() == null || reply.status() >= 300) {
      return null;
    }
    String range = reply.fields().first(FieldNames.CONTENT_RANGE);
    return switch (ask.operation()) {
      case GET_OBJECT, HEAD_OBJECT ->
          range == null
              ? Long.toString(length(reply.body()))
              : range.substring(range.lastIndexOf('/') + 1);
      case PUT_OBJECT, UPLOAD_PART -> {
        String decoded = ask.field("x-amz-decoded-content-length");
        yield decoded == null ? Long.toString(call.announced()) : decoded;
      }
      default -> null;
    };
  }

  private static long length(S3Body body) {
    return switch (body) {
      case S3Body.Octets(byte[] octets) -> octets.length;
      case S3Body.Untold(long length) -> length;
      case S3Body.Stored stored -> stored.length();
    };
  }

  private static @Nullable String signature(Ask ask) {
    if (ask.caller().place() == null) {
      return null;
    }
    boolean old =
        ask.caller().place() == Place.QUERY
            ? !ask.query().has("X-Amz-Algorithm")
            : String.valueOf(ask.field("authorization")).startsWith("AWS ");
    return old ? "SigV2" : "SigV4";
  }

  private static @Nullable String placed(@Nullable Place place) {
    return switch (place) {
      case null -> null;
      case HEADER -> "AuthHeader";
      case QUERY -> "QueryString";
      case FORM -> null;
    };
  }
}
