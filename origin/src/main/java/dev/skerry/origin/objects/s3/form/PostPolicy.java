package dev.skerry.origin.objects.s3.form;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.error.S3Exception;
import dev.skerry.origin.objects.s3.head.S3Dates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The policy of a form: until when, and with which fields, it may be used.
 *
 * @param least octets of the file
 * @param most octets of the file
 */
public record PostPolicy(Instant expiration, List<Condition> conditions, long least, long most) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int CONDITIONS_MAX = 200;

  /** Fields that no condition must name. */
  private static final Set<String> FREE =
      Set.of("policy", "x-amz-signature", "file", "awsaccesskeyid", "signature");

  private static final String IGNORED = "x-ignore-";

  /** Keeps a copy of the list. */
  public PostPolicy {
    conditions = List.copyOf(conditions);
  }

  /**
   * What a field must be.
   *
   * @param field in lower case
   * @param prefix whether the value is only how it must begin
   */
  public record Condition(String field, String value, boolean prefix) {
    boolean holds(String sent) {
      return prefix ? sent.startsWith(value) : sent.equals(value);
    }
  }

  /** Reads a policy in Base64. */
  public static PostPolicy read(String base64) {
    try (JsonParser json =
        JSON.createParser(
            ObjectReadContext.empty(), new String(Base64.getMimeDecoder().decode(base64), UTF_8))) {
      return read(json);
    } catch (JacksonException | IllegalArgumentException e) {
      throw invalid("Invalid Policy: Invalid JSON.");
    }
  }

  private static PostPolicy read(JsonParser json) {
    Instant expiration = null;
    List<Condition> conditions = null;
    long[] range = {0, Long.MAX_VALUE};
    expect(json.nextToken() == JsonToken.START_OBJECT);
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "expiration" -> {
          expect(value == JsonToken.VALUE_STRING);
          expiration =
              S3Dates.parse(json.getString())
                  .orElseThrow(() -> invalid("Invalid Policy: Invalid 'expiration' value."));
        }
        case "conditions" -> {
          expect(value == JsonToken.START_ARRAY);
          conditions = conditions(json, range);
        }
        default -> throw invalid("Invalid Policy: Unexpected: '" + name + "'.");
      }
    }
    if (expiration == null) {
      throw invalid("Invalid Policy: Policy missing expiration.");
    }
    if (conditions == null) {
      throw invalid("Invalid Policy: Policy missing conditions.");
    }
    return new PostPolicy(expiration, conditions, range[0], range[1]);
  }

  private static List<Condition> conditions(JsonParser json, long[] range) {
    List<Condition> conditions = new ArrayList<>();
    for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
      expect(conditions.size() < CONDITIONS_MAX);
      if (next == JsonToken.START_OBJECT) {
        conditions.add(simple(json));
      } else {
        expect(next == JsonToken.START_ARRAY && json.nextToken() == JsonToken.VALUE_STRING);
        String operator = json.getString().toLowerCase(Locale.ROOT);
        if (operator.equals("content-length-range")) {
          range[0] = number(json);
          range[1] = number(json);
        } else {
          conditions.add(condition(json, operator));
        }
        expect(json.nextToken() == JsonToken.END_ARRAY);
      }
    }
    return conditions;
  }

  private static Condition simple(JsonParser json) {
    requireOne(json.nextToken() == JsonToken.PROPERTY_NAME);
    String field = json.currentName().toLowerCase(Locale.ROOT);
    expect(json.nextToken() == JsonToken.VALUE_STRING);
    Condition condition = new Condition(field, json.getString(), false);
    requireOne(json.nextToken() == JsonToken.END_OBJECT);
    return condition;
  }

  private static void requireOne(boolean holds) {
    if (!holds) {
      throw invalid(
          "Invalid Policy: Invalid Simple-Condition: Simple-Conditions must have exactly one"
              + " property specified.");
    }
  }

  private static Condition condition(JsonParser json, String operator) {
    expect(operator.equals("eq") || operator.equals("starts-with"));
    expect(json.nextToken() == JsonToken.VALUE_STRING);
    String field = json.getString().toLowerCase(Locale.ROOT);
    expect(field.startsWith("$") && json.nextToken() == JsonToken.VALUE_STRING);
    return new Condition(field.substring(1), json.getString(), operator.equals("starts-with"));
  }

  private static long number(JsonParser json) {
    JsonToken token = json.nextToken();
    expect(token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_STRING);
    try {
      return Long.parseLong(json.getString());
    } catch (NumberFormatException e) {
      throw invalid("Invalid Policy: Invalid Simple-Condition: no number.");
    }
  }

  private static void expect(boolean holds) {
    if (!holds) {
      throw invalid("Invalid Policy: Invalid JSON.");
    }
  }

  private static S3Exception invalid(String message) {
    return S3Error.INVALID_POLICY_DOCUMENT.exception(message);
  }

  /**
   * Checks a form's fields, in lower case, with the bucket as one of them, which a condition must
   * name, too.
   *
   * @throws S3Exception {@code AccessDenied} where the policy does not allow them
   */
  public void check(Map<String, String> fields, Instant now) {
    if (!now.isBefore(expiration)) {
      throw denied("Policy expired.");
    }
    Set<String> named = new HashSet<>();
    for (Condition condition : conditions) {
      named.add(condition.field);
      String sent = fields.getOrDefault(condition.field, "");
      if (!condition.holds(sent)) {
        throw denied(
            "Policy Condition failed: [\"%s\", \"$%s\", \"%s\"]"
                .formatted(
                    condition.prefix ? "starts-with" : "eq", condition.field, condition.value));
      }
    }
    for (String field : fields.keySet()) {
      if (!FREE.contains(field) && !field.startsWith(IGNORED) && !named.contains(field)) {
        throw denied("Extra input fields: " + field);
      }
    }
  }

  /** Checks how long the file is. */
  public void checkLength(long length) {
    if (length > most) {
      throw S3Error.ENTITY_TOO_LARGE
          .exception()
          .with("ProposedSize", Long.toString(length))
          .with("MaxSizeAllowed", Long.toString(most));
    }
    if (length < least) {
      throw S3Error.ENTITY_TOO_SMALL
          .exception()
          .with("ProposedSize", Long.toString(length))
          .with("MinSizeAllowed", Long.toString(least));
    }
  }

  private static S3Exception denied(String why) {
    return S3Error.ACCESS_DENIED.exception("Invalid according to Policy: " + why);
  }
}
