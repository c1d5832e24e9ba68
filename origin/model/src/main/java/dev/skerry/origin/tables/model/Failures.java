package dev.skerry.origin.tables.model;

import dev.skerry.origin.tables.model.error.Conflict;
import dev.skerry.origin.tables.model.error.ModelException;
import dev.skerry.origin.tables.model.error.Refused;
import dev.skerry.origin.tables.model.error.TableMissing;
import dev.skerry.origin.tables.model.error.Throttled;
import dev.skerry.origin.tables.model.error.Unavailable;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Which kind of the closed list a failure of the client's is. Source: "Error handling with
 * DynamoDB".
 */
final class Failures {
  private static final Set<String> TOO_MUCH =
      Set.of(
          "ProvisionedThroughputExceededException",
          "ProvisionedThroughputExceeded",
          "RequestLimitExceeded",
          "ThrottlingException",
          "ThrottlingError");

  private Failures() {}

  static ModelException of(SdkException failure) {
    if (!(failure instanceof AwsServiceException answer) || answer.statusCode() >= 500) {
      return new Unavailable(failure);
    }
    @Nullable String code =
        answer.awsErrorDetails() == null ? null : answer.awsErrorDetails().errorCode();
    return of(code == null ? "" : code, failure);
  }

  /** The kind of one code of the service's. */
  static ModelException of(String code, Throwable cause) {
    return switch (code) {
      case "ResourceNotFoundException" -> new TableMissing(cause);
      case "TransactionConflictException",
          "TransactionConflict",
          "TransactionInProgressException" ->
          new Conflict(cause);
      default -> TOO_MUCH.contains(code) ? new Throttled(cause) : new Refused(code, cause);
    };
  }
}
