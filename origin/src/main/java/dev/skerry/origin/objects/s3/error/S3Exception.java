package dev.skerry.origin.objects.s3.error;

import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;

/** A call that ends with an error. */
public final class S3Exception extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final S3Error error;
  private final transient Map<String, String> elements = new LinkedHashMap<>(2);
  private final transient Map<String, String> fields = new LinkedHashMap<>(2);

  S3Exception(S3Error error, String message) {
    super(message, null, false, false);
    this.error = error;
  }

  /** Which of the list. */
  public S3Error error() {
    return error;
  }

  /** Adds an element that says more, beside code and message. */
  public S3Exception with(String element, String value) {
    elements.put(element, value);
    return this;
  }

  /** Adds a field to the response. */
  public S3Exception field(String name, String value) {
    fields.put(name, value);
    return this;
  }

  /** The elements that say more, in their order. */
  public Map<String, String> elements() {
    return elements;
  }

  /** The fields of the response, in their order. */
  public Map<String, String> fields() {
    return fields;
  }

  /** {@code InvalidArgument} of an argument. */
  public static S3Exception argument(String name, String value, String message) {
    return S3Error.INVALID_ARGUMENT
        .exception(message)
        .with("ArgumentName", name)
        .with("ArgumentValue", value);
  }
}
