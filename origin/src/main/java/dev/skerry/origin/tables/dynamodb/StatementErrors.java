package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.error.ErrorType;

/** The codes by which answers about several statements tell the error of one. */
final class StatementErrors {
  private StatementErrors() {}

  static String code(ErrorType type) {
    return switch (type) {
      case ACCESS_DENIED -> "AccessDenied";
      case CONDITIONAL_CHECK_FAILED -> "ConditionalCheckFailed";
      case DUPLICATE_ITEM -> "DuplicateItem";
      case ITEM_COLLECTION_SIZE_LIMIT_EXCEEDED -> "ItemCollectionSizeLimitExceeded";
      case PROVISIONED_THROUGHPUT_EXCEEDED -> "ProvisionedThroughputExceeded";
      case REQUEST_LIMIT_EXCEEDED -> "RequestLimitExceeded";
      case RESOURCE_NOT_FOUND -> "ResourceNotFound";
      case THROTTLING -> "ThrottlingError";
      case TRANSACTION_CONFLICT -> "TransactionConflict";
      case VALIDATION -> "ValidationError";
      default -> "InternalServerError";
    };
  }
}
