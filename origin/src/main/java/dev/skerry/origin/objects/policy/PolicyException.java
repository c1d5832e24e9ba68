package dev.skerry.origin.objects.policy;

import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A policy, a list or a setting that is refused, with the text for the client. It has no stack
 * trace: it is what a client did, not a fault of the program.
 */
public final class PolicyException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final PolicyError error;
  private final @Nullable String argumentName;
  private final @Nullable String argumentValue;

  PolicyException(PolicyError error, String message) {
    this(error, message, null, null);
  }

  private PolicyException(
      PolicyError error, String message, @Nullable String name, @Nullable String value) {
    super(message, null, false, false);
    this.error = error;
    this.argumentName = name;
    this.argumentValue = value;
  }

  static PolicyException malformedPolicy(String message) {
    return new PolicyException(PolicyError.MALFORMED_POLICY, message);
  }

  static PolicyException argument(String message, String name, String value) {
    return new PolicyException(PolicyError.INVALID_ARGUMENT, message, name, value);
  }

  static PolicyException accessDenied() {
    return new PolicyException(PolicyError.ACCESS_DENIED, "Access Denied");
  }

  /** Which error it is. */
  public PolicyError error() {
    return error;
  }

  /** The error's {@code ArgumentName}, where it has one. */
  public Optional<String> argumentName() {
    return Optional.ofNullable(argumentName);
  }

  /** The error's {@code ArgumentValue}, where it has one. */
  public Optional<String> argumentValue() {
    return Optional.ofNullable(argumentValue);
  }
}
